import Batches
import Policies

/// What is said of the customers of a block, column by column as it is found.
struct PeerAnswers {
  /// Customers who take part in a comparison.
  struct Peers {
    /// Their rows in the batch, the codes of their groups, their values.
    let rows: UnsafePointer<UInt32>
    let groups: UnsafePointer<UInt32>
    let values: UnsafePointer<Double>
    let count: Int
    /// By the codes of groups; `nil` for a group of which nothing is known.
    let tables: [PeerTable?]
  }

  private enum Column {
    /// Nobody has an answer.
    case empty
    case numbers([Double], present: [UInt64])
    case integers([Int64], present: [UInt64])
  }

  private let rowCount: Int
  private var filled: [Column]

  /// Nothing said yet.
  init(rowCount: Int, columnCount: Int) {
    self.rowCount = rowCount
    filled = Array(repeating: .empty, count: columnCount)
  }
}

extension PeerAnswers {
  /// Says of customers what a measure asks; row 0 of their batch is row `first` here.
  mutating func fill(_ column: Int, _ kind: PopulationMeasure.Kind, _ peers: Peers, from first: Int) {
    switch kind {
    case .share: fillNumbers(column, peers, first) { $0.share(of: $1) }
    case .ahead: fillNumbers(column, peers, first) { Double($0.countAbove($1)) / Double($0.moments.count) }
    case .percentile:
      fillNumbers(column, peers, first) { Double(100 * $0.countBelow($1)) / Double($0.moments.count) }
    case .deviation: fillNumbers(column, peers, first) { $0.deviation(of: $1) }
    case .total: fillNumbers(column, peers, first) { table, _ in table.total }
    case .average: fillNumbers(column, peers, first) { table, _ in table.average }
    case .rank: fillIntegers(column, peers, first) { Int64($0.countAbove($1) + 1) }
    case .count: fillIntegers(column, peers, first) { table, _ in Int64(table.moments.count) }
    }
  }

  @inline(__always) private mutating func fillNumbers(
    _ column: Int, _ peers: Peers, _ first: Int, _ answer: (PeerTable, Double) -> Double?
  ) {
    var (numbers, present) = takeNumbers(column)
    fill(peers, first, &numbers, &present, answer)
    filled[column] = .numbers(numbers, present: present)
  }

  @inline(__always) private mutating func fillIntegers(
    _ column: Int, _ peers: Peers, _ first: Int, _ answer: (PeerTable, Double) -> Int64?
  ) {
    var (integers, present) = takeIntegers(column)
    fill(peers, first, &integers, &present, answer)
    filled[column] = .integers(integers, present: present)
  }

  @inline(__always) private func fill<T>(
    _ peers: Peers, _ first: Int, _ answers: inout [T], _ present: inout [UInt64],
    _ answer: (PeerTable, Double) -> T?
  ) {
    answers.withUnsafeMutableBufferPointer { answers in
      present.withUnsafeMutableBufferPointer { words in
        guard let present = words.baseAddress else { return }
        peers.tables.withUnsafeBufferPointer { tables in
          for index in 0..<peers.count {
            guard let table = tables[Int(peers.groups[index])], let said = answer(table, peers.values[index]) else {
              continue
            }
            let row = first + Int(peers.rows[index])
            answers[row] = said
            present.set(row)
          }
        }
      }
    }
  }

  /// Taken out, so that it is written to in place.
  private mutating func takeNumbers(_ column: Int) -> ([Double], [UInt64]) {
    defer { filled[column] = .empty }
    guard case .numbers(let numbers, let present) = filled[column] else {
      return (Array(repeating: 0, count: rowCount), Array(repeating: 0, count: (rowCount + 63) / 64))
    }
    return (numbers, present)
  }

  private mutating func takeIntegers(_ column: Int) -> ([Int64], [UInt64]) {
    defer { filled[column] = .empty }
    guard case .integers(let integers, let present) = filled[column] else {
      return (Array(repeating: 0, count: rowCount), Array(repeating: 0, count: (rowCount + 63) / 64))
    }
    return (integers, present)
  }
}

// MARK: - Results

extension PeerAnswers {
  /// All columns.
  var columns: [FactColumn] {
    let nothing = FactColumn.numbers(Array(repeating: 0, count: rowCount), present: RowMask(words: []))
    return filled.map { column in
      switch column {
      case .empty: nothing
      case .numbers(let numbers, let present): .numbers(numbers, present: RowMask(words: present))
      case .integers(let integers, let present): .integers(integers, present: RowMask(words: present))
      }
    }
  }

  /// What is said of one customer, column by column.
  func values(ofRow row: Int) -> [FactValue] {
    filled.map { column in
      switch column {
      case .numbers(let numbers, let present) where present.has(row): .number(numbers[row])
      case .integers(let integers, let present) where present.has(row): .integer(integers[row])
      case .empty, .numbers, .integers: .missing
      }
    }
  }
}
