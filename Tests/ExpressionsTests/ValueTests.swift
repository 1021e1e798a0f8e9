import Expressions
import Testing

@Suite struct ValueTests {
  @Test(arguments: [
    (Value.int(3), "3"), (.uint(3), "3"), (.double(3), "3"), (.double(2.5), "2.5"), (.double(-0.0), "0"),
    (.double(1e21), "1e+21"), (.double(0.1), "0.1"), (.double(.infinity), "inf"), (.bool(true), "true"),
    (.null, "null"),
    (.string("a;b"), "a;b"), (.bytes([1, 255]), "01ff"), (.list([.int(1), .string("a")]), "1;a"), (.list([]), ""),
    (.timestamp(CalendarDate(days: 20_484).startOfDay), "2026-01-31"),
    (.duration(TimeSpan(nanoseconds: 1_500_000_000)), "1.5s"),
    (.duration(TimeSpan(nanoseconds: -1)), "-0.000000001s"),
  ])
  func textIsTheShortestThatReadsBack(value: Value, text: String) {
    #expect(value.text == text)
  }

  @Test func timesThatAreNoMidnightAreWrittenInFull() throws {
    let moment = try #require(Timestamp(seconds: 1_769_817_600, nanoseconds: 500_000_000))
    #expect(Value.timestamp(moment).text == "2026-01-31T00:00:00.5Z")
  }

  @Test(arguments: [
    (Value.int(1), Value.double(1), true), (.int(1), .uint(1), true), (.double(.nan), .double(.nan), false),
    (.int(9_007_199_254_740_993), .double(9_007_199_254_740_992), false), (.string("é"), .string("e\u{301}"), false),
    (.null, .int(0), false), (.list([.int(1)]), .list([.double(1)]), true), (.bool(true), .int(1), false),
    (.uint(.max), .int(-1), false), (.double(0.5), .int(0), false),
  ])
  func equalityIsMathematical(a: Value, b: Value, isEqual: Bool) {
    #expect(a.equals(b) == isEqual)
    #expect(b.equals(a) == isEqual)
  }

  @Test(arguments: [
    (Value.int(-1), Value.uint(0), ValueOrder.less), (.uint(.max), .int(.max), .greater),
    (.int(2), .double(2.5), .less),
    (.int(-2), .double(-2.5), .greater), (.double(.nan), .int(1), .unordered),
    (.int(.min), .double(-.infinity), .greater),
    (.uint(3), .double(3), .equal), (.string("Z"), .string("a"), .less), (.string("a"), .string("ab"), .less),
    (.string("é"), .string("z"), .greater), (.bytes([0]), .bytes([]), .greater), (.bool(false), .bool(true), .less),
  ])
  func orderIsMathematical(a: Value, b: Value, order: ValueOrder) {
    #expect(a.order(to: b) == order)
  }

  @Test func valuesWithoutAnOrderHaveNone() {
    #expect(Value.list([]).order(to: .list([])) == nil)
    #expect(Value.null.order(to: .null) == nil)
    #expect(Value.string("1").order(to: .int(1)) == nil)
  }

  @Test func mapsKeepTheirOrderAndFindEqualNumbers() throws {
    let map = try ValueMap([(.string("b"), .int(1)), (.int(2), .int(2)), (.bool(true), .int(3))])
    #expect(map.entries.map(\.key) == [.string("b"), .int(2), .bool(true)])
    #expect(map[.uint(2)] == .int(2))
    #expect(map[.double(2)] == .int(2))
    #expect(map[.double(2.5)] == nil)
    #expect(map[.null] == nil)
    #expect(Value.map(map).text == "{b: 1, 2: 2, true: 3}")
  }

  @Test func mapsRefuseEqualAndStrangeKeys() {
    #expect(throws: EvaluationError(.duplicateKey("1"))) { try ValueMap([(.int(1), .null), (.uint(1), .null)]) }
    #expect(throws: EvaluationError(.unsupportedKey(Value.double(1).typeName))) { try ValueMap([(.double(1), .null)]) }
  }

  @Test func identityTellsKindsApart() {
    #expect(Value.int(1) != Value.double(1))
    #expect(Value.double(.nan) == Value.double(.nan))
    #expect(Set([Value.int(1), .int(1), .uint(1), .double(1)]).count == 3)
  }

  @Test func outcomesAreAsSmallAsValues() {
    #expect(MemoryLayout<Outcome>.stride <= 24)
  }
}
