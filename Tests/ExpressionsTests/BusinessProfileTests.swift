import Expressions
import SourceText
import Testing

@Suite struct BusinessProfileTests {
  private func check(_ text: String, _ answer: String) {
    #expect(Desk.standard.answer(text) == answer, "\(text)")
  }

  @Test(arguments: [
    ("cooperation + 1", "76"), ("overdue_days + 0.5", "7.5"), ("overdue_days * 2", "14"), ("1 + 2.5", "3.5"),
    ("1u + 2", "3"), ("1u + 2.5", "3.5"), ("cooperation - overdue_days", "68"), ("overdue_days == 7.0", "true"),
    ("overdue_days < 7.5", "true"), ("cooperation >= 75", "true"), ("overdue_days in [7.0, 8.0]", "true"),
    ("7 in [6.5, 7]", "true"), ("promo ? 1 : 2.5", "1"), ("[1, 2.5][0] / 2", "0.5"), ("-overdue_days", "-7"),
    ("-1.5", "-1.5"), ("{1: 'a'}[1.0]", "a"), ("[1, 2, 3].map(x, x * 1.5)", "1.5;3;4.5"),
  ])
  func numbersPromote(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("1 / 2", "0.5"), ("overdue_days / 2", "3.5"), ("7 / 7", "1"), ("overdue_days / 0.5", "14"), ("7 % 4", "3"),
    ("-7 % 4", "-3"), ("overdue_days / zero", "error: division by zero"),
    ("cooperation / zero", "error: division by zero"), ("overdue_days % zero", "error: division by zero"),
    ("dyn(7) / 2", "3.5"), ("dyn(7) + 0.5", "7.5"), ("dyn(7u) - 8", "-1"),
    ("dyn(7) / dyn(zero)", "error: division by zero"),
  ])
  func divisionIsReal(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("cooperation < params.weak_cooperation", "false"), ("配合度 <= params.weak_cooperation", "true"),
    ("as_of.getMonth() in params.peak_months", "true"), ("as_of", "2026-01-31"), ("params.weak_cooperation", "40"),
    ("size(params.peak_months)", "2"),
  ])
  func paramsAreConstants(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("has(cooperation)", "true"), ("has(potential)", "false"), ("!has(potential)", "true"),
    ("has(params.best)", "true"),
    ("has(failed)", "error: division by zero"), ("has(potential) && potential > 50", "false"),
    ("has({'a': 1}.a)", "true"), ("has({'a': 1}.b)", "false"), ("has(as_of)", "true"),
  ])
  func hasAsksWhetherANameIsKnown(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("date('2026-01-31') == as_of", "true"), ("days_between(opened_on, as_of)", "30"),
    ("days_between(as_of, opened_on)", "-30"), ("days_between(as_of, timestamp('2026-02-01T23:59:59Z'))", "1"),
    ("days_between(timestamp('2026-01-01T00:00:00.5Z'), as_of)", "29"),
    ("opened_on + duration('30d') == as_of", "true"),
    ("as_of - opened_on == duration('4w2d')", "true"), ("duration('1.5d') == duration('36h')", "true"),
    ("as_of - duration('1d')", "2026-01-30"), ("as_of - opened_on", "2592000s"), ("opened_on < as_of", "true"),
    ("as_of.getFullYear()", "2026"), ("as_of.getHours('Asia/Shanghai')", "8"), ("as_of.getHours('-01:00')", "23"),
  ])
  func datesAndDaysAreCalculated(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("min(3, 1, 2)", "1"), ("max(overdue_days, 7.5)", "7.5"), ("min(cooperation, 100)", "75"), ("max(1, 2)", "2"),
    ("abs(-3)", "3"), ("abs(-2.5)", "2.5"), ("floor(2.7)", "2"), ("floor(-2.5)", "-3"), ("ceil(2.1)", "3"),
    ("ceil(-2.9)", "-2"), ("round(2.5)", "3"), ("round(-2.5)", "-3"), ("round(2.4)", "2"), ("round(7)", "7"),
    ("floor(cooperation / 2) % 2", "1"), ("max(potential, 1)", "unknown"),
    ("min(zero, 1 / zero)", "error: division by zero"),
    ("floor(1e300 * cooperation)", "error: floor(7.500000000000001e+301) goes beyond the range of its type"),
  ])
  func numberFunctionsWork(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("channel == 'mall'", "true"), ("channel in ['supermarket', 'mall']", "true"), ("channel == outlet", "true"),
    ("channel + '!'", "mall!"), ("channel.startsWith('ma')", "true"), ("size(channel)", "4"),
    ("promo ? channel : 'none'", "mall"), ("['mall', 'x'].exists(c, c == channel)", "true"),
    ("channel == name", "false"),
  ])
  func enumerationsAreText(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("name.contains('超市')", "true"), ("name == '张记超市'", "true"), ("size(name)", "4"), ("name + ' A'", "张记超市 A"),
    ("name.matches('^张.*')", "true"), ("'key' in tags", "true"), ("tags.filter(t, t != 'new')", "key"),
    ("tags.existsOne(t, t == 'new')", "true"), ("配合度 + 0", "40"), ("string(cooperation)", "75"),
    ("'a\\n' + r'\\n'", "a\n\\n"), ("tags[1]", "key"), ("tags[5]", "error: there is no element 5 in a list of 2"),
  ])
  func textAndListsWork(text: String, answer: String) { check(text, answer) }

  @Test(arguments: [
    ("largest + 1", "error: 9223372036854775807 + 1 goes beyond the range of its type"),
    ("cooperation * 1e307 * 10.0 - 1.0", "error: 75 * 1e+307 goes beyond the range of its type"),
    ("largest * 2", "error: 9223372036854775807 * 2 goes beyond the range of its type"),
    ("-largest - 2", "error: -9223372036854775807 - 2 goes beyond the range of its type"),
    ("largest + 0.5", "9.223372036854776e+18"), ("int(cooperation * 1e30)", "error: '7.5e+31' does not read as int"),
    ("uint(-overdue_days)", "error: '-7' does not read as uint"),
    ("as_of + duration(string(largest) + 'ns') + duration('80000000h')", "fault: [\"failed-constant\"]"),
    ("int(name)", "error: '张记超市' does not read as int"),
    ("date(name)", "error: '张记超市' is not a date"),
    ("as_of.getHours(name)", "error: '张记超市' is not a time zone"),
    ("{'a': 1}[name]", "error: there is no key '张记超市' in the map"),
    ("{name: 1, '张记超市': 2}", "error: the key '张记超市' occurs twice"),
    ("name.matches(name + '(')", "error: '张记超市(' is not a regular expression: it does not read as one"),
  ])
  func whatFailsIsAnError(text: String, answer: String) { check(text, answer) }

  @Test func anErrorKnowsItsPlace() throws {
    let expression = try #require(Desk.standard.compile("promo && (1 + largest) > 5").value)
    guard case .error(let error) = expression.evaluate(in: Desk.standard.frame) else {
      Issue.record("no error")
      return
    }
    #expect(error.description == "<test>:1:11: 1 + 9223372036854775807 goes beyond the range of its type")
  }

  @Test func placesAreThoseOfTheFile() {
    // The text 'a < b' stands spelled out with an escape in the file: "a \\x3C b".
    let file = SourceFile(path: "policy.yaml", text: "when: \"visits \\x3C vsits\"\n")
    let source = SourceFragment(
      text: "visits < vsits", range: SourceRange(file: file, start: 6, end: 25),
      offsets: Array(7...14) + Array(18...24))
    let diagnostics = CheckedExpression.compile(source, in: Desk.standard.scope).diagnostics
    #expect(diagnostics.map { "\($0.range) \($0.code)" } == ["policy.yaml:1:20 unknown-name"])
  }

  @Test func theTreeHoldsOnlyWhatIsNeeded() throws {
    let folded = try #require(Desk.standard.compile("cooperation < params.weak_cooperation + 2 * 5").value)
    #expect(folded.tree.nodes.count == 3)
    #expect(folded.slots == [0])
    #expect(folded.type == .bool)
    #expect(folded.constant == nil)
    let constant = try #require(Desk.standard.compile("[1, 2, 3].filter(x, x > 1).map(x, x + 0.5)").value)
    #expect(constant.constant == .list([.double(2.5), .double(3.5)]))
    #expect(constant.type == .list(.double))
    let absorbed = try #require(Desk.standard.compile("potential > 5 || 1 < 2").value)
    #expect(absorbed.constant == .bool(true))
    #expect(absorbed.slots == [])
    let several = try #require(
      Desk.standard.compile("has(visits) && visits > overdue_days && cooperation > visits").value)
    #expect(several.slots == [0, 2, 3])
  }
}
