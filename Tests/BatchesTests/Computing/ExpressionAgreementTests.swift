import Expressions
import SourceText
import Testing

@testable import Batches

@Suite("Both evaluators agree") struct ExpressionAgreementTests {
  @Test("on each operator and function", arguments: [1, 65])
  func each(rowCount: Int) {
    #expect(ExpressionAgreement(ExpressionCases.all, over: .strange(rowCount: rowCount)).differences == [])
  }

  @Test(
    "where expressions share what they have in common, for batches of every size", arguments: [1, 63, 64, 65, 2048])
  func together(rowCount: Int) {
    let table = FactTable.strange(rowCount: rowCount)
    let texts = rowCount == 2048 ? ExpressionCases.logic : ExpressionCases.logic + ExpressionCases.comparisons
    for texts in [texts, ExpressionCases.texts.filter { rowCount < 2048 || $0.hasPrefix("name") }] {
      #expect(ExpressionAgreement(together: texts, over: table).differences == [])
    }
  }

  @Test("where facts that are the same for every row are folded", arguments: [1, 65])
  func folding(rowCount: Int) {
    let agreement = ExpressionAgreement(ExpressionCases.all, over: .strange(rowCount: rowCount), folding: true)
    #expect(agreement.differences == [])
  }

  @Test("on the language to the letter")
  func strict() {
    let texts = [
      "overdue / visits", "visits / overdue == 2 || promo", "cooperation / potential", "potential / 0.0",
      "-cooperation / 0.0",
      "overdue % visits", "cooperation * 1e300 * 1e300", "huge / -1", "-7 / overdue", "dyn(overdue) + dyn(cooperation)",
      "dyn(overdue) == dyn(cooperation)", "cooperation < 40.0 && overdue > 3",
    ]
    #expect(ExpressionAgreement(texts, over: .strange(rowCount: 65, .strict)).differences == [])
  }

  @Test("on expressions made at random", arguments: 0..<24 as Range<UInt64>)
  func random(seed: UInt64) {
    var generator = ExpressionGenerator(seed: seed)
    let table = FactTable.strange(rowCount: 65)
    let texts = (0..<200).map { generator.expression(depth: 1 + $0 % 5) }.filter { table.compile($0).value != nil }
    #expect(texts.count > 100)
    #expect(ExpressionAgreement(texts, over: table, folding: seed % 2 == 1).differences == [])
  }

  @Test("on all days from the year 1 to the year 9999")
  func days() {
    let days = (0..<2048).map { Int32(-719_162 + $0 * 1_783) } + [2_932_896]
    for start in [0, 1, 59, 60, 365] as [Int32] {
      var table = FactTable(rowCount: BatchSize.rows)
      let outcomes = days.map { Outcome.value(.timestamp(CalendarDate(days: min($0 + start, 2_932_896)).startOfDay)) }
      table.declare("day", .timestamp, outcomes)
      let texts = [
        "year(day)", "month(day)", "day(day)", "weekday(day)", "day.getDayOfYear()", "day.getDayOfWeek()",
        "is_working_day(day)", "fiscal_month(day)", "fiscal_year(day)", "in_season('peak', day)",
        "add_working_days(day, 5)", "working_days_between(as_of, day)",
      ]
      #expect(ExpressionAgreement(together: texts, over: table).differences == [])
    }
  }
}

@Suite("The row evaluator") struct DeferralTests {
  @Test("decides no rows for what is common")
  func common() {
    let texts =
      ExpressionCases.logic + ExpressionCases.comparisons + ExpressionCases.texts + [
        "visits / overdue > 2.0", "overdue % visits", "cooperation / potential", "overdue + visits * 3",
        "as_of - as_of == duration('0s')",
        "days_between(opened_on, closed_on)", "year(opened_on)", "round(visits / 4.0)", "nothing + overdue", "-overdue",
      ]
    #expect(ExpressionAgreement(texts, over: .strange(rowCount: 65)).deferred == 0)
  }

  @Test(
    "decides the rows whose results no lane holds",
    arguments: [
      ("huge + 1", 26), ("huge * 2", 39), ("floor(cooperation)", 9), ("cooperation * 1e300", 9),
      ("opened_on + duration('1d')", 8),
      ("opened_on - as_of < duration('0s')", 16),
    ])
  func rare(text: String, rows: Int) {
    #expect(ExpressionAgreement([text], over: .strange(rowCount: 65)).deferred == rows)
  }
}
