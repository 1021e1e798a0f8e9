import Decisions
import Policies

/// Which keys of a JSON object feed which column.
///
/// A fact is found under its `column:` header or, where that is not given, under its name.
struct JSONKeys: Sendable {
  /// What the rows' values are called: a header for each fact that has one, else its name; each once.
  let columns: [String]
  /// The columns that a key feeds.
  private let indexes: [String: [Int]]

  /// The keys of all policies of a set; none feeds what is measured.
  init(_ set: PolicySet, measuring: Measuring = .nothing) {
    var columns: [String] = []
    var indexes: [String: [Int]] = [:]
    for fact in measuring.others(among: set.policies) {
      let column = fact.column ?? fact.name
      let index = columns.firstIndex(of: column) ?? columns.endIndex
      if index == columns.endIndex { columns.append(column) }
      for key in Set([column, fact.name]) where indexes[key]?.contains(index) != true {
        indexes[key, default: []].append(index)
      }
    }
    self.columns = columns
    self.indexes = indexes
  }

  /// Keys for columns of those names, each of which is fed by some keys.
  init(_ columns: [(name: String, keys: [String])]) {
    self.columns = columns.map(\.name)
    var indexes: [String: [Int]] = [:]
    for (index, column) in columns.enumerated() {
      for key in column.keys { indexes[key, default: []].append(index) }
    }
    self.indexes = indexes
  }

  /// Keys that feed the column of their name; the first column has another name too.
  init(columns: [String], first name: String) {
    self.columns = columns
    let named = columns.enumerated().map { ($1, [$0]) } + [(name, [0])]
    indexes = Dictionary(named) { first, _ in first }
  }

  /// The columns that `key` feeds; none if no policy asks for it.
  func columns(fedBy key: String) -> [Int] { indexes[key] ?? [] }

  /// All keys that feed a column, in their order, each with the columns that it feeds.
  var all: [(key: String, columns: [Int])] {
    indexes.sorted { $0.key < $1.key }.map { (key: $0.key, columns: $0.value) }
  }
}
