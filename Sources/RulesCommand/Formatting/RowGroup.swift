/// The rows of a stretch that one policy decides.
struct RowGroup {
  /// How many they are.
  let count: Int
  /// For each its place among those that the policy decides in the batch.
  let places: UnsafePointer<Int32>
  /// For each its place in the stretch.
  let rows: UnsafePointer<Int32>
}

/// Sorts the rows of a stretch by the policies that decide them. Not shared between threads.
final class RowGroups {
  /// The policies that have rows, by their index in the set.
  private(set) var policies: [Int] = []

  private var counts: [Int]
  private let capacity: Int
  private let places: UnsafeMutablePointer<Int32>
  private let rows: UnsafeMutablePointer<Int32>

  /// Groups for stretches of at most `capacity` rows.
  init(policies count: Int, capacity: Int) {
    self.capacity = capacity
    counts = Array(repeating: 0, count: count)
    places = .allocate(capacity: count * capacity)
    rows = .allocate(capacity: count * capacity)
  }

  deinit {
    places.deallocate()
    rows.deallocate()
  }
}

extension RowGroups {
  /// The rows that a policy decides.
  subscript(policy: Int) -> RowGroup {
    RowGroup(count: counts[policy], places: places + policy * capacity, rows: rows + policy * capacity)
  }

  /// Starts over.
  func removeAll() {
    for policy in policies { counts[policy] = 0 }
    policies.removeAll(keepingCapacity: true)
  }

  /// Adds the stretch's next row, which `policy` decides.
  func add(row: Int, policy: Int, place: Int) {
    let index = counts[policy]
    if index == 0 { policies.append(policy) }
    places[policy * capacity + index] = Int32(truncatingIfNeeded: place)
    rows[policy * capacity + index] = Int32(truncatingIfNeeded: row)
    counts[policy] = index + 1
  }

  /// Makes a stretch of `count` rows that one policy decides, whose places begin at `firstPlace`.
  func fill(policy: Int, firstPlace: Int, count: Int) {
    policies.append(policy)
    counts[policy] = count
    let (places, rows) = (places + policy * capacity, rows + policy * capacity)
    for row in 0..<count {
      places[row] = Int32(truncatingIfNeeded: firstPlace &+ row)
      rows[row] = Int32(truncatingIfNeeded: row)
    }
  }
}
