import Expressions
import SourceText
import Testing

@testable import Batches

@Suite("The report of how expressions are computed") struct ExpressionReportTests {
  @Test(
    "names the parts without a loop, as large as can be",
    arguments: [
      ("cooperation < 40 && visits > 3", []),
      (
        "overdue > 3 && name.startsWith('张') && size(name) > 2",
        ["text in 7: name.startsWith('张')", "text in 7: size(name) > 2"]
      ),
      ("name == 'a' || name == 'b'", ["text in 7: name == 'a' || name == 'b'"]),
      ("name == nickname", []),
      ("promo && name + nickname == 'ab'", ["rows, function +: name + nickname"]),
      ("promo && name < nickname", ["rows, function <: name < nickname"]),
      ("[overdue, visits].exists(x, x > 3) || promo", ["rows, macro: [overdue, visits].exists(x, x > 3)"]),
      ("string(overdue) == '3'", ["rows, function string: string(overdue)"]),
      ("size(tags) > overdue", ["rows, function size: size(tags)"]),
      ("1 + 1", []),
    ])
  func parts(text: String, expected: [String]) throws {
    var bench = Bench(.strange(rowCount: 65))
    let expression = try #require(bench.table.compile(text).value)
    _ = bench.builder.vector(of: expression)
    _ = bench.builder.truth(of: expression)
    #expect(bench.builder.reports.map { $0.parts.map(\.told) } == [expected])
  }
}

extension ExpressionReport.Part {
  fileprivate var told: String {
    let text = String(decoding: range.file.bytes[range.start..<range.end], as: UTF8.self)
    return switch method {
    case .onceForEachText(let slot): "text in \(slot): \(text)"
    case .rowByRow(.macro): "rows, macro: \(text)"
    case .rowByRow(.collection): "rows, collection: \(text)"
    case .rowByRow(.function(let name)): "rows, function \(name): \(text)"
    }
  }
}
