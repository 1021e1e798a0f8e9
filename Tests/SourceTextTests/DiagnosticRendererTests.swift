import SourceText
import Testing

@Suite struct DiagnosticRendererTests {
  private func render(_ marked: String) -> String {
    DiagnosticRenderer().render(Diagnostic(code: "c", range: MarkedSource(marked).range, message: "m"))
  }

  @Test("place, message, code, line, carets, hint and notes")
  func everything() {
    let source = MarkedSource("first: 1\nclassify:\n  ⟦clasify⟧: 2\n")
    let note = Diagnostic.Note(
      range: SourceRange(file: source.file, start: 0, end: 5), message: "the first stands here")
    let diagnostic = Diagnostic(
      .warning, code: "unknown-key", range: source.range, message: "the key is not known", hint: "write `classify`",
      notes: [note])
    #expect(
      DiagnosticRenderer().render(diagnostic) == """
        policy.yaml:3:3: warning: the key is not known [unknown-key]
          clasify: 2
          ^~~~~~~
        hint: write `classify`
        policy.yaml:1:1: note: the first stands here
        first: 1
        ^~~~~

        """)
  }

  @Test(
    "the carets stand under the fault",
    arguments: [
      ("ab⟦⟧c", "abc", "  ^"),
      ("ab⟦c⟧", "abc", "  ^"),
      ("ab⟦⟧", "ab", "  ^"),
      ("\t⟦ab⟧\tc", "\tab\tc", "\t^~"),
      ("标题: ⟦配合⟧ x", "标题: 配合 x", "      ^~~~"),
      ("ｶﾅ한글⟦x⟧", "ｶﾅ한글x", "      ^"),
      ("e\u{301}⟦x⟧", "e\u{301}x", " ^"),
      ("a ⟦b\nc⟧", "a b", "  ^"),
      ("a\u{1B}[31m⟦b⟧", "a\u{FFFD}[31mb", "      ^"),
      ("\u{FEFF}⟦a⟧", "a", "^"),
      ("⟦a: 1⟧\r\n", "a: 1", "^~~~"),
    ])
  func carets(marked: String, line: String, carets: String) {
    #expect(render(marked).split(separator: "\n").dropFirst() == [line[...], carets[...]])
  }

  @Test("bad UTF-8 is shown replaced")
  func badUTF8() {
    let file = SourceFile(path: "p", bytes: [0x61, 0xFF, 0x62])
    let diagnostic = Diagnostic(code: "c", range: SourceRange(file: file, start: 1, end: 2), message: "m")
    #expect(DiagnosticRenderer().render(diagnostic) == "p:1:2: error: m [c]\na\u{FFFD}b\n ^\n")
  }

  @Test("a blank line is not shown")
  func blankLine() {
    #expect(render("a\n⟦⟧\nb") == "policy.yaml:2:1: error: m [c]\n")
  }

  @Test("of a long line a window around the fault is shown")
  func longLine() {
    let lines = render(String(repeating: "甲", count: 5000) + "⟦bad⟧" + String(repeating: "z", count: 5000))
      .split(separator: "\n")
    let lead = String(repeating: "甲", count: 30)
    #expect(lines[1] == "…\(lead)bad\(String(repeating: "z", count: 137))…")
    #expect(lines[2] == String(repeating: " ", count: 61) + "^~~")
  }

  @Test("a line of 200 columns is shown whole, one of 201 is cut", arguments: [(200, 200), (201, 201)])
  func longestLine(columns: Int, shown: Int) {
    let line = render("⟦a⟧" + String(repeating: "z", count: columns - 1)).split(separator: "\n")[1]
    #expect(line.count == shown)
    #expect(line.hasSuffix("…") == (columns > 200))
  }

  @Test("a fault longer than the window is underlined as far as it is shown")
  func longFault() {
    let lines = render("⟦" + String(repeating: "z", count: 999) + "⟧").split(separator: "\n")
    #expect(lines[1] == String(repeating: "z", count: 200) + "…")
    #expect(lines[2] == "^" + String(repeating: "~", count: 199))
  }
}

@Suite struct DiagnosticOutputTests {
  private let file = SourceFile(path: "区域/福建.yaml", text: "a: 1\nb: \"x\"\n")

  private func diagnostic(
    _ severity: Diagnostic.Severity = .error, _ code: String = "c", at start: Int, in file: SourceFile? = nil
  ) -> Diagnostic {
    Diagnostic(
      severity, code: code, range: SourceRange(file: file ?? self.file, start: start, end: start), message: "m")
  }

  @Test("JSON carries everything, the same each time")
  func json() {
    let note = Diagnostic.Note(range: SourceRange(file: file, start: 0, end: 1), message: "here\t\u{1}")
    let full = Diagnostic(
      code: "c", range: SourceRange(file: file, start: 8, end: 11), message: #"say "x" \ y"#, hint: "换行\n",
      notes: [note])
    #expect(
      [full, diagnostic(.warning, at: 0)].json == #"""
        [
          {"file":"区域/福建.yaml","line":2,"column":4,"endLine":2,"endColumn":7,"severity":"error","code":"c","message":"say \"x\" \\ y","hint":"换行\n","notes":[{"file":"区域/福建.yaml","line":1,"column":1,"endLine":1,"endColumn":2,"message":"here\t\u0001"}]},
          {"file":"区域/福建.yaml","line":1,"column":1,"endLine":1,"endColumn":1,"severity":"warning","code":"c","message":"m","hint":null,"notes":[]}
        ]

        """#)
  }

  @Test("no diagnostics are an empty JSON array")
  func emptyJSON() {
    #expect([Diagnostic]().json == "[]\n")
  }

  @Test("reading order is path, place, severity, code, without repeats")
  func order() {
    let other = SourceFile(path: "a.yaml", text: "long enough")
    let shuffled = [
      diagnostic(at: 5), diagnostic(.warning, "a", at: 3), diagnostic(.error, "z", at: 3), diagnostic(at: 5),
      diagnostic(.error, "b", at: 3), diagnostic(at: 7, in: other),
    ]
    #expect(shuffled.inReadingOrder() == [5, 4, 2, 1, 0].map { shuffled[$0] })
  }
}
