import Batches
import Decisions
import Expressions
import Policies
import SourceText
import Testing

@Suite("A decider of columns")
struct ColumnDeciderTests {
  /// Columns that the policy reads, and one that nothing reads.
  private static let header = ["id", "noted", "sales"]

  private static func decider() -> ColumnDecider? {
    let policy = """
      policy: p
      version: "1"
      facts:
        id: {type: string, key: true}
        sales: {type: number, range: [0, 100]}
      classify:
        size: {first: [{id: much, when: sales > 50, then: large}], else: small, tiers: [large, small]}
      """
    guard let day = CalendarDate("2026-03-01"),
      let bound = try? PolicySet.load(["p"], from: .memory(["p": policy]), asOf: day).value?.bound(to: header).get()
    else { return nil }
    return ColumnDecider(BatchPlan(bound), results: ["size"])
  }

  private static let ids = FactColumn.texts(["a", "b", "c"])

  @Test(
    "what nothing reads may be of any length, for rows that are decided and rows that are rejected",
    arguments: [.texts([]), .numbers([1]), .codes([7], of: FactTexts([]))] as [FactColumn])
  func unread(_ column: FactColumn) throws {
    let decider = try #require(Self.decider())
    let results = decider.decide([Self.ids, column, .numbers([10, 101, 90])], rows: 0..<3)
    #expect((0..<3).map { results.columns[0].text(at: $0) } == ["small", nil, "large"])
    #expect(results.rejections.map(\.row) == [1])
    #expect(results.rejections.map(\.rejection.code) == ["out-of-range"])
  }

  @Test("a column that is read and too short traps, wherever its rows end")
  func tooShort() async {
    await #expect(processExitsWith: .failure) {
      _ = Self.decider()?.decide([.texts(["a"]), .texts([]), .numbers([1, 2])], rows: 0..<2)
    }
  }

  @Test("a column that is not there traps")
  func tooFew() async {
    await #expect(processExitsWith: .failure) {
      _ = Self.decider()?.decide([.texts(["a"]), .texts(["a"])], rows: 0..<1)
    }
  }
}
