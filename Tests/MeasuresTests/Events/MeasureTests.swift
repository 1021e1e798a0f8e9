import Batches
import Decisions
@testable import Measures
import Policies
import Testing

@Suite("Measures of events, as of 2026-03-18")
struct MeasureTests {
  @Test(
    "each is what its events come to",
    arguments: [
      // No event.
      ("count: true", [], "0"), ("sum: minutes", [], "0.0"), ("distinct: who", [], "0"),
      ("streak: cooperated", [], "0"),
      ("min: minutes", [], "-"), ("max: minutes", [], "-"), ("avg: minutes", [], "-"), ("first: who", [], "-"),
      ("last: who", [], "-"), ("days_since: true", [], "-"), ("trend: true, within: 30d", [], "-"),
      // One.
      ("count: true", ["a 2026-03-17"], "1"), ("sum: minutes", ["a 2026-03-17 - - 12.5"], "12.5"),
      ("min: minutes", ["a 2026-03-17 - - -12.5"], "-12.5"), ("max: minutes", ["a 2026-03-17 - - 0"], "0.0"),
      ("avg: minutes", ["a 2026-03-17 - - 0.1"], "0.1"), ("distinct: who", ["a 2026-03-17 - - - li"], "1"),
      ("first: who", ["a 2026-03-17 - - - li"], "li"), ("last: visited_on", ["a 2026-03-17"], "2026-03-17"),
      ("last: cooperated", ["a 2026-03-17 - no"], "false"), ("last: mode", ["a 2026-03-17 deep"], "deep"),
      ("days_since: true", ["a 2026-03-17"], "1"), ("streak: cooperated", ["a 2026-03-17 - yes"], "1"),
      // Others' events do not matter.
      ("count: true", ["b 2026-03-17", "a 2026-03-01", "aa 2026-03-02"], "1"),
      // Several.
      ("sum: minutes", ["a 2026-03-01 - - 0.1", "a 2026-03-02 - - 0.2"], "0.3"),
      ("sum: minutes", ["a 2026-03-01 - - 123456789.12", "a 2026-03-02 - - -0.000000001"], "123456789.12"),
      ("avg: minutes", ["a 2026-03-01 - - 1", "a 2026-03-02 - - 2", "a 2026-03-03 - - 2"], "1.6666666666666667"),
      ("distinct: who", ["a 2026-03-01 - - - x", "a 2026-03-02 - - - y", "a 2026-03-03 - - - x"], "2"),
      (
        "distinct: minutes",
        ["a 2026-03-01 - - 1", "a 2026-03-02 - - 1.0", "a 2026-03-03 - - -0", "a 2026-03-03 - - 0"], "2"
      ),
      // Of one day's events, the one further down is the later.
      ("first: who", ["a 2026-03-01 - - - x", "a 2026-03-01 - - - y"], "x"),
      ("last: who", ["a 2026-03-01 - - - x", "a 2026-03-01 - - - y"], "y"),
      ("streak: cooperated", ["a 2026-03-01 - no", "a 2026-03-01 - yes"], "1"),
      ("streak: cooperated", ["a 2026-03-01 - yes", "a 2026-03-01 - no"], "0"),
      // In any order.
      ("first: who", ["a 2026-03-02 - - - y", "a 2026-03-01 - - - x"], "x"),
      ("last: who", ["a 2026-03-02 - - - y", "a 2026-03-01 - - - x"], "y"),
      ("days_since: true", ["a 2026-03-10", "a 2026-03-01"], "8"),
      // After the as-of date.
      ("count: true", ["a 2026-03-18", "a 2026-03-19"], "1"),
      ("last: visited_on", ["a 2026-03-18", "a 2026-04-01"], "2026-03-18"),
      ("days_since: true", ["a 2026-04-01"], "-"),
      ("streak: cooperated", ["a 2026-03-18 - yes", "a 2026-03-19 - no"], "1"),
      // A value that is not known.
      ("sum: minutes", ["a 2026-03-01 - - 5", "a 2026-03-02"], "5.0"),
      ("avg: minutes", ["a 2026-03-01 - - 5", "a 2026-03-02"], "5.0"),
      ("min: minutes", ["a 2026-03-02"], "-"), ("distinct: who", ["a 2026-03-02"], "0"),
      ("last: who", ["a 2026-03-01 - - - x", "a 2026-03-02"], "x"),
      ("streak: cooperated", ["a 2026-03-01 - yes", "a 2026-03-02", "a 2026-03-03 - yes"], "2"),
      // A filter that is true, false, unknown.
      ("count: true, where: cooperated", ["a 2026-03-01 - yes", "a 2026-03-02 - no", "a 2026-03-03"], "1"),
      ("days_since: true, where: mode == 'deep'", ["a 2026-03-01 deep", "a 2026-03-02 general", "a 2026-03-03"], "17"),
      (
        "streak: cooperated, where: mode == 'deep'",
        ["a 2026-03-01 deep yes", "a 2026-03-02 general no", "a 2026-03-03 - no"], "1"
      ),
      // The borders of windows.
      ("count: true, within: 7d", ["a 2026-03-11", "a 2026-03-12", "a 2026-03-18"], "2"),
      ("count: true, within: 1 week", ["a 2026-03-11", "a 2026-03-12", "a 2026-03-18"], "2"),
      ("count: true, within: this month", ["a 2026-02-28", "a 2026-03-01", "a 2026-03-18"], "2"),
      ("count: true, within: last month", ["a 2026-01-31", "a 2026-02-01", "a 2026-02-28", "a 2026-03-01"], "2"),
      ("count: true, within: this quarter", ["a 2025-12-31", "a 2026-01-01"], "1"),
      // This window against the one before.
      (
        "trend: true, within: 7d",
        ["a 2026-03-04", "a 2026-03-05", "a 2026-03-11", "a 2026-03-12", "a 2026-03-13", "a 2026-03-14"], "0.5"
      ),
      ("trend: minutes, within: 7d", ["a 2026-03-11 - - 0.4", "a 2026-03-12 - - 0.5"], "0.25"),
      ("trend: minutes, within: 7d", ["a 2026-03-11 - - 4", "a 2026-03-01 - - 9"], "-1.0"),
      ("trend: minutes, within: 7d", ["a 2026-03-12 - - 4"], "-"),
      ("trend: minutes, within: 7d", ["a 2026-03-11 - - 4", "a 2026-03-10 - - -4", "a 2026-03-12 - - 4"], "-"),
      // What is computed of an event.
      ("sum: minutes * 2", ["a 2026-03-01 - - 1.5"], "3.0"), ("max: 60 - minutes", ["a 2026-03-01 - - 15"], "45.0"),
      ("count: true, where: visited_on >= as_of", ["a 2026-03-17", "a 2026-03-18"], "1"),
      ("sum: 1", ["a 2026-03-01", "a 2026-03-02"], "2"),
      ("streak: true", ["a 2026-03-01", "a 2026-03-02"], "2"),
    ] as [(String, [String], String)])
  func measure(_ form: String, _ visits: [String], _ value: String) throws {
    #expect(try Visits.measure(form, visits) == value)
  }

  @Test(
    "three deep visits without cooperation are a streak of three, whatever their order in the file; had the second cooperated, of one",
    arguments: [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]])
  func streak(_ order: [Int]) throws {
    let form = "streak: \"mode == 'deep' && !cooperated\""
    let failed = ["a 2026-03-03 deep no", "a 2026-03-10 deep no", "a 2026-03-17 deep no"]
    let mended = ["a 2026-03-03 deep no", "a 2026-03-10 deep yes", "a 2026-03-17 deep no"]
    #expect(try Visits.measure(form, order.map { failed[$0] }) == "3")
    #expect(try Visits.measure(form, order.map { mended[$0] }) == "1")
  }

  @Test("a streak that is broken late counts the events behind the break, also those of its day")
  func lateBreak() throws {
    let visits = [
      "a 2026-03-01 - yes", "a 2026-03-05 - yes", "a 2026-03-09 - yes", "a 2026-03-05 - no", "a 2026-03-05 - yes",
    ]
    #expect(try Visits.measure("streak: cooperated", visits) == "2")
  }

  @Test(
    "keys are equal as values of the key fact's type",
    arguments: [
      ("integer", ["7", "+7", "7.0", " 7 "], "7", "4"),
      ("integer", ["9007199254740993", "9007199254740992"], "9007199254740993", "1"),
      ("string", ["7", "7.0", "07", " 7"], "7", "1"),
      (
        "string", ["a-customer-with-a-long-name-1", "a-customer-with-a-long-name-2"], "a-customer-with-a-long-name-2",
        "1"
      ),
    ] as [(String, [String], String, String)])
  func keys(_ type: String, _ keys: [String], _ customer: String, _ count: String) throws {
    let visits = Visits(["count: true"], key: type)
    let source = try #require(visits.policies.eventSources.first)
    let columns: [FactColumn] = [.texts(keys), .texts(keys.map { _ in "2026-03-01" })]
    let results = try EventMeasurer(source, columns: ["id", "visited_on"]).measure([columns])
    #expect(results.rejections.map(\.rejection.message) == [])
    #expect(results.measured.columns(of: .texts([customer]))[0].shown(0) == count)
  }

  @Test(
    "events that cannot be counted are rejected, and nothing of them is counted",
    arguments: [
      ("count: true", "a 2026-13-01", "bad-value visited_on"), ("count: true", "a -", "missing-fact visited_on"),
      ("count: true", "- 2026-03-01", "missing-fact id"), ("count: true", "a 2026-03-01 deeper", "unknown-value mode"),
      ("sum: minutes", "a 2026-03-01 - - x", "bad-value minutes"),
      ("sum: minutes", "a 2026-03-01 - - 1e18", "amount-too-large m0"),
      ("max: minutes * 1e17", "a 2026-03-01 - - 10", "amount-too-large m0"),
      ("sum: minutes", "a 2026-03-01 - - -1e18", "amount-too-large m0"),
      ("sum: rank", "a 2026-03-01 - - - - 1000000000000000000", "amount-too-large m0"),
      ("max: rank", "a 2026-03-01 - - - - -1000000000000000000", "amount-too-large m0"),
      ("sum: rank * 1000", "a 2026-03-01 - - - - 9223372036854775807", "evaluation-error m0"),
      ("sum: minutes, where: cooperated", "a 2026-03-01 - no 1e300", "amount-too-large m0"),
      ("sum: minutes * minutes", "a 2026-03-01 - - 1e200", "evaluation-error m0"),
    ] as [(String, String, String)])
  func rejections(_ form: String, _ visit: String, _ reason: String) throws {
    let visits = Visits([form, "count: true"])
    let parts = [["a 2026-03-02 - - 1", visit].map { Visits.Visit($0) }]
    let results = try visits.measured(parts)
    #expect(
      results.rejections.map { "\($0.part) \($0.row) \($0.rejection.code) \($0.rejection.subject)" } == [
        "0 1 \(reason)"
      ])
    #expect(results.counted == 1)
    #expect(results.measured.columns(of: .texts(["a"]))[1].shown(0) == "1")
  }

  @Test("texts are kept as long as a customer has them, and only of events that count", arguments: [1, 7])
  func manyTexts(customers: Int) throws {
    let visits = Visits(["last: who", "first: who", "distinct: who, within: 1d", "last: who, where: cooperated"])
    let texts = (0..<40_000).map { "who-called-at-number-\($0)" }
    let columns: [FactColumn] = [
      .texts(texts.indices.map { "c\($0 % customers)" }),
      .days(texts.indices.map { 20_454 + Int32($0 / 600) }), .texts(texts),
      .bools(texts.indices.map { $0 == 39_998 }),
    ]
    let source = try #require(visits.policies.eventSources.first)
    let results = try EventMeasurer(source, columns: ["id", "visited_on", "who", "cooperated"]).measure([columns])
    let kept = results.measured.ledger.shards.map(\.keptTexts.count).reduce(0, +)
    #expect(kept <= customers * (EventShard.leastTexts + 6))
    #expect(results.measured.ledger.shards.flatMap(\.values).map(\.texts.count).reduce(0, +) == 0)
    let last = texts[(texts.count - 1) / customers * customers]
    let measured = results.measured.columns(of: .texts(["c0"]))
    #expect(measured.map { $0.shown(0) } == [last, texts[0], "0", 39_998 % customers == 0 ? texts[39_998] : "-"])
  }

  @Test("customers in columns are decided by what events in columns come to")
  func decisions() throws {
    let visits = Visits(["count: true", "last: who"])
    let parts = [["a 2026-03-01 - - - li", "b 2026-03-02", "a 2026-03-03 - - - wang"].map { Visits.Visit($0) }]
    let customers = FactColumn.texts(["b", "z", "a"])
    let measured = try visits.measured(parts).measured.columns(of: customers)
    let bound = try visits.policies.bound(to: ["id"], measuring: Measuring(events: ["visits"])).get()
    let decider = try #require(ColumnDecider(BatchPlan(bound), results: ["o0", "o1"]))
    let decided = decider.decide([customers] + measured, rows: 0..<3)
    #expect(
      decided.columns.map { column in (0..<3).map { column.text(at: $0) } } == [["1", "0", "2"], [nil, nil, "wang"]])
  }

  @Test(
    "a header without the customer or the date, or with one of them twice, is refused",
    arguments: [["id"], ["visited_on"], ["id", "id", "visited_on"]])
  func headers(_ columns: [String]) throws {
    let source = try #require(Visits(["count: true"]).policies.eventSources.first)
    #expect(throws: BindingFault.self) { try EventMeasurer(source, columns: columns) }
  }

  @Test(
    "an amount is counted as the decimal that it was written as, to nine places, and rounded once",
    arguments: [
      ("0.000000001", "1e-09"), ("123456.789", "123456.789"), ("1e15", "1000000000000000.0"),
      ("999999999999999999e-1", "1e+17"), ("2251799813685249.5", "2251799813685249.5"), ("0.1234567891", "0.123456789"),
      ("0.0000000005", "1e-09"), ("-0.0000000005", "-1e-09"), ("0.00000000049", "0.0"), ("0.1234567885", "0.123456789"),
      ("100000000.123456791", "100000000.12345679"), ("281474.976710656", "281474.976710656"),
      ("100000000.123456791 -100000000", "0.12345679"),
      ("8388608.000000001 -8388608", "2e-09"), ("8388607.000000001 -8388607", "1e-09"),
      ("123456789012345678 -123456789012345680", "0.0"),
      ("90000000000000.1 90000000000000.1 90000000000000.1 90000000000000.1 90000000000000.1", "450000000000000.5"),
      ("70000000000000.02 70000000000000.02 -140000000000000", "0.04"), ("838702303808787.25 -838702303808787", "0.2"),
      ("333333.3333333333 -333333", "0.333333333"), ("3333333.6666666665 -3333333", "0.666666667"),
      ("33333333.333333332 -33333333", "0.333333332"), ("4503599627370496 -4503599627370495", "1.0"),
    ])
  func amounts(_ texts: String, _ sum: String) throws {
    let visits = texts.split(separator: " ").map { "a 2026-03-01 - - \($0)" }
    #expect(try Visits.measure("sum: minutes", visits) == sum)
  }

  @Test(
    "a mean and a trend are rounded once, whatever the size of the sums",
    arguments: [
      ("avg: minutes", "100000000.12345679 100000000.12345681", "100000000.12345679"),
      ("avg: minutes", "1 1 0", "0.6666666666666666"),
      ("avg: minutes", "900000000000000000 1 2", "3e+17"),
      ("trend: minutes, within: 1d", "99999999999.000000001 3", "-0.99999999997"),
      ("trend: minutes, within: 1d", "-3 1", "-1.3333333333333333"),
      ("trend: rank * 300000000000000001, within: 1d", "1 2", "-"),
    ])
  func quotients(_ form: String, _ texts: String, _ value: String) throws {
    let visits = texts.split(separator: " ").enumerated().map { "a 2026-03-\(17 + min($0, 1)) - - \($1)" }
    #expect(try Visits.measure(form, visits) == value)
  }

  @Test(
    "whole numbers stay whole, to the last digit",
    arguments: [
      ("sum: rank", "9007199254740993 1", "9007199254740994"),
      ("min: rank", "9007199254740993 9007199254740995", "9007199254740993"),
      ("max: rank", "9007199254740993 9007199254740992", "9007199254740993"),
      ("max: rank", "-999999999999999999", "-999999999999999999"),
      ("min: rank", "999999999999999999", "999999999999999999"), ("min: rank", "", "-"), ("max: rank", "", "-"),
      ("sum: rank", "", "0"), ("first: rank", "9007199254740993 1", "9007199254740993"),
      ("last: rank", "1 9223372036854775807", "9223372036854775807"),
      ("distinct: rank", "9007199254740993 9007199254740992", "2"),
      ("avg: rank", "9007199254740993 9007199254740995", "9.007199254740994e+15"), ("avg: rank", "1 2", "1.5"),
      ("sum: rank * 2 - 1", "3 4", "12"), ("sum: rank / 2", "3 4", "3.5"), ("max: rank, where: rank < 0", "3 4", "-"),
    ])
  func wholes(_ form: String, _ ranks: String, _ value: String) throws {
    let visits = ranks.split(separator: " ").map { "a 2026-03-01 - - - - \($0)" }
    #expect(try Visits.measure(form, visits) == value)
  }

  @Test("a sum that is larger than any whole number keeps its customer from being decided, and nobody else")
  func tooLargeSums() throws {
    let visits = Visits(["sum: rank"])
    let events = Array(repeating: "a 2026-03-01 - - - - 999999999999999999", count: 10) + ["b 2026-03-01 - - - - 7"]
    let customers = FactColumn.texts(["a", "b"])
    let measured = try visits.measured([events.map { Visits.Visit($0) }]).measured.columns(of: customers)
    #expect((0..<2).map { measured[0].shown($0) } == ["9999999999999999990", "7"])
    let bound = try visits.policies.bound(to: ["id"], measuring: Measuring(events: ["visits"])).get()
    let decider = BatchDecider(BatchPlan(bound))
    decider.decide([customers] + measured, rows: 0..<2)
    #expect(
      (0..<2).map { decider.result(at: $0).shown } == [
        "!out-of-range", "7",
      ])
  }
}
