import Foundation
import VisitRules

/// Customers as a service has them: values that are already typed. `rows` are as long as `columns`.
struct Customers {
  /// The facts' names.
  let columns: [String]
  /// The facts of each customer.
  let rows: [[FactValue]]

  /// Reads a CSV with a header and without quotes; `nil` where there is no such file.
  init?(csvAt path: String, atMost count: Int) {
    guard let file = FileHandle(forReadingAtPath: path) else { return nil }
    // Enough for the rows that are asked for, whatever the size of the file.
    let data = (try? file.read(upToCount: 512 * (count + 1))) ?? Data()
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", maxSplits: count + 1)
    guard let header = lines.first else { return nil }
    columns = header.split(separator: ",").map(String.init)
    rows = lines.dropFirst().prefix(count).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(FactValue.init(typing:))
    }
  }
}

extension FactValue {
  /// What a program would hold for a cell of text.
  fileprivate init(typing cell: Substring) {
    self =
      if cell.isEmpty { .missing } else if let whole = Int64(cell) { .integer(whole) } else if let number = Double(cell)
      {
        .number(number)
      } else if let truth = Bool(String(cell)) { .bool(truth) } else { .text(String(cell)) }
  }
}
