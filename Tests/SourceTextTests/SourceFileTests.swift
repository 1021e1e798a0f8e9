import SourceText
import Testing

@Suite struct SourceFileTests {
  @Test(
    "a place is counted in lines and Unicode scalars",
    arguments: [
      ("⟦⟧", 1, 1),
      ("ab⟦c⟧", 1, 3),
      ("a\n⟦b⟧", 2, 1),
      ("a\r\nb⟦c⟧\r\n", 2, 2),
      ("配合度: ⟦x⟧", 1, 6),
      ("\u{FEFF}⟦a⟧: 1", 1, 1),
      ("\u{FEFF}a: 1\n⟦b⟧: 2", 2, 1),
      ("👩‍🌾⟦x⟧", 1, 4),
      ("a\n⟦⟧", 2, 1),
    ])
  func position(marked: String, line: Int, column: Int) {
    let place = MarkedSource(marked).range.position
    #expect([place.line, place.column] == [line, column])
  }

  @Test("an offset past the end is the end")
  func pastTheEnd() {
    let place = SourceFile(path: "x", text: "ab\ncd").position(at: 99)
    #expect([place.line, place.column] == [2, 3])
  }

  @Test("places on long lines are counted right, and soon", .timeLimit(.minutes(5)))
  func longLines() {
    let file = SourceFile(path: "x", text: "甲b\n" + String(repeating: "乙c", count: 200_000))
    for index in stride(from: 0, to: 200_000, by: 97) {
      #expect(file.position(at: 5 + index * 4).column == index * 2 + 1)
      #expect(file.position(at: 5 + index * 4 + 3).column == index * 2 + 2)
    }
    #expect(file.position(at: file.bytes.count).column == 400_001)
  }

  @Test("lines come without their breaks and without a byte-order mark")
  func lines() {
    let file = SourceFile(path: "x", text: "\u{FEFF}a\r\nb\n\nc\r")
    #expect((0..<4).map { String(decoding: file.bytes[file.lineRange($0)], as: UTF8.self) } == ["a", "b", "", "c"])
  }
}

@Suite struct SourceFragmentTests {
  private let file = SourceFile(path: "x", text: "key: 'it''s 好'")

  private var fragment: SourceFragment {
    let offsets = [6, 7, 8, 10, 11, 12, 13, 14, 15]
    return SourceFragment(text: "it's 好", range: SourceRange(file: file, start: 5, end: 16), offsets: offsets)
  }

  private func spelling(_ range: SourceRange) -> String {
    String(decoding: file.bytes[range.start..<range.end], as: UTF8.self)
  }

  @Test("a part of the text is found in its spelling")
  func part() {
    #expect(spelling(fragment.range(of: 0..<3)) == "it''")
    #expect(spelling(fragment.range(of: 5..<8)) == "好")
    #expect(spelling(fragment.range(of: 6..<99)).isEmpty == false)
  }

  @Test("a slice keeps its places")
  func slice() {
    let slice = fragment[3..<8]
    #expect(slice.text == "s 好")
    #expect(spelling(slice.range(of: 2..<5)) == "好")
    #expect(spelling(slice[2..<5].range(of: 0..<3)) == "好")
  }

  @Test("verbatim text is counted from where it starts")
  func verbatim() {
    let range = SourceRange(file: file, start: 5, end: 16)
    let fragment = SourceFragment(text: "it", range: range, textStart: 6)
    #expect(spelling(fragment.range(of: 1..<2)) == "t")
    #expect(spelling(fragment[1..<2].range(of: 0..<1)) == "t")
  }

  @Test("a whole file stands without its byte-order mark")
  func wholeFile() {
    let fragment = SourceFragment(SourceFile(path: "x", text: "\u{FEFF}a + b"))
    #expect(fragment.text == "a + b")
    #expect(fragment.range(of: 4..<5).description == "x:1:5")
  }
}
