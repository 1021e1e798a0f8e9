import Policies

/// For each class on an axis, the rows of a table that its test there may let pass.
struct AxisCandidates {
  /// The rows that this axis tells hardly apart from others: candidates for every class.
  private(set) var open: [Int32] = []
  /// By class; ascending.
  private var rows: [[Int32]]

  /// The candidates among rows with these tests.
  init(_ axis: Int, of index: TableIndex) {
    let form = index.axes[axis]
    rows = Array(repeating: [], count: form.unknownClass)
    for (row, tests) in index.rows.enumerated() {
      let ranges = tests.lazy.filter { $0.axis == axis }.compactMap { form.classes(passing: $0.test) }.first
      let size = ranges.map { $0.reduce(0) { $0 + $1.count } } ?? .max
      guard let ranges, size <= max(64, rows.count / 4) else {
        open.append(Int32(row))
        continue
      }
      for range in ranges { for place in range { rows[place].append(Int32(row)) } }
    }
  }

  /// How many rows have to be looked at for a class; all, for values that are not known.
  func count(_ place: Int, of total: Int) -> Int { place < rows.count ? rows[place].count + open.count : total }

  /// The rows that have to be looked at for a class, ascending.
  func candidates(_ place: Int, of total: Int) -> [Int32] {
    guard place < rows.count else { return Array(0..<Int32(total)) }
    return open.isEmpty ? rows[place] : Array(Set(rows[place] + open)).sorted()
  }
}

extension TableAxis {
  /// The classes that a test lets pass; `nil` for those that it does better to look at one by one.
  fileprivate func classes(passing test: UnaryTest) -> [Range<Int>]? {
    switch (form, test) {
    case (.text(_, let mentioned), .strings(let texts, negated: false)):
      texts.compactMap { text in mentioned.firstIndex { $0.utf8.elementsEqual(text.utf8) }.map { $0..<$0 + 1 } }
    case (.number(_, let limits), .intervals(let intervals, negated: false)):
      intervals.map { $0.classes(among: limits) }
    case (.truth, .bool(let expected)): expected ? [1..<2] : [0..<1]
    default: nil
    }
  }
}

extension Interval {
  /// The classes of numbers inside, which may overlap with those of another interval of the same test.
  fileprivate func classes(among limits: [Double]) -> Range<Int> {
    let first =
      switch lower {
      case .unbounded: 0
      case .including(let limit): 2 * limits.place(of: limit) + 1
      case .excluding(let limit): 2 * limits.place(of: limit) + 2
      }
    let end =
      switch upper {
      case .unbounded: 2 * limits.count + 1
      case .including(let limit): 2 * limits.place(of: limit) + 2
      case .excluding(let limit): 2 * limits.place(of: limit) + 1
      }
    return first..<max(first, end)
  }
}

extension [Double] {
  /// The index of an element of ascending ones.
  fileprivate func place(of limit: Double) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
