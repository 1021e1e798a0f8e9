import Decisions
import Expressions
import Policies
import Testing

@Suite("Facts are typed by the schema, and a row that does not read is rejected with the reason")
struct FactTests {
  static let facts = Fixture(
    """
    facts:
      id: {type: string, key: true}
      text: {type: string, missing: unknown}
      count: {type: integer, range: [0, ..], missing: unknown}
      number: {type: number, range: [-10, 1000], missing: unknown}
      flag: {type: bool, missing: unknown}
      day: {type: date, range: [2000-01-01, 2030-12-31], missing: unknown}
      channel: {type: enum, values: [mall, supermarket, 便利店], missing: unknown}
      place: {type: enum, values: {urban: {zh: 城区, en: City}, rural: {zh: 农村, en: Country}}, missing: {default: rural}}
      overdue_days: {type: integer, missing: {default: 7}}
    outputs:
      t: {value: text}
      c: {type: integer, value: count}
      n: {type: number, value: number}
      f: {type: bool, value: flag}
      d: {type: date, value: day}
      e: {value: channel}
      p: {value: place}
      o: {type: integer, value: overdue_days}
    """)

  static let nothing = "missing=text,count,number,flag,day,channel"

  @Test(
    "what each type reads",
    arguments: [
      ("text=NO", "t=NO"), ("text=007", "t=007"), ("text=1e3", "t=1e3"), ("text=2026-01-01", "t=2026-01-01"),
      ("count=12", "c=12"), ("count=+12", "c=12"), ("count=12.0", "c=12"), ("count=007", "c=7"),
      ("number=1e2", "n=100"), ("number=-.5", "n=-0.5"), ("number=+3.25", "n=3.25"), ("number=007", "n=7"),
      ("flag=TRUE", "f=true"), ("flag=是", "f=true"), ("flag=No", "f=false"), ("flag=0", "f=false"),
      ("flag=y", "f=true"),
      ("day=2026-01-31", "d=2026-01-31"), ("day=2026/1/31", "d=2026-01-31"), ("day=2024-02-29", "d=2024-02-29"),
      ("day=2026-01-31T09:30:15", "d=2026-01-31"), ("day=2026/1/31T9:30", "d=2026-01-31"),
      ("day=2026-01-31T23:59:59.999Z", "d=2026-01-31"), ("day=2026-01-31T20:00-08:00", "d=2026-02-01"),
      ("channel=便利店", "e=便利店"), ("place=城区", "p=urban"), ("place=农村", "p=rural"), ("place=City", "p=urban"),
      ("place=urban", "p=urban"), ("place=", "p=rural"), ("overdue_days=3", "o=3"), ("overdue_days=", "o=7"),
      ("text=", "t=-"),
      ("number=", "n=-"),
    ])
  func reading(customer: String, output: String) {
    #expect(Self.facts.decide(customer).split(separator: " ").contains(Substring(output)))
  }

  @Test(
    "what does not read is said in plain words",
    arguments: [
      ("count=abc", "bad-value: count: \"abc\" is not a whole number"),
      ("count=1.5", "bad-value: count: \"1.5\" is not a whole number"),
      ("count=1e3", "bad-value: count: \"1e3\" is not a whole number"),
      ("count=+-1", "bad-value: count: \"+-1\" is not a whole number"),
      ("count=1.", "bad-value: count: \"1.\" is not a whole number"),
      ("count=--99999999999999999999", "bad-value: count: \"--99999999999999999999\" is not a whole number"),
      (
        "count=99999999999999999999",
        "out-of-range: count: 99999999999999999999 is too large for a whole number; "
          + "it has to be between 0 and 9223372036854775807"
      ),
      (
        "count=+9223372036854775808.0",
        "out-of-range: count: +9223372036854775808.0 is too large for a whole number; "
          + "it has to be between 0 and 9223372036854775807"
      ),
      (
        "overdue_days=-9223372036854775809",
        "out-of-range: overdue_days: -9223372036854775809 is too small for a whole number; "
          + "it has to be between -9223372036854775808 and 9223372036854775807"
      ),
      ("count=-1", "out-of-range: count: -1 is out of range; it has to be at least 0"),
      ("number=abc", "bad-value: number: \"abc\" is not a number"),
      ("number=1,000", "bad-value: number: \"1,000\" is not a number"),
      ("number=nan", "bad-value: number: \"nan\" is not a number"),
      ("number=inf", "bad-value: number: \"inf\" is not a number"),
      ("number=0x10", "bad-value: number: \"0x10\" is not a number"),
      ("number=1e999", "bad-value: number: \"1e999\" is not a number"),
      ("number=１", "bad-value: number: \"１\" is not a number; did you mean 1?"),
      ("number=－１。５", "bad-value: number: \"－１。５\" is not a number; did you mean -1.5?"),
      ("count=６０", "bad-value: count: \"６０\" is not a whole number; did you mean 60?"),
      ("number=一", "bad-value: number: \"一\" is not a number"),
      ("day=２０２６－０１－３１", "bad-value: day: \"２０２６－０１－３１\" is not a date such as 2026-01-31; did you mean 2026-01-31?"),
      ("number=1000.5", "out-of-range: number: 1000.5 is out of range; it has to be between -10 and 1000"),
      ("flag=maybe", "bad-value: flag: \"maybe\" is not yes or no"),
      ("day=2026-02-29", "bad-value: day: \"2026-02-29\" is not a date such as 2026-01-31"),
      ("day=2026-01-31T24:00", "bad-value: day: \"2026-01-31T24:00\" is not a date such as 2026-01-31"),
      ("day=2026-01-31T", "bad-value: day: \"2026-01-31T\" is not a date such as 2026-01-31"),
      ("day=31/1/2026", "bad-value: day: \"31/1/2026\" is not a date such as 2026-01-31"),
      (
        "day=1999-12-31",
        "out-of-range: day: 1999-12-31 is out of range; it has to be between 2000-01-01 and 2030-12-31"
      ),
      ("channel=mal", "unknown-value: channel: \"mal\" is not one of mall, supermarket, 便利店; did you mean mall?"),
      ("channel=hotel", "unknown-value: channel: \"hotel\" is not one of mall, supermarket, 便利店"),
      ("id=", "missing-fact: id: missing"),
    ])
  func faults(customer: String, rejection: String) { #expect(Self.facts.decide(customer) == rejection) }

  @Test(
    "numbers and truths that arrive typed mean what their text would",
    arguments: [
      ("text", .integer(5), "t=5"), ("text", .number(5), "t=5"), ("text", .number(0.5), "t=0.5"),
      ("text", .bool(true), "t=true"),
      ("text", .number(1.1, spelling: "1.10"), "t=1.10"), ("text", .number(100, spelling: "1e2"), "t=1e2"),
      ("text", .number(1.2345678901234567e19, spelling: "12345678901234567890"), "t=12345678901234567890"),
      ("count", .number(5, spelling: "5.0"), "c=5"), ("number", .number(100, spelling: "1e2"), "n=100"),
      ("count", .integer(5), "c=5"), ("count", .number(5), "c=5"),
      ("count", .number(5.5), "bad-value: count: \"5.5\" is not a whole number"),
      (
        "count", .number(1e20, spelling: "1e20"),
        "out-of-range: count: 1e20 is too large for a whole number; it has to be between 0 and 9223372036854775807"
      ),
      ("count", .bool(true), "bad-value: count: \"true\" is not a whole number"), ("number", .integer(5), "n=5"),
      ("number", .number(2.5), "n=2.5"), ("number", .number(.nan), "bad-value: number: \"nan\" is not a number"),
      ("number", .number(2000), "out-of-range: number: 2000 is out of range; it has to be between -10 and 1000"),
      ("flag", .bool(false), "f=false"), ("flag", .integer(1), "f=true"),
      ("flag", .integer(2), "bad-value: flag: \"2\" is not yes or no"),
      ("day", .integer(20_260_131), "bad-value: day: \"20260131\" is not a date such as 2026-01-31"),
      ("number", .text("  2 "), "n=2"), ("channel", .text(" mall "), "e=mall"), ("text", .text(" a "), "t= a "),
      ("count", .text("　"), "c=-"),
      ("text", .missing, "t=-"),
    ] as [(String, FactValue, String)])
  func typed(fact: String, value: FactValue, expected: String) {
    let result = Self.facts.policies.decide(["id": .text("1"), fact: value])
    let outputs = (try? result.get())?.outputs.map { "\($0.name)=\($0.values[0].value?.text ?? "-")" } ?? []
    let rejection =
      if case .failure(let rejection) = result { ["\(rejection.code): \(rejection.message)"] } else { [String]() }
    #expect((outputs + rejection).contains(expected))
  }

  @Test(
    "a moment that names its offset lies on the day of the calendar's time zone",
    arguments: [
      ("2026-01-30T16:00:00Z", "2026-01-31"), ("2026-01-30T15:59:59Z", "2026-01-30"),
      ("2026-01-31 00:30:00+0800", "2026-01-31"), ("2026-01-31 00:30 +09:00", "2026-01-30"),
      ("2026-01-31 23:30", "2026-01-31"), ("2026-01-31", "2026-01-31"),
    ])
  func zoned(text: String, day: String) throws {
    let policy = Fixture(
      """
      calendar: {time_zone: Asia/Shanghai}
      facts: {id: {type: string, key: true}, day: date}
      outputs: {d: {type: date, value: day}}
      """)
    let decision = try policy.policies.decide(["id": .text("1"), "day": .text(text)]).get()
    #expect(decision.outputs.map { $0.values[0].value?.text } == ["\(day)"])
  }

  @Test("facts in the policy's own order decide as facts by name do")
  func positional() throws {
    let policy = try #require(Self.facts.policies.policies.first)
    let decision = policy.decide([.text("k"), .missing, .integer(3)])
    #expect(try decision.get().line == "t=- c=3 n=- f=- d=- e=- p=rural o=7 missing=text,number,flag,day,channel")
    #expect(try decision.get().key == "k")
  }
}
