import Batches
import Cadences
import Decisions
import Expressions
import Policies
import SourceText
import Testing

@Suite("Deciders of single customers and of columns take exceptions")
struct ExceptedCustomersTests {
  private static let policy = """
    policy: p
    version: "1"
    facts:
      id: {type: KIND, key: true}
      class: {type: enum, values: [a, b]}
    cadence:
      obligations:
        - {id: by-class, by: class, visits: {a: 4/month, b: 2/month}}
        - {id: least, when: class == 'a', visits: 1/month, floor: true}
    """

  /// Whose cadence is what it is by exceptions as of 2026-03-01, by the key.
  private static func exceptions() throws -> CadenceExceptions {
    let day = { (text: String) in try #require(CalendarDate(text)) }
    let exception = { (cadence: String, until: String) in
      try #require(CadenceException(try Cadence.parse(cadence), until: day(until), by: "省区主管", why: "装修"))
    }
    return CadenceExceptions([
      "1": try exception("1/quarter", "2026-03-31"), "2": try exception("1/week", "2026-03-01"),
      "3": try exception("1/week", "2026-02-28"), "4": try exception("1/week", "2026-03-31"),
    ])
  }

  private static let keys: [FactValue] = [.text("1"), .text("2"), .text("3"), .text("5"), .integer(2), .text(" 2 ")]
  private static let rows = keys.enumerated().map { [$1, .text($0 == 0 ? "a" : "b")] }

  private static func plan(_ kind: String) throws -> BatchPlan {
    let text = policy.replacing("KIND", with: kind)
    let day = try #require(CalendarDate("2026-03-01"))
    let set = try #require(PolicySet.load(["p"], from: .memory(["p": text]), asOf: day).value)
    return BatchPlan(try set.bound(to: ["id", "class"]).get())
  }

  @Test("keys that look alike are told apart by their code points, by all evaluators alike")
  func spelledKeys() throws {
    let plan = try Self.plan("string")
    let day = try #require(CalendarDate("2026-03-31"))
    let exception = try #require(CadenceException(try Cadence.parse("1/week"), until: day, by: "王芳", why: "装修"))
    let exceptions = CadenceExceptions(["caf\u{e9}": exception])
    let rows: [[FactValue]] = ["caf\u{e9}", "cafe\u{301}"].map { [.text($0), .text("b")] }
    let one = CustomerDecider(plan, exceptions: exceptions)
    let many = BatchDecider(plan, exceptions: exceptions)
    many.decide([.texts(rows.map { $0[0].text }), .texts(["b", "b"])], rows: 0..<2)
    let cadences = { (results: [Result<Decision, Rejection>]) in
      try results.map { try $0.get().cadence?.cadence.description }
    }
    #expect(try cadences(rows.map { plan.bound.decide($0, exceptions: exceptions) }) == ["1/week", "2/month"])
    #expect(try cadences(rows.map { one.decide($0) }) == ["1/week", "2/month"])
    #expect(try cadences((0..<2).map { many.result(at: $0) }) == ["1/week", "2/month"])
    #expect(many.takeExceptedKeys() == [ExactText("caf\u{e9}")])
  }

  @Test("one customer after the other", arguments: ["string", "integer"])
  func customers(kind: String) throws {
    let plan = try Self.plan(kind)
    let decider = CustomerDecider(plan, exceptions: try Self.exceptions())
    let decided = Self.rows.map { row in
      decider.decide(row).map { "\($0.cadence?.cadence.description ?? "none")" }
    }
    let expected = try Self.rows.map { row in
      plan.bound.decide(row, exceptions: try Self.exceptions()).map { "\($0.cadence?.cadence.description ?? "none")" }
    }
    #expect(decided == expected)
    #expect(
      try decided.map { try $0.get() } == ["1/month", "1/week", "2/month", "2/month", "1/week"]
        + [kind == "integer" ? "1/week" : "2/month"])
  }

  @Test("in columns")
  func columns() throws {
    let names = ["visits", "per", "reasons"]
    let decider = try #require(
      ColumnDecider(try Self.plan("string"), results: names, exceptions: try Self.exceptions()))
    let results = decider.decide(
      [.texts(["1", "2", "3", "5"]), .texts(["a", "b", "b", "b"])], rows: 0..<4)
    let told = (0..<4).map { row in results.columns.map { $0.text(at: row) ?? "-" }.joined(separator: " ") }
    #expect(
      told == [
        "1 month by-class;exception;least", "1 week by-class;exception", "2 month by-class", "2 month by-class",
      ])
  }
}
