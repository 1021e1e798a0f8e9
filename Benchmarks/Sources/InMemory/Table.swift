import Foundation
import VisitRules

/// Customers in memory, column by column, as a program has them that holds a data frame.
struct Table {
  /// In the order of the file.
  let columns: [FactColumn]
  /// The header of the file.
  let header: [String]
  let rowCount: Int

  /// Reads a CSV without quotes; a column has the type of the facts that are read from it, or holds text where they differ.
  init?(csvAt path: String, facts: [Fact]) {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped),
      let end = data.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    header = String(decoding: data[..<end], as: UTF8.self).split(separator: ",").map(String.init)
    let kinds = header.map { name in
      let kinds = Set(facts.filter { ($0.column ?? $0.name) == name }.map(\.kind))
      return kinds.count > 1 ? .string : kinds.first
    }
    var builders = kinds.map { ColumnBuilder($0) }
    rowCount = data.withUnsafeBytes { bytes in
      Self.read(bytes.bindMemory(to: UInt8.self), from: end + 1, into: &builders)
    }
    columns = builders.map(\.column)
  }

  /// Hands each cell to its column; the number of rows.
  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, into builders: inout [ColumnBuilder]
  ) -> Int {
    var (first, column, rows) = (start, 0, 0)
    for index in start..<bytes.count where bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "\n") {
      builders[column].add(UnsafeBufferPointer(rebasing: bytes[first..<index]))
      first = index + 1
      column += 1
      if column == builders.count { (column, rows) = (0, rows + 1) }
    }
    return rows
  }
}
