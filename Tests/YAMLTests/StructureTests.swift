import SourceText
import Testing
import YAML

@Suite struct StructureTests {
  @Test(
    "a document reads as its tree",
    arguments: [
      ("a: 1\nb: [x, 'y']\n", "{a: 1, b: [x, 'y]}"),
      ("- a\n- - b\n  - c\n", "[a, [b, c]]"),
      ("a:\n- b\n- c\nd: {e: f}", "{a: [b, c], d: {e: f}}"),
      ("a:\nb: ~\nc: null\nd: ''", "{a: , b: ~, c: null, d: '}"),
      ("? a\n: b\n", "{a: b}"),
      ("[a: b, c]", "[{a: b}, c]"),
      ("{a, b: }", "{a: , b: }"),
      ("a: NO\nb: 1e3\nc: 007\nd: 2026-01-01", "{a: NO, b: 1e3, c: 007, d: 2026-01-01}"),
      ("客户: {分类: 好}", "{客户: {分类: 好}}"),
      ("--- # first\na: b\n...\n", "{a: b}"),
      ("%YAML 1.1\n---\na: b\n", "{a: b}"),
      ("a: !!str 5\nb: &x !!str 6\nc: !!str &y 7", "{a: '5, b: '6, c: '7}"),
      ("text", "text"),
      ("a: [x, -, y]\nb: [-]", "{a: [x, -, y], b: [-]}"),
    ])
  func tree(text: String, expected: String) {
    #expect(outline(text) == expected)
  }

  @Test(
    "line breaks and indentation read alike in every convention",
    arguments: ["a: |\n  x\n  y\nb:\n- 'p\n  q'\n", "a: |\r\n  x\r\n  y\r\nb:\r\n- 'p\r\n  q'\r\n"])
  func lineBreaks(text: String) {
    #expect(outline(text) == #"{a: 'x\ny\n, b: ['p q]}"#)
    #expect(outline("\u{FEFF}" + text) == #"{a: 'x\ny\n, b: ['p q]}"#)
  }

  @Test("only a plain scalar can be nothing")
  func nothing() throws {
    let root = try #require(YAMLNode.parse(SourceFile(path: "p", text: "[~, null, '', '~', x]")).value)
    guard case .sequence(let items) = root.content else { return }
    #expect(items.map(\.isNothing) == [true, true, false, false, false])
  }

  @Test(
    "a node's range is its text",
    arguments: [
      ("a: ⟦x y⟧ # comment\n", ["a"]),
      ("a: ⟦'x'⟧\n", ["a"]),
      ("a: &n ⟦x⟧\n", ["a"]),
      ("a: &n # why\n  ⟦x⟧\n", ["a"]),
      ("a: !!str &n ⟦\"x\"⟧\n", ["a"]),
      ("a: ⟦[x, y]⟧ # comment\nb: 1", ["a"]),
      ("a: ⟦{b: c}⟧\n", ["a"]),
      ("a:\n  ⟦b: 1\n  c: 2⟧\n\n# comment\nd: 3", ["a"]),
      ("a: &n\n  ⟦b: 1\n  c: 2⟧\nd: 3", ["a"]),
      ("a:\n⟦- b\n- - c⟧\n\nd: 3", ["a"]),
      ("a: &n 1\nb: ⟦[x, *n]⟧\n", ["b"]),
      ("a: &n 1\nb:\n  ⟦- x\n  - *n⟧\n# c\n", ["b"]),
      ("a: ⟦|\n  x\n  y⟧\n\nb: 1", ["a"]),
      ("a:⟦⟧\nb: 1", ["a"]),
      ("标题: ⟦中文⟧\n", ["标题"]),
      ("a: [甲, ⟦乙⟧]\n", ["a", "1"]),
    ])
  func ranges(marked: String, path: [String]) throws {
    let source = MarkedSource(marked)
    let root = try #require(YAMLNode.parse(source.file).value)
    let node = path.reduce(root) { $0?.at($1) }
    #expect(node?.range == source.range, "\(node?.range.spelling ?? "nothing")")
  }
}

@Suite struct AliasTests {
  @Test(
    "aliases and merge keys are written out",
    arguments: [
      ("a: &x {p: 1}\nb: *x", "{a: {p: 1}, b: {p: 1}}"),
      ("a: &x 1\nb: &x 2\nc: *x", "{a: 1, b: 2, c: 2}"),
      ("a: &k key\n*k : 1", "{a: key, key: 1}"),
      ("a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3, r: 4}", "{a: {p: 1, q: 2}, b: {p: 1, q: 3, r: 4}}"),
      ("a: &x {p: 1, q: 2}\nb: {q: 3, <<: *x}", "{a: {p: 1, q: 2}, b: {q: 3, p: 1}}"),
      ("- &x {p: 1}\n- &y {p: 2, q: 3}\n- <<: [*x, *y]", "[{p: 1}, {p: 2, q: 3}, {p: 1, q: 3}]"),
      ("<<: {p: 1}\nq: 2", "{p: 1, q: 2}"),
      ("<<: []\nq: 2", "{q: 2}"),
      ("\"<<\": {p: 1}", "{<<: {p: 1}}"),
      ("'<<': 5", "{<<: 5}"),
      ("a: &x {<<: {p: 1}, q: 2}\nb: {<<: *x}", "{a: {p: 1, q: 2}, b: {p: 1, q: 2}}"),
      ("&x a: *x", "{a: a}"),
      ("&a [&a x, *a]", "[x, x]"),
    ])
  func expansion(text: String, expected: String) {
    #expect(outline(text) == expected)
  }

  @Test("an aliased node and a merged key keep the place of their anchor")
  func places() throws {
    let file = SourceFile(path: "p", text: "a: &x {p: one}\nb: *x\nc: {<<: *x}\n")
    let root = try #require(YAMLNode.parse(file).value)
    #expect(root.at("b", "p")?.range.description == "p:1:11")
    #expect(root.at("c", "p")?.range.description == "p:1:11")
    #expect(root.at("c")?.range.spelling == "{<<: *x}")
  }

  @Test("a merge of a large mapping keeps order and own keys")
  func largeMerge() throws {
    let base = (0..<50).map { "k\($0): \($0)" }.joined(separator: ", ")
    let root = try #require(
      YAMLNode.parse(SourceFile(path: "p", text: "- &x {\(base)}\n- {a: 1, <<: *x, k7: own}")).value)
    #expect(root.at("1", "k7")?.text == "own")
    #expect(root.at("1", "k49")?.text == "49")
    guard case .mapping(let entries) = root.at("1")?.content else { return }
    #expect(entries.map(\.key.text) == ["a"] + (0..<50).filter { $0 != 7 }.map { "k\($0)" } + ["k7"])
  }
}
