import Decisions
import Policies

/// A row of a small file, by the columns that were looked for.
struct SideRow {
  /// The physical line on which it starts, 1-based.
  let line: Int
  /// One for each column.
  let values: [FactValue]

  /// The row whose columns stand at `places`.
  init(_ values: [FactValue], at places: [Int?], line: Int) {
    self.line = line
    self.values = places.map { place in
      guard let place, place < values.count else { return .missing }
      return values[place]
    }
  }

  /// What stands in a column, without spaces at its ends; `nil` for nothing.
  func text(_ column: Int) -> String? {
    guard let text = values[column].text?.trimmedOfSpaces, !text.isEmpty else { return nil }
    return text
  }
}

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmedOfSpaces: String {
    let inner = drop(while: \.isWhitespace)
    return String(inner.prefix(upTo: inner.lastIndex { !$0.isWhitespace }.map(inner.index(after:)) ?? inner.startIndex))
  }
}
