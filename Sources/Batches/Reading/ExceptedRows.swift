import Columns
import Decisions
import Expressions
import Policies

/// Finds the rows of customers who have a cadence of their own. Not shared between threads.
final class ExceptedRows {
  /// The customers' keys.
  private let exceptions: CadenceExceptions
  private let fact: Fact?
  private let column: Int?
  /// Whether a text with that hash may be a key; one bit for each.
  private let mayBeKey: UnsafeMutablePointer<UInt64>
  /// The keys that were found since the last call of ``takeKeys()``.
  private var found: Set<ExactText> = []

  /// Finds them by the column of the key, which all policies of a set share.
  init(_ exceptions: CadenceExceptions, in bound: BoundPolicySet) {
    self.exceptions = exceptions
    fact = bound.policies.policies.first.map { $0.facts[$0.keyFact] }
    column = bound.keyColumn
    mayBeKey = .allocate(capacity: Self.hashCount / 64)
    mayBeKey.initialize(repeating: 0, count: Self.hashCount / 64)
    for key in exceptions.keys {
      let hash = key.utf8.reduce(Self.seed) { Self.hash($0, $1) } & (Self.hashCount - 1)
      mayBeKey[hash >> 6] |= 1 << UInt64(hash & 63)
    }
  }

  deinit { mayBeKey.deallocate() }
}

extension ExceptedRows {
  /// Calls `body` with those of `rows` whose customers are named, by their place among them.
  func find(in input: BatchInput, rows: Range<Int>, _ body: (Int) -> Void) {
    guard !exceptions.isEmpty, let fact, let column else { return }
    let isText = fact.kind == .string
    for row in rows where !isText || mayBeKey(input, column, row) {
      guard let key = try? fact.read(input.value(column, row: row)).get().value?.text, exceptions.names(key) else {
        continue
      }
      found.insert(ExactText(key))
      body(row - rows.lowerBound)
    }
  }

  /// The named keys that were met since the last call.
  func takeKeys() -> Set<ExactText> {
    defer { found = [] }
    return found
  }

  @inline(__always) private func mayBeKey(_ input: BatchInput, _ column: Int, _ row: Int) -> Bool {
    guard case .cells(let cells, _) = input, column < cells.columns.count else { return true }
    guard let cell = cells.columns[column]?[row] else { return false }
    var hash = Self.seed
    for place in Int(cell.start)..<Int(cell.end) { hash = Self.hash(hash, cells.bytes[place]) }
    hash &= Self.hashCount - 1
    return mayBeKey[hash >> 6] >> UInt64(hash & 63) & 1 != 0
  }

  private static let hashCount = 1 << 16
  private static let seed = 5381

  @inline(__always) private static func hash(_ hash: Int, _ byte: UInt8) -> Int {
    let mixed = (hash ^ Int(byte)) &* 0x100_0000_01B3
    return mixed ^ mixed >> 29
  }
}
