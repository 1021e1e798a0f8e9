/// Finds pairs of a table's rows without comparing each with each: only rows that meet in one input, the one that tells
/// most of them apart.
struct OverlapSearch {
  private let rows: [DecisionTable.Row]
  private let inputs: Int

  /// How many pairs are enough to report.
  private static let enough = 20

  init(_ rows: [DecisionTable.Row], inputs: Int) {
    self.rows = rows
    self.inputs = inputs
  }

  /// The first pairs of indexes, the lower first, that are faults; sorted. Only pairs that could overlap are asked about.
  func pairs(where isFault: (Int, Int) -> Bool) -> [(Int, Int)] {
    let axes = (0..<inputs).map { Axis(rows, input: $0) }
    let best = axes.min { $0.cost < $1.cost } ?? Axis(rows, input: 0)
    return best.faults(enough: Self.enough, where: isFault)
  }
}

/// The rows of a table as one input sees them.
private struct Axis {
  /// Rows that this input does not tell apart from any other.
  private var open: [Int] = []
  /// The rows that name a text.
  private var byText: [String: [Int]] = [:]
  /// The rows that name numbers, from the least to the greatest, by the least of each.
  private var spans: [Span] = []
  private let count: Int

  fileprivate struct Span {
    let row: Int
    let lower: Double
    let upper: Double
  }

  init(_ rows: [DecisionTable.Row], input: Int) {
    count = rows.count
    for (index, row) in rows.enumerated() {
      switch row.tests.first(where: { $0.input == input })?.test {
      case .strings(let texts, negated: false): for text in texts { byText[text, default: []].append(index) }
      case .intervals(let intervals, negated: false): spans.append(Span(index, intervals))
      case .strings, .intervals, .bool, nil: open.append(index)
      }
    }
    spans.sort { $0.lower < $1.lower }
  }

  /// About how many pairs would have to be compared.
  var cost: Int {
    let texts = byText.values.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
    var pairs = 0
    forEachSpanPair { _, _ in
      pairs += 1
      return pairs < count * 100
    }
    return open.count * count + texts + pairs
  }

  /// The faults among the pairs that meet here.
  func faults(enough: Int, where isFault: (Int, Int) -> Bool) -> [(Int, Int)] {
    var found: Set<[Int]> = []
    func ask(_ a: Int, _ b: Int) -> Bool {
      if a != b, isFault(min(a, b), max(a, b)) { found.insert([min(a, b), max(a, b)]) }
      return found.count < enough
    }
    forEachPair(ask)
    return found.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
  }

  private func forEachPair(_ visit: (Int, Int) -> Bool) {
    for row in open {
      for other in 0..<count where !visit(row, other) { return }
    }
    for rows in byText.keys.sorted().compactMap({ byText[$0] }) {
      for (position, row) in rows.enumerated() {
        for other in rows[(position + 1)...] where !visit(row, other) { return }
      }
    }
    forEachSpanPair { visit($0, $1) }
  }

  /// A sweep from the least number up: each span meets those that have begun and not ended.
  private func forEachSpanPair(_ visit: (Int, Int) -> Bool) {
    var active: [Span] = []
    for span in spans {
      active.removeAll { $0.upper < span.lower }
      for other in active where !visit(other.row, span.row) { return }
      active.append(span)
    }
  }
}

extension Axis.Span {
  /// From the least to the greatest number of any of the intervals.
  fileprivate init(_ row: Int, _ intervals: [Interval]) {
    self.row = row
    lower = intervals.map { $0.lower.number ?? -.infinity }.min() ?? .infinity
    upper = intervals.map { $0.upper.number ?? .infinity }.max() ?? -.infinity
  }
}
