import Expressions
import Testing

@testable import RulesCommand

@Suite("Numbers as they are written")
struct NumberTests {
  private func text(_ number: Double) -> String? {
    ShortDecimal(number).map { decimal in
      withUnsafeTemporaryAllocation(of: UInt8.self, capacity: ShortDecimal.mostBytes) { memory in
        guard let start = memory.baseAddress else { return "" }
        let end = decimal.write(to: start)
        return String(decoding: memory[..<(end - start)], as: UTF8.self)
      }
    }
  }

  @Test("few digits are written at once, and no others")
  func few() {
    let numbers = [
      0, 7, -12, 0.5, -0.25, 1.1, 123456.789, 0.0001, 999_999_999_999_999, 1.000001, 1e-5, 1e15, -0.0, .nan,
    ]
    #expect(
      numbers.map { text($0) ?? "-" } == [
        "0", "7", "-12", "0.5", "-0.25", "1.1", "123456.789", "0.0001", "999999999999999", "1.000001", "-", "-", "-",
        "-",
      ])
  }

  @Test("what is written is the shortest text that reads back")
  func shortest() {
    var random = SystemRandomNumberGenerator()
    var written = 0
    for _ in 0..<200_000 {
      let digits = Double(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
      let scale = [1.0, 10, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 3, 7][Int.random(in: 0..<10, using: &random)]
      let number = digits / scale
      guard let text = text(number) else { continue }
      written += 1
      #expect(text == number.shortestText)
      if text != number.shortestText { return }
    }
    #expect(written > 100_000)
  }

  @Test("a number of JSON stands for a truth value however it is spelled, whatever else its line holds")
  func truths() throws {
    let policy = """
      policy: shop
      version: "1"
      facts:
        id: {type: string, key: true}
        open: {type: bool, missing: unknown}
      outputs:
        is_open: {value: open}

      """
    let spellings = ["1", "1.0", "1.00", "10e-1", "0", "-0", "0.0", "-0.0", "0e5"]
    let lines = spellings.flatMap { ["{\"id\":\"a\",\"open\":\($0)}", "{\"id\":\"a\",\"open\":\($0),\"z\":1e5}"] }
    let space = try Workspace(["policy.yaml": policy, "in.jsonl": lines.joined(separator: "\n") + "\n"])
    let run = try space.rules("evaluate", "policy.yaml", "in.jsonl", "--as-of", "2026-11-01", "--columns", "is_open")
    let expected = spellings.flatMap { Array(repeating: $0.hasPrefix("1") ? "true" : "false", count: 2) }
    #expect(run.output == (["is_open"] + expected).joined(separator: "\n") + "\n")
  }
}
