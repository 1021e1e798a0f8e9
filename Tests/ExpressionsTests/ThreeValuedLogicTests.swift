import Expressions
import Testing

/// `promo` is true, `!promo` false, `open` unknown, `failed` an error.
@Suite struct ThreeValuedLogicTests {
  static let operands: [(text: String, name: String)] = [
    ("promo", "T"), ("!promo", "F"), ("open", "U"), ("failed", "E"),
  ]

  private func table(_ form: (String, String) -> String) -> [String] {
    Self.operands.map { left in Self.operands.map { letter(form(left.text, $0.text)) }.joined() }
  }

  private func letter(_ text: String) -> String {
    switch Desk.standard.answer(text) {
    case "true": "T"
    case "false": "F"
    case "unknown": "U"
    case let answer: answer.hasPrefix("error") ? "E" : answer
    }
  }

  @Test func andAbsorbsFalse() {
    #expect(table { "\($0) && \($1)" } == ["TFUE", "FFFF", "UFUE", "EFEE"])
  }

  @Test func orAbsorbsTrue() {
    #expect(table { "\($0) || \($1)" } == ["TTTT", "TFUE", "TUUE", "TEEE"])
  }

  @Test func notKeepsWhatIsOpen() {
    #expect(Self.operands.map { letter("!(\($0.text))") } == ["F", "T", "U", "E"])
  }

  @Test func aComparisonWithAnErrorIsAnError() {
    #expect(table { "(\($0)) == (\($1))" } == ["TFUE", "FTUE", "UUUE", "EEEE"])
  }

  @Test func aChoiceFollowsItsCondition() {
    #expect(table { "(\($0)) ? (\($1)) : promo" } == ["TFUE", "TTTT", "UUUU", "EEEE"])
  }

  @Test func longChainsDecideInAnyOrder() {
    #expect(letter("open && failed && !promo") == "F")
    #expect(letter("failed && open && promo") == "E")
    #expect(letter("open || failed || promo") == "T")
  }

  @Test(arguments: [
    ("[true, false].all(x, x && open)", "F"), ("[true, true].all(x, x && open)", "U"),
    ("[true, false].exists(x, x && open)", "U"), ("[true, false].exists(x, x || open)", "T"),
    ("[1, 2].all(x, open || failed)", "E"), ("[1, 2].exists(x, x == 2 || failed)", "T"),
    ("[1, 2].exists_one(x, x == 2 && open)", "U"), ("[1, 2].exists_one(x, x == 2 && failed)", "E"),
    ("size([1, 2].filter(x, open)) == 1", "U"), ("size([1, 2].filter(x, x == 2 ? failed : open)) == 1", "E"),
    ("size([1, 2].map(x, visits)) == 2", "U"), ("size([1, 2].map(x, open, x)) == 2", "U"),
    ("potential in [1.0, 2.0]", "U"), ("1.0 in [potential, 1.0]", "U"), ("nickname.contains('a')", "U"),
    ("nickname == 'a' || name == '张记超市'", "T"), ("has(nickname) && nickname == 'a'", "F"),
    ("visits / zero > 1", "U"), ("(visits + 1) > (1 / zero)", "E"), ("tags.exists(t, t == nickname)", "U"),
  ])
  func listsDecideLikeChains(text: String, answer: String) {
    #expect(letter(text) == answer, "\(text)")
  }
}
