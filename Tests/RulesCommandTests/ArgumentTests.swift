import Testing

@testable import RulesCommand

@Suite("Arguments")
struct ArgumentTests {
  @Test(
    "--allow-rejects takes what follows only if it reads as an allowance",
    arguments: [
      ("a --allow-rejects", "a --allow-rejects=all"), ("--allow-rejects in.csv", "--allow-rejects=all in.csv"),
      ("--allow-rejects 5 in.csv", "--allow-rejects 5 in.csv"), ("--allow-rejects 5% x", "--allow-rejects 5% x"),
      ("--allow-rejects=5 x", "--allow-rejects=5 x"), ("--allow-rejects --trace", "--allow-rejects=all --trace"),
      ("--allow-rejects -- 5", "--allow-rejects=all -- 5"), ("-- --allow-rejects", "-- --allow-rejects"),
      ("--allow-rejects 200% x", "--allow-rejects=200% x"), ("--allow-rejects 5,5% x", "--allow-rejects=5,5% x"),
      ("--allow-rejects -1 x", "--allow-rejects=-1 x"), ("--allow-rejects 1.5", "--allow-rejects=1.5"),
      ("--allow-rejects ５％ x", "--allow-rejects=５％ x"), ("--allow-rejects -", "--allow-rejects=all -"),
      ("--allow-rejects 1.csv", "--allow-rejects=all 1.csv"), ("--allow-rejects -j", "--allow-rejects=all -j"),
      ("--allow-rejects 2026-11-01", "--allow-rejects=all 2026-11-01"),
    ])
  func bareOption(_ line: String, _ expected: String) {
    let arguments = line.split(separator: " ").map(String.init)
    #expect(arguments.withExplicitRejectAllowance.joined(separator: " ") == expected)
  }

  @Test(
    "an allowance is a number or a share of the rows",
    arguments: [
      ("all", 100, 100, true), ("0", 0, 100, true), ("0", 1, 100, false), ("3", 3, 100, true), ("3", 4, 100, false),
      ("1%", 1, 100, true), ("1%", 2, 100, false), ("0.5%", 5, 1000, true), ("0.5%", 6, 1000, false),
    ])
  func allowance(_ text: String, _ rejected: Int, _ total: Int, _ isAllowed: Bool) {
    #expect(RejectAllowance(argument: text)?.allows(rejected, of: total) == isAllowed)
  }

  @Test("nonsense is no allowance", arguments: ["", "-1", "x", "%", "101%", "-1%", "nan%", "1.5"])
  func nonsense(_ text: String) {
    #expect(RejectAllowance(argument: text) == nil)
  }

  @Test(
    "a name's ending says the format",
    arguments: [
      ("a.csv", RecordFormat.csv), ("A.CSV", .csv), ("x/a.jsonl", .jsonl), ("a.ndjson", .jsonl), ("a.json", nil),
      ("csv", nil),
    ])
  func format(_ path: String, _ expected: RecordFormat?) {
    #expect(RecordFormat(path: path) == expected)
  }

  @Test(
    "thousands are grouped",
    arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567"), (-1000, "-1,000")])
  func grouping(_ number: Int, _ expected: String) {
    #expect(number.grouped == expected)
  }

  @Test(
    "the shares of a whole add up, as far as equal counts have equal shares; those of several wholes are rounded each for itself",
    arguments: [
      ([1, 1, 1], 3, [333, 333, 333]), ([1, 1], 3, [333, 333]), ([1, 1, 1, 0], 3, [333, 333, 333, 0]),
      ([1991, 9], 2000, [996, 4]),
      ([1992, 8], 2000, [996, 4]),
      ([0, 5], 5, [0, 1000]), ([2, 2, 2], 3, [667, 667, 667]), ([1, 2_000_000], 2_000_001, [0, 1000]), ([], 7, []),
      ([3, 3, 1], 7, [429, 429, 143]), ([1, 1, 1, 1, 1, 1, 1], 7, [143, 143, 143, 143, 143, 143, 143]),
      ([5, 3, 3, 1], 12, [417, 250, 250, 83]),
    ] as [([Int], Int, [Int])])
  func shares(_ counts: [Int], _ total: Int, _ expected: [Int]) {
    #expect(tenthsOfPercent(of: counts, in: total) == expected)
  }
}
