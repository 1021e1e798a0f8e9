import SourceText
import Testing
import YAML

@Suite struct ContentFaultTests {
  @Test(
    "a fault of content is shown at its place",
    arguments: [
      ("a: 1\nb: 2\n⟦a⟧: 3\n", "yaml-duplicate-key"),
      ("{甲: 1, ⟦甲⟧: 2}", "yaml-duplicate-key"),
      ("a: 1\n⟦'a'⟧: 3\n", "yaml-duplicate-key"),
      ("<<: {a: 1}\n⟦<<⟧: {b: 1}\n", "yaml-duplicate-key"),
      ("⟦[a]⟧: 1\n", "yaml-key-not-text"),
      ("? ⟦{a: 1}⟧\n: 1\n", "yaml-key-not-text"),
      ("⟦:⟧ 5\n", "yaml-empty-key"),
      ("{a: 1, ⟦:⟧ 2}\n", "yaml-empty-key"),
      ("?⟦⟧\n: 5\n", "yaml-empty-key"),
      ("{⟦a:1⟧, b: 2}\n", "yaml-missing-space"),
      ("a: ⟦*x⟧\n", "yaml-unknown-anchor"),
      ("a: ⟦*b⟧\nc: &b 1\n", "yaml-unknown-anchor"),
      ("a: &a [x, ⟦*a⟧]\n", "yaml-recursive-alias"),
      ("a: &a\n  b: {c: ⟦*a⟧}\n", "yaml-recursive-alias"),
      ("<<: ⟦5⟧\n", "yaml-merge-not-mapping"),
      ("⟦<<⟧:\n", "yaml-merge-not-mapping"),
      ("a: &x 1\nb:\n  <<: ⟦*x⟧\n", "yaml-merge-not-mapping"),
      ("<<: ⟦[{a: 1}, 5]⟧\n", "yaml-merge-not-mapping"),
      ("a: ⟦!foo⟧ x\n", "yaml-tag"),
      ("a: ⟦!!int⟧ 5\n", "yaml-tag"),
      ("a: ⟦!!map⟧ {b: 1}\n", "yaml-tag"),
      ("a: ⟦!!seq⟧\n- b\n", "yaml-tag"),
      ("when: ⟦!flagged⟧\n", "yaml-tag"),
      ("when: ⟦!⟧ flagged\n", "yaml-tag"),
      ("when: ⟦!has(x)⟧\n", "yaml-tag"),
      ("a: ⟦>5⟧\nb: 1\n", "yaml-block"),
      ("a: 1\n⟦---⟧\nb: 1\n", "yaml-several-documents"),
      ("a: 1\n...\n⟦---⟧\n", "yaml-several-documents"),
      ("⟦⟧", "yaml-empty"),
      ("⟦⟧# nothing but this\n", "yaml-empty"),
      ("\u{FEFF}⟦⟧---\n", "yaml-empty"),
    ])
  func place(marked: String, code: String) throws {
    try expectFault(marked, code)
  }

  @Test("all faults of content are reported, and the rest is read")
  func several() {
    let result = YAMLNode.parse(SourceFile(path: "p", text: "a: 1\na: 2\nb: *x\nc: !t y\nd: {e: 1, e: 2}\n"))
    #expect(
      result.diagnostics.map { "\($0.range) \($0.code)" } == [
        "p:2:1 yaml-duplicate-key", "p:3:4 yaml-unknown-anchor", "p:4:4 yaml-tag", "p:5:11 yaml-duplicate-key",
      ])
    #expect(result.value?.outline == "{a: 1, c: 'y, d: {e: 1}}")
  }

  @Test("content and spelling are reported together, but give no value")
  func mixed() {
    let result = YAMLNode.parse(SourceFile(path: "p", text: "a: 1\na: 2\nb: [1\n"))
    #expect(result.diagnostics.map(\.code) == ["yaml-duplicate-key", "yaml-unclosed-bracket"])
    #expect(result.value == nil)
  }

  @Test("an anchor that was meant is proposed")
  func proposal() throws {
    try expectFault("a: &base {x: 1}\nb: ⟦*bsae⟧\n", "yaml-unknown-anchor", hint: "did you mean `*base`?")
  }
}

@Suite struct SpellingFaultTests {
  @Test(
    "colons and indentation",
    arguments: [
      ("when: x ? a ⟦:⟧ b\n", "yaml-colon-in-text", "`\"x ? a : b\"`"),
      ("- 说明: 甲⟦:⟧ 乙\r\n", "yaml-colon-in-text", "`\"甲: 乙\"`"),
      ("- {b: c ? d ⟦:⟧ e, f: 1}\n", "yaml-colon-in-text", "`\"c ? d : e\"`"),
      ("when: a == \"b⟦:⟧ c\"\n", "yaml-colon-in-text", "`'a == \"b: c\"'`"),
      ("when: a == \"b⟦:⟧ c\" || 'x'\n", "yaml-colon-in-text", "`'a == \"b: c\" || ''x'''`"),
      ("a: 1\n   ⟦b⟧: 2\n", "yaml-indentation", "align it"),
      ("a:\n- b\n ⟦c⟧: 1\n", "yaml-indentation", "align it"),
      ("a:\n    b: 1\n  ⟦c:⟧ 2\n", "yaml-indentation", "same indentation"),
      ("- a\n⟦b:⟧ 1\n", "yaml-indentation", "begin it with `- `"),
      ("a: 1\n⟦bare words⟧\nc: 2\n", "yaml-missing-colon", "write `key: value`"),
      ("a: 1\n⟦b:2⟧\nc: 2\n", "yaml-missing-colon", "a space after the colon"),
      ("⟦bare words⟧\nc: 2\n", "yaml-missing-colon", "write `key: value`"),
      ("a: ⟦-⟧ b\n", "yaml-misplaced-item", "[first, second]"),
      ("a: [x, ⟦-⟧ b]\n", "yaml-misplaced-item", "belongs in quotes"),
      ("- [ ⟦-⟧ ]\n", "yaml-misplaced-item", "belongs in quotes"),
      ("a: 1\n⟦-⟧ b\n", "yaml-misplaced-item", "indent it"),
      ("a:\n⟦\t⟧b: 1\n", "yaml-tab", "spaces"),
      ("a:\n  b: 1\n⟦\t⟧c: 2\n", "yaml-tab", "spaces"),
      ("a:\n  b: 1\n  ⟦\t⟧c: 2\n", "yaml-tab", "spaces"),
      ("⟦\t⟧a: 1\n", "yaml-tab", "spaces"),
      ("a: 1\n⟦\t⟧\nb: 2\n", "yaml-tab", "spaces"),
      ("a: |\n⟦\t⟧x\n", "yaml-tab", "spaces"),
      ("- a\n⟦\t⟧- b\n", "yaml-tab", "spaces"),
      ("[a]\n⟦b: 1⟧\n", "yaml-text-after-end", "`key: value`"),
      ("a: 1\n...\n⟦b: 1⟧\n", "yaml-text-after-end", "`key: value`"),
    ])
  func layout(marked: String, code: String, hint: String) throws {
    try expectFault(marked, code, hint: hint)
  }

  @Test(
    "texts that need quotes",
    arguments: [
      ("a: ⟦@⟧x\n", "yaml-first-character", "`\"@x\"`"),
      ("a: ⟦`⟧x\n", "yaml-first-character", "`\"`x\"`"),
      ("a: ⟦%⟧x\n", "yaml-first-character", "`\"%x\"`"),
      ("a: ⟦?⟧ x\n", "yaml-first-character", "in quotes"),
      ("when: [⟦>⟧= 5, 3]\n", "yaml-first-character", "`\">= 5\"`"),
      ("- ⟦>= 5⟧\n", "yaml-block", "`\">= 5\"`"),
      ("a: ⟦| x⟧\n", "yaml-block", "`\"| x\"`"),
      ("a: 'x' ⟦== y⟧\n", "yaml-text-after-quote", "`\"'x' == y\"`"),
      ("a: \"x\" ⟦|| \"y\"⟧\nb: 1\n", "yaml-text-after-quote", "`'\"x\" || \"y\"'`"),
      ("- ['x' ⟦in y⟧, 3]\n", "yaml-text-after-quote", "`\"'x' in y\"`"),
      ("- {id: x, when: 'a' ⟦== b⟧}\n", "yaml-text-after-quote", "`\"'a' == b\"`"),
      ("a: 'it'⟦s⟧\nb: 1\n", "yaml-text-after-quote", "in quotes"),
      ("a: &b x\nc: *b ⟦d⟧\n", "yaml-text-after-value", "in quotes"),
      ("when: ⟦!x⟧ && y\n", "yaml-tag", "in quotes"),
      ("when: ⟦!(x⟧ || y)\n", "yaml-tag", "in quotes"),
      ("- {when: ⟦!y⟧ || z}\n", "yaml-tag", "in quotes"),
      ("a: ⟦!e!x⟧ 5\n", "yaml-tag", "in quotes"),
      ("a: ⟦&⟧基 b\n", "yaml-anchor-name", "`&&`"),
      ("a: ⟦&⟧& y\n", "yaml-anchor-name", "`&&`"),
      ("a: ⟦*⟧ 2\n", "yaml-anchor-name", "in quotes"),
      ("⟦%x⟧\n", "yaml-directive", "delete the line"),
      ("⟦%YAML 3.0⟧\n---\na\n", "yaml-directive", "delete the line"),
    ])
  func quoting(marked: String, code: String, hint: String) throws {
    try expectFault(marked, code, hint: hint)
  }

  @Test(
    "quotes, escapes and brackets",
    arguments: [
      ("a:\n  ⟦-id: x⟧\n    b: y\n", "yaml-missing-space", "`- id: x`"),
      ("a:\n  - id: x\n  ⟦-id: y⟧\n", "yaml-missing-space", "`- id: y`"),
      ("- x\n⟦-{id: y, b: z}⟧\n", "yaml-missing-space", "`- {id: y, b: z}`"),
      ("a: 1\nb⟦:⟧{of: x, y: z}\n", "yaml-missing-space", "a blank after the colon"),
      ("a: 1\nb⟦：⟧{of: x, y: z}\n", "yaml-full-width", "`:` and a space"),
      ("a: ⟦\"⟧abc\nb: 1\n", "yaml-unclosed-quote", "same quote"),
      ("a: ⟦'⟧x", "yaml-unclosed-quote", "same quote"),
      ("a: ⟦\"⟧abc\nb: \"x\"\n", "yaml-unclosed-quote", "same quote"),
      ("a: ⟦\"⟧x\n--- y\"\n", "yaml-unclosed-quote", "same quote"),
      ("a: ⟦\"⟧x\nb: {c: d}\ne: [\">= 5\", y]\n", "yaml-unclosed-quote", "same quote"),
      ("a:\n  - ⟦'⟧x\n\n  - 'y'\n", "yaml-unclosed-quote", "same quote"),
      ("- {a: ⟦\"⟧x, b: y}\n- {a: z, b: \"\"}\n", "yaml-unclosed-quote", "same quote"),
      ("a: \"配⟦\\d⟧+\"\n", "yaml-escape", "`\\\\d`"),
      ("a: \"⟦\\xZZ\"⟧\n", "yaml-escape", "two hexadecimal digits"),
      ("a: \"⟦\\ud800\"⟧\n", "yaml-escape", "two hexadecimal digits"),
      ("a: ⟦[⟧1, 2\nb: 3\n", "yaml-unclosed-bracket", "close it"),
      ("a: ⟦[⟧1, 2", "yaml-unclosed-bracket", "close it"),
      ("a: ⟦[⟧1,\n", "yaml-unclosed-bracket", "close it"),
      ("a: ⟦{⟧x: 1\nb: 3\n", "yaml-unclosed-bracket", "close it"),
      ("[[⟦[⟧", "yaml-unclosed-bracket", "close it"),
      ("a: ⟦]⟧\n", "yaml-stray-bracket", "delete it"),
      ("a: [b]⟦]⟧\n", "yaml-stray-bracket", "delete it"),
      ("a: 1\n⟦}⟧\n", "yaml-stray-bracket", "delete it"),
      ("a: [b, ⟦,⟧ c]\n", "yaml-missing-value", "write the value"),
      ("a: {b\n  ⟦c⟧: d}\n", "yaml-missing-comma", "commas"),
      ("a: [{b: 1} ⟦c⟧]\n", "yaml-missing-comma", "commas"),
      ("when: [⟦[10..50)⟧, 3]\n", "yaml-interval", "`\"[10..50)\"`"),
      ("when: ⟦[10..50)⟧\nb: 1\n", "yaml-interval", "`\"[10..50)\"`"),
      ("when: [⟦(10..50]⟧, x]\n", "yaml-interval", "`\"(10..50]\"`"),
      ("{id: a, when: f(b⟦,⟧ c) <= 9, x: 1}\n", "yaml-comma-in-text", "`\"f(b, c) <= 9\"`"),
      ("{id: a, when: f(b⟦,⟧ 'c', d(e, g)) > 1}\n", "yaml-comma-in-text", "`\"f(b, 'c', d(e, g)) > 1\"`"),
      ("- [max(甲⟦,⟧ 乙) > 3, x]\n", "yaml-comma-in-text", "`\"max(甲, 乙) > 3\"`"),
      ("- [f(a⟦,⟧\n   b), x]\n", "yaml-comma-in-text", "the whole text in quotes"),
    ])
  func pairs(marked: String, code: String, hint: String) throws {
    try expectFault(marked, code, hint: hint)
  }
}

@Suite struct RenderedFaultTests {
  @Test(
    "a fault reads as a whole",
    arguments: [
      (
        "facts:\n  配合度: {type: number, range: [0, 100}\n  x: 1\n",
        """
        policy.yaml:2:37: error: a comma or the closing bracket is missing before this [yaml-missing-comma]
          配合度: {type: number, range: [0, 100}
                                               ^
        hint: separate the items with commas; a text that holds commas, brackets or quotes belongs in quotes
        policy.yaml:2:30: note: the bracket is opened here
          配合度: {type: number, range: [0, 100}
                                        ^

        """
      ),
      (
        "params:\n  弱: 40\n  强: 60\n  弱: 45\n",
        """
        policy.yaml:4:3: error: the key `弱` is written twice [yaml-duplicate-key]
          弱: 45
          ^~
        hint: keep one of them
        policy.yaml:2:3: note: first written here
          弱: 40
          ^~

        """
      ),
      (
        "flags:\n\t- id: x\n",
        """
        policy.yaml:2:1: error: this line is indented with a tab; YAML indents with spaces [yaml-tab]
        \t- id: x
        ^
        hint: replace the tab with spaces, as many as the lines around it have

        """
      ),
      (
        "when: 'a' == b\n",
        """
        policy.yaml:1:11: error: the quoted text ends before this [yaml-text-after-quote]
        when: 'a' == b
                  ^~~~
        hint: a text that begins with a quote ends with it; put the whole text in quotes: `"'a' == b"`

        """
      ),
      (
        "title: \"走访\nversion: \"1\"\n",
        """
        policy.yaml:1:8: error: this quote is not closed on its line [yaml-unclosed-quote]
        title: "走访
               ^
        hint: end the text with the same quote
        policy.yaml:2:10: note: so the text goes on to this quote
        version: "1"
                 ^

        """
      ),
      (
        "when: [>= 500000, 好]\n",
        """
        policy.yaml:1:8: error: a text cannot begin with `>` [yaml-first-character]
        when: [>= 500000, 好]
               ^
        hint: put the whole text in quotes: `">= 500000"`

        """
      ),
    ])
  func rendering(text: String, expected: String) {
    let result = YAMLNode.parse(SourceFile(path: "policy.yaml", text: text))
    #expect(DiagnosticRenderer().render(result.diagnostics) == expected)
  }
}
