import Cadences
import Testing

@Suite("Cadences keep their unit, and compare by the year")
struct CadenceTests {
  @Test(
    "a cadence reads and is written back",
    arguments: [
      ("2/month", "2/month"), ("1/week", "1/week"), ("1/2 months", "1/2 months"), ("1/2months", "1/2 months"),
      ("0.5/month", "0.5/month"),
      ("6/year", "6/year"), ("on_demand", "on_demand"), (" 2 / month ", "2/month"), ("2 per month", "2/month"),
      ("3/weeks", "3/week"),
      ("1/1 month", "1/month"), ("4/Quarter", "4/quarter"), ("0/month", "0/month"), ("2/月", "2/month"),
      ("1/周", "1/week"),
      ("1/2个月", "1/2 months"), ("1/日", "1/day"), ("1/天", "1/day"), ("1/季度", "1/quarter"), ("1/季", "1/quarter"),
      ("1/年", "1/year"),
      ("16/3 per month", "16/3 per month"), ("16/3/month", "16/3 per month"),
    ])
  func reading(text: String, written: String) throws { #expect(try Cadence.parse(text).description == written) }

  @Test(
    "a text that is no cadence says what is wrong and what to write",
    arguments: [
      (
        "",
        "the cadence is empty; write a number of visits and a period, such as `2/month` or `1/2 months`, or `on_demand`"
      ),
      (
        "weekly",
        "`weekly` is not a cadence; write a number of visits and a period, such as `2/month` or `1/2 months`, or `on_demand`"
      ),
      ("On demand", "`On demand` is not a cadence; write `on_demand`"),
      ("2", "`2` does not say in which period the visits are made; write the period too, such as `2/month`"),
      (
        "/month",
        "the number of visits is missing; write a number of visits and a period, such as `2/month` or `1/2 months`, or `on_demand`"
      ),
      ("two/month", "`two` is not a number of visits; write a decimal number, such as `2/month` or `0.5/month`"),
      ("1/0/month", "`1/0` is not a number of visits; write a decimal number, such as `2/month` or `0.5/month`"),
      ("-1/month", "`-1` visits are fewer than none; write 0 or more"),
      ("2/", "the period is missing; write day, week, month, quarter or year"),
      ("2/3", "the unit of time after `3` is missing; write the unit too, such as `3 months`"),
      ("1/2/", "the period is missing; write day, week, month, quarter or year"),
      ("2/mth", "`mth` is no unit of time; did you mean `month`?"),
      ("2/fortnight", "`fortnight` is no unit of time; write day, week, month, quarter or year"),
      (
        "2/0 months",
        "`0` is not a number of units: a whole number from 1 to 10000; write a whole number, such as `1/2 months`"
      ),
      (
        "2/1.5 months",
        "`1.5` is not a number of units: a whole number from 1 to 10000; write a whole number, such as `1/2 months`"
      ),
      (
        "2/-1 months",
        "`-1` is not a number of units: a whole number from 1 to 10000; write a whole number, such as `1/2 months`"
      ),
    ])
  func faults(text: String, fault: String) {
    #expect(complaint { () throws(CadenceSyntaxError) in _ = try Cadence.parse(text) } == fault)
  }

  @Test(
    "a period reads",
    arguments: [
      ("month", "month"), ("2 months", "2 months"), ("2months", "2 months"), ("1 week", "week"), ("3个月", "3 months"),
    ])
  func periods(text: String, written: String) throws { #expect(try Period.parse(text).description == written) }

  @Test("a number without a unit is no period")
  func periodWithoutUnit() {
    #expect(
      complaint { () throws(CadenceSyntaxError) in _ = try Period.parse("2") }
        == "the unit of time after `2` is missing; write the unit too, such as `2 months`")
  }

  @Test(
    "visits per year and per month",
    arguments: [
      ("1/week", "52 13/3"), ("4/month", "48 4"), ("1/2 months", "6 0.5"), ("1/quarter", "4 1/3"),
      ("1/day", "365 365/12"), ("on_demand", "0 0"),
    ])
  func perYear(text: String, counts: String) throws {
    let cadence = try Cadence.parse(text)
    #expect("\(cadence.visitsPerYear) \(cadence.visitsPerMonth)" == counts)
  }

  @Test(
    "the stronger has more visits a year",
    arguments: [
      ("1/week", ">", "4/month"), ("1/month", "=", "12/year"), ("1/quarter", "<", "1/2 months"),
      ("0/month", ">", "on_demand"),
      ("on_demand", "=", "on_demand"), ("1/day", ">", "7/week"),
      ("25000000000000000/day", ">", "25000000000000000/week"),
      ("0.3333333333333333/month", "<", "1/quarter"),
    ])
  func strength(a: String, relation: String, b: String) throws {
    let (a, b) = (try Cadence.parse(a), try Cadence.parse(b))
    #expect((a.isStronger(than: b) ? ">" : a.isWeaker(than: b) ? "<" : "=") == relation)
  }

  @Test(
    "adding counts in the longer period",
    arguments: [
      ("2/month", "1", "month", "3/month"), ("1/week", "1", "month", "16/3 per month"),
      ("1/month", "1", "week", "16/3 per month"),
      ("2/month", "-1", "month", "1/month"), ("2/month", "-5", "month", "0/month"),
      ("1/quarter", "1", "month", "4/quarter"),
      ("1/2 months", "1", "month", "3/2 months"), ("12/year", "1", "month", "24/year"),
      ("1/year", "1", "quarter", "5/year"),
      ("on_demand", "1", "month", "1/month"), ("on_demand", "-1", "month", "on_demand"),
      ("on_demand", "0", "month", "on_demand"),
    ])
  func adding(cadence: String, amount: String, period: String, sum: String) throws {
    let amount = try #require(Rational(decimal: amount))
    #expect(try Cadence.parse(cadence).adding(amount, per: Period.parse(period)).description == sum)
  }

  @Test(
    "multiplying keeps the period",
    arguments: [
      ("2/month", "1.5", "3/month"), ("1/week", "0.5", "0.5/week"), ("1/2 months", "1.5", "1.5/2 months"),
      ("2/month", "-1", "0/month"),
      ("on_demand", "2", "on_demand"),
    ])
  func multiplying(cadence: String, factor: String, product: String) throws {
    let factor = try #require(Rational(decimal: factor))
    #expect(try Cadence.parse(cadence).multiplied(by: factor).description == product)
  }

  @Test(
    "rounding makes whole visits of the period",
    arguments: [("16/3 per month", "6 5 5"), ("1.5/2 months", "2 1 2"), ("2/month", "2 2 2")])
  func rounding(text: String, visits: String) throws {
    let roundings: [Rational.Rounding] = [.up, .down, .nearest]
    let cadence = try Cadence.parse(text)
    let period = try #require(cadence.description.split(separator: text.contains("per") ? " per " : "/").last)
    let expected = visits.split(separator: " ").map { "\($0)/\(period)" }
    #expect(try roundings.map { try cadence.rounded($0).description } == expected)
  }

  @Test("numbers that do not fit throw instead of rounding")
  func overflow() throws {
    let huge = try Cadence.parse("700000000000000000/month")
    #expect(throws: ArithmeticOverflow()) { try huge.multiplied(by: 2) }
    #expect(throws: ArithmeticOverflow()) { try huge.adding(Rational(700_000_000_000_000_000), per: Period(.month)) }
    #expect(throws: CadenceSyntaxError.badCount("9223372036854775807")) {
      try Cadence.parse("9223372036854775807/month")
    }
  }

  @Test("modes are ordered by depth")
  func modes() {
    #expect(VisitMode.allCases.sorted() == [.general, .deeper, .deep])
  }

  private func complaint(_ body: () throws(CadenceSyntaxError) -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return "\(error.message); \(error.hint)"
    }
  }
}
