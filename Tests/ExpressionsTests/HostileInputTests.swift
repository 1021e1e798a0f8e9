import Expressions
import SeededRandom
import SourceText
import Testing

/// Whatever is written, the answer is a value or a diagnostic.
@Suite struct HostileInputTests {
  private func codes(_ text: String) -> [String] { Desk.standard.compile(text).diagnostics.map(\.code) }

  @Test(arguments: [
    ("(", "1", ")"), ("[", "1", "]"), ("!", "promo", ""), ("-", "visits", ""), ("{1: ", "1", "}"),
    ("size([", "1", "])"),
    ("promo ? 1 : ", "1", ""), ("1 + (", "1", ")"), ("[1].map(x, ", "1", ")"), ("", "1", " + 1"), ("", "tags", "[0]"),
    ("", "{}", ".a"), ("", "name", ".size()"), ("(promo ? ", "1", " : 1)"),
  ])
  func whatIsTooDeepIsRefused(opening: String, core: String, closing: String) {
    for count in [1_000, 20_000] {
      let text = String(repeating: opening, count: count) + core + String(repeating: closing, count: count)
      let expected = text.utf8.count > 100_000 ? "expression-too-long" : "expression-too-deep"
      #expect(codes(text) == [expected])
    }
  }

  @Test(arguments: [("(", "1", ")"), ("!", "promo", ""), ("[", "1", "]"), ("", "visits", " + 1")])
  func whatIsReasonablyDeepWorks(opening: String, core: String, closing: String) {
    let text = String(repeating: opening, count: 100) + core + String(repeating: closing, count: 100)
    #expect(codes(text) == [])
  }

  @Test func longChainsAndListsWork() {
    #expect(Desk.standard.answer(Array(repeating: "cooperation > 1", count: 5_000).joined(separator: " && ")) == "true")
    let list = (0..<10_000).map(String.init).joined(separator: ",")
    #expect(Desk.standard.answer("overdue_days in [\(list)]") == "true")
    #expect(Desk.standard.answer("size([\(list)])") == "10000")
  }

  @Test func openBracketsAreRefused() {
    #expect(codes(String(repeating: "(", count: 50)) == ["missing-value"])
    #expect(codes(String(repeating: "[", count: 90_000)) == ["expression-too-deep"])
    #expect(codes(String(repeating: "a.b(", count: 20_000)) == ["expression-too-deep"])
  }

  @Test func whatTakesTooLongStops() {
    let list = "[" + (0..<200).map(String.init).joined(separator: ",") + "]"
    let nested = "\(list).all(a, \(list).all(b, \(list).all(c, a + b + c >= zero)))"
    #expect(Desk.standard.answer(nested) == "error: the expression takes too many steps")
    let constant = "\(list).all(a, \(list).all(b, \(list).all(c, a + b + c >= 0)))"
    #expect(Desk.standard.answer(constant) == "error: the expression takes too many steps")
  }

  @Test(arguments: [
    "9223372036854775808", "1e400", "0xFFFFFFFFFFFFFFFFFF", "99999999999999999999u", "-9223372036854775809",
    String(repeating: "9", count: 5_000), "1e99999999999",
  ])
  func hugeNumbersAreRefused(text: String) {
    #expect(codes(text) == ["number-too-large"])
  }

  @Test(arguments: [
    "duration('9999999999999999999h')", "duration('300y')", "timestamp('9999-12-31T23:59:59Z') + duration('1s')",
    "timestamp(253402300800)", "date('10000-01-01')", "duration('-9223372036854775809ns')",
    "timestamp('0001-01-01T00:00:00+01:00')",
  ])
  func hugeTimesAreRefused(text: String) {
    #expect(codes(text) == ["failed-constant"])
  }

  @Test func emptyTextIsRefused() {
    for text in ["", " ", "\n", "// nothing"] { #expect(codes(text) == ["empty-expression"]) }
  }

  @Test func tokenSoupNeverCrashes() {
    let tokens = [
      "cooperation", "visits", "channel", "'mall'", "“a”", "（", "）", "(", ")", "[", "]", "{", "}", ",", ":", "?", ".",
      "==",
      "=", "<", ">", "&&", "||", "!", "-", "+", "*", "/", "%", "in", "not", "and", "has(", ".map(x, ", ".all(x, ", "1",
      "2.5", "7u", "null", "true", "'", "\"", "`", "\\", "b'a'", "r'\\'", "date('2026-01-31')", "as_of", "tags", "x",
      "配合度",
      "min(", "size(", "0", "9223372036854775807", "😀", "\n", "// c", "params.", ".getHours('x')", "matches", "failed",
    ]
    var random = SplitMix(seed: 20_260_131)
    for _ in 0..<4_000 {
      let count = Int(random.next() % 14) + 1
      let text = (0..<count).map { _ in tokens[Int(random.next() % UInt64(tokens.count))] }.joined(separator: " ")
      let compiled = Desk.standard.compile(text)
      #expect((compiled.value == nil) == !compiled.diagnostics.isEmpty, "\(text)")
      _ = compiled.value?.evaluate(in: Desk.standard.frame)
    }
  }

  @Test func randomBytesNeverCrash() {
    var random = SplitMix(seed: 7)
    for _ in 0..<2_000 {
      let bytes = (0..<Int(random.next() % 40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      _ = Desk.standard.compile(String(decoding: bytes, as: UTF8.self))
    }
  }
}
