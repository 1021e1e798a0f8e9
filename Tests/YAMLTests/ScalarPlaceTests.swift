import SourceText
import Testing
import YAML

@Suite struct ScalarPlaceTests {
  /// Finds the text between the marks inside the first value as it reads, and expects to find it where it is marked.
  private func expectPlace(_ marked: String, reads text: String, part: String? = nil) throws {
    let source = MarkedSource(marked)
    let root = try #require(YAMLNode.parse(source.file).value)
    let fragment = try #require(root.fragments.last)
    #expect(fragment.text == text)
    let local = try #require(fragment.text.utf8Range(of: part ?? source.range.spelling))
    #expect(fragment.range(of: local) == source.range, "\(fragment.range(of: local).spelling)")
  }

  @Test(
    "each part of a scalar is found where it is spelled",
    arguments: [
      ("a: x ⟦yy⟧ z", "x yy z"),
      ("a: x\n  y\n  ⟦zz⟧ w\n", "x y zz w"),
      ("a: x\n\n\n  ⟦yy⟧\n", "x\n\nyy"),
      ("a: 甲乙 ⟦丙⟧\n", "甲乙 丙"),
      ("a: 甲乙\r\n  ⟦丙⟧丁\r\n", "甲乙 丙丁"),
      ("a: 'x ⟦yy⟧'", "x yy"),
      ("a: 'it''s ⟦yy⟧'", "it's yy"),
      ("a: 'x  \n\n   ⟦yy⟧ z'", "x\nyy z"),
      ("a: \"x ⟦yy⟧\"", "x yy"),
      ("a: \"\\t\\\"\\u4e2d\\x41\\U0001F600 ⟦yy⟧\"", "\t\"中A😀 yy"),
      ("a: \"x \\\n   \\ ⟦yy⟧\"", "x  yy"),
      ("a: \"x\n\n  yy\\\n  ⟦zz⟧\"", "x\nyyzz"),
      (
        "a: \"\\0\\a\\b\\e\\v\\f\\r\\N\\_\\L\\P\\/⟦yy⟧\"",
        "\0\u{7}\u{8}\u{1B}\u{B}\u{C}\r\u{85}\u{A0}\u{2028}\u{2029}/yy"
      ),
      ("a: |\n  x\n  y\n  z ⟦ww⟧\n", "x\ny\nz ww\n"),
      ("a: |\n  x\n    y\n\n  z ⟦ww⟧\n", "x\n  y\n\nz ww\n"),
      ("a: |\r\n  x\r\n  y\r\n  配 ⟦合⟧\r\n", "x\ny\n配 合\n"),
      ("a: |-\n  x\n  ⟦yy⟧\n\n", "x\nyy"),
      ("a: |+\n  x\n  ⟦yy⟧\n\n", "x\nyy\n\n"),
      ("a: |2\n    x\n  ⟦yy⟧\n", "  x\nyy\n"),
      ("a:\n  - |1-\n    x\n   ⟦yy⟧\n", " x\nyy"),
      ("a: | # why\n\n  x\n  ⟦yy⟧\n", "\nx\nyy\n"),
      ("a: |\n  x\n  ⟦yy⟧", "x\nyy"),
      ("a: |\n  x\n  \ty ⟦zz⟧\n", "x\n\ty zz\n"),
      ("a: >\n  x\n  y\n  z ⟦ww⟧\n", "x y z ww\n"),
      ("a: >\n  x\n\n  y\n    z\n  v ⟦ww⟧\n", "x\ny\n  z\nv ww\n"),
      ("a: >-\n  x\n\n\n  ⟦yy⟧\n  z\n\n", "x\n\nyy z"),
      ("a: >+1\n   x\n ⟦yy⟧\n z\n\n", "  x\nyy z\n\n"),
      ("when: &c !!str |\n  cooperation <\n    ⟦params⟧.weak\n", "cooperation <\n  params.weak\n"),
      ("\u{FEFF}标: >\n  甲\n  ⟦乙⟧\n", "甲 乙\n"),
    ])
  func places(marked: String, text: String) throws {
    try expectPlace(marked, reads: text)
  }

  @Test(
    "a character that is spelled as an escape is found at the escape",
    arguments: [
      ("a: \"x⟦\\u4e2d⟧y\"", "x中y", "中"),
      ("a: \"x⟦\\\"⟧y\"", "x\"y", "\""),
      ("a: 'x⟦''⟧y'", "x'y", "'"),
    ])
  func escapes(marked: String, text: String, part: String) throws {
    try expectPlace(marked, reads: text, part: part)
  }

  @Test("a caret on a block's third line stands under the fault")
  func caret() throws {
    let file = SourceFile(path: "policy.yaml", text: "when: |\n  合作 < 40\n    && 潜力 > 1\n    || oops\n")
    let fragment = try #require(YAMLNode.parse(file).value?.at("when")?.fragments.first)
    let local = try #require(fragment.text.utf8Range(of: "oops"))
    let diagnostic = Diagnostic(code: "unknown-name", range: fragment.range(of: local), message: "no such name")
    #expect(
      DiagnosticRenderer().render(diagnostic) == """
        policy.yaml:4:8: error: no such name [unknown-name]
            || oops
               ^~~~

        """)
  }

  @Test("the end of a text is the end of its last line")
  func end() throws {
    let file = SourceFile(path: "p", text: "a: |\n  x +\n\nb: 'y +'\nc: z +\n")
    let root = try #require(YAMLNode.parse(file).value)
    let ends = ["a", "b", "c"].compactMap { root.at($0)?.fragments.first }
      .map { $0.range(of: $0.text.utf8.count..<$0.text.utf8.count).description }
    #expect(ends == ["p:2:6", "p:4:8", "p:5:7"])
  }
}

extension String {
  /// The UTF-8 offsets of the first occurrence.
  func utf8Range(of part: String) -> Range<Int>? {
    let (whole, part) = (Array(utf8), Array(part.utf8))
    let start = (0...max(0, whole.count - part.count)).first { whole[$0...].starts(with: part) }
    return start.map { $0..<($0 + part.count) }
  }
}
