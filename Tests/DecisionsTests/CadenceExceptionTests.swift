import Cadences
import Decisions
import Expressions
import Testing

@Suite("Exceptions for single customers")
struct CadenceExceptionTests {
  static let fixture = Fixture(
    """
    facts:
      id: {type: string, key: true}
      class: {type: enum, values: [A, B, C], missing: unknown}
      factor: {type: number, missing: {default: 1}}
      last: {type: date, missing: unknown}
    cadence:
      obligations:
        - {id: by-class, by: class, visits: {A: 4/month, B: 2/month}}
        - {id: least, when: class == 'A', visits: 1/month, floor: true}
      adjust: [{id: factor, multiply: factor}]
      bounds: {at_most: 8/month}
    """)

  /// The 15th of June 2026 is the as-of day.
  private func exceptions(_ cadence: String, until: String = "2026-06-15", of key: String = "c1") throws
    -> CadenceExceptions
  {
    let day = try #require(CalendarDate(until))
    let exception = try #require(CadenceException(try Cadence.parse(cadence), until: day, by: "省区主管", why: "重装"))
    return CadenceExceptions([key: exception])
  }

  @Test(
    "the customer's own cadence comes last, after adjustments and bounds, and never goes below a floor",
    arguments: [
      ("class=B", "3/month", "3/month<2/month/by-class steps=exception:3/month"),
      ("class=B", "1/quarter", "1/quarter<2/month/by-class steps=exception:1/quarter"),
      ("class=B", "on_demand", "on_demand<2/month/by-class steps=exception:on_demand"),
      ("class=B", "2/month", "2/month/by-class steps=exception:2/month"),
      (
        "class=B factor=9", "20/month",
        "20/month<2/month/by-class steps=factor:18/month,at_most:8/month,exception:20/month"
      ),
      ("class=A", "1/quarter", "1/month<4/month/by-class steps=exception:1/quarter,least:1/month"),
      ("class=A", "on_demand", "1/month<4/month/by-class steps=exception:on_demand,least:1/month"),
      ("class=A", "2/month", "2/month<4/month/by-class steps=exception:2/month"),
      ("class=C", "1/week", "1/week/exception steps=exception:1/week"),
    ])
  func cadence(customer: String, own: String, decision: String) throws {
    #expect(Self.fixture.decide(customer, except: try exceptions(own)) == decision)
  }

  @Test(
    "it never goes below the policy's least, whether anything is demanded or not",
    arguments: [
      ("class=B", "1/year", "1/quarter<2/month/by-class steps=exception:1/year,at_least:1/quarter"),
      ("class=C", "on_demand", "1/quarter<on_demand/exception steps=exception:on_demand,at_least:1/quarter"),
      ("class=B", "1/quarter", "1/quarter<2/month/by-class steps=exception:1/quarter"),
      ("class=C", "1/week", "1/week/exception steps=exception:1/week"),
    ])
  func least(customer: String, own: String, decision: String) throws {
    let fixture = Fixture(
      """
      facts:
        id: {type: string, key: true}
        class: {type: enum, values: [A, B, C], missing: unknown}
      cadence:
        obligations: [{id: by-class, by: class, visits: {A: 4/month, B: 2/month}}]
        bounds: {at_least: 1/quarter}
      """)
    #expect(fixture.decide(customer, except: try exceptions(own)) == decision)
  }

  @Test(
    "it holds to the end of its last day, and for its customer only",
    arguments: [
      ("2026-06-15", "c1", "1/week<2/month/by-class steps=exception:1/week"),
      ("2026-06-14", "c1", "2/month/by-class"), ("2027-01-01", "c1", "1/week<2/month/by-class steps=exception:1/week"),
      ("2026-06-15", "c2", "2/month/by-class"),
    ])
  func term(until: String, key: String, decision: String) throws {
    #expect(Self.fixture.decide("class=B", except: try exceptions("1/week", until: until, of: key)) == decision)
  }

  @Test("it is a reason, and its step says who asked for it, why and until when")
  func step() throws {
    let decision = try Self.fixture.policies.decide(Fixture.facts("class=B"), exceptions: exceptions("1/week")).get()
    #expect(decision.reasons == ["by-class", "exception"])
    guard case .exception(let exception) = decision.cadence?.steps.last?.kind else { throw Absent() }
    #expect([exception.by, exception.why, exception.until.description] == ["省区主管", "重装", "2026-06-15"])
  }

  struct Absent: Error {}

  @Test("nobody asks for it, or for nothing: it cannot be made")
  func empty() throws {
    let cadence = try Cadence.parse("1/week")
    #expect(CadenceException(cadence, until: Fixture.asOf, by: "", why: "x") == nil)
    #expect(CadenceException(cadence, until: Fixture.asOf, by: "x", why: "") == nil)
  }
}
