/// Sequences of small numbers (flags raised, facts missing, rows of a table), each known by a code; 0 is the empty one.
///
/// Appending is a look into a table, so that a row of a batch collects what happens to it at the price of a load for each thing
/// that does happen. Not shared between threads.
final class SequenceStates {
  /// For each code, that of the sequence without its last element, and that element; the first stands for the empty sequence.
  private var links: [(rest: UInt32, last: UInt32)] = [(0, 0)]
  /// Changes when codes lose their meaning.
  private(set) var generation = 0

  private let followers = PairTable()
  /// How many sequences are kept from batch to batch.
  private static let keptCount = 1 << 15

  /// How many codes there are.
  var count: Int { links.count }

  /// The sequence of a code. O(its length).
  func sequence(of code: UInt32) -> [Int] {
    var elements: [Int] = []
    var rest = code
    while rest != 0 {
      elements.append(Int(links[Int(rest)].last))
      rest = links[Int(rest)].rest
    }
    return elements.reversed()
  }

  /// The code of a sequence without its last element, and that element; the sequence is not empty.
  func end(of code: UInt32) -> (rest: UInt32, last: UInt32) { links[Int(code)] }

  /// The code of the sequence `state` with `element` behind it.
  @inline(__always) func appending(_ element: UInt32, to state: UInt32) -> UInt32 {
    followers.value(state, element) ?? add(element, to: state)
  }

  /// Appends `element` to the states of all rows of `mask`.
  func append(
    _ element: UInt32, rows mask: UnsafeMutablePointer<UInt64>, words: Int, states: UnsafeMutablePointer<UInt32>
  ) {
    for word in 0..<words {
      var bits = mask[word]
      while bits != 0 {
        let row = word << 6 + bits.trailingZeroBitCount
        states[row] = appending(element, to: states[row])
        bits &= bits &- 1
      }
    }
  }

  /// Forgets what has grown too large; call it between batches.
  func trim() {
    if count > Self.keptCount { removeAll() }
  }

  /// Forgets all codes.
  func removeAll() {
    links = [(0, 0)]
    followers.removeAll()
    generation += 1
  }

  private func add(_ element: UInt32, to state: UInt32) -> UInt32 {
    let code = UInt32(count)
    links.append((state, element))
    followers.insert(state, element, code)
    return code
  }
}
