import Expressions
import Testing

@testable import Decisions

@Suite("The states of flags are read as they are written")
struct FlagStatesTests {
  @Test(
    "each part begins with the flag and the day on which it was raised; the rest is for people",
    arguments: [
      ("", [:]), ("a@2026-03-17", ["a": "2026-03-17"]),
      ("a@2026-03-17 level 2 due 2026-03-31 district_manager", ["a": "2026-03-17"]),
      ("a.b-c@2026-03-17 level 1;走访@2026-01-02 level 1 张三", ["a.b-c": "2026-03-17", "走访": "2026-01-02"]),
      ("a", nil), ("a@", nil), ("a@2026-02-30", nil), ("a@2026-03-17; b@2026-03-18", nil),
      ("@2026-03-17", ["": "2026-03-17"]),
    ] as [(String, [String: String]?)])
  func read(text: String, expected: [String: String]?) {
    #expect(FlagStates(text)?.raised.mapValues(\.description) == expected)
  }
}
