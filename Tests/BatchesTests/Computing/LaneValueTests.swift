import Expressions
import Testing

@testable import Batches

@Suite("What lanes hold")
struct LaneValueTests {
  @Test(
    "a number of a lane stands for a value of the lane's type",
    arguments: [
      (0.0, true, .int(0)), (-0.0, true, .int(0)), (0x1p53, true, .int(1 << 53)), (-0x1p53, true, .int(-(1 << 53))),
      (1.5, false, .double(1.5)), (7, false, .double(7)),
    ] as [(Double, Bool, Value)])
  func numbers(_ number: Double, _ isInteger: Bool, _ value: Value) {
    #expect(Value(laneNumber: number, isInteger: isInteger) == value)
  }

  @Test("the first and the last day are days", arguments: [(-719_162.0, "0001-01-01"), (2_932_896, "9999-12-31")])
  func days(_ day: Double, _ date: String) throws {
    let expected = try #require(CalendarDate(date)).startOfDay
    #expect(Value(laneDay: day) == .timestamp(expected))
  }

  @Test("what no lane of whole numbers holds traps")
  func noInteger() async {
    await #expect(processExitsWith: .failure) { _ = Value(laneNumber: 1.5, isInteger: true) }
    await #expect(processExitsWith: .failure) { _ = Value(laneNumber: .nan, isInteger: true) }
  }

  @Test("what no lane of days holds traps")
  func noDay() async {
    await #expect(processExitsWith: .failure) { _ = Value(laneDay: 2_932_897) }
    await #expect(processExitsWith: .failure) { _ = Value(laneDay: 0.5) }
  }
}
