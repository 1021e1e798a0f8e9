/// Texts as bytes, each known by a number: its place in the order in which they were added.
package struct ByteTable: Sendable {
  /// All texts, one after the other.
  private var arena: [UInt8] = []
  /// Where each text ends.
  private var ends: [Int] = []
  /// The number of the text in each place, plus one; 0 for a free place. A power of two of them.
  private var places: [UInt32]
  private let seeds = HashSeeds()

  /// No texts yet.
  package init() { places = Array(repeating: 0, count: 1 << 6) }
}

extension ByteTable {
  /// How many texts there are.
  package var count: Int { ends.count }

  /// The text of a number.
  subscript(number: Int) -> ArraySlice<UInt8> { arena[(number == 0 ? 0 : ends[number - 1])..<ends[number]] }

  /// The number of a text; `nil` if it was not added.
  package func number(of text: UnsafeBufferPointer<UInt8>) -> Int? {
    let found = Int(places[place(of: text)])
    return found == 0 ? nil : found - 1
  }

  /// The number of a text, which is added if it is new.
  package mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Int {
    let place = place(of: text)
    if places[place] != 0 { return Int(places[place]) - 1 }
    arena.append(contentsOf: text)
    ends.append(arena.count)
    places[place] = UInt32(ends.count)
    if ends.count * 2 > places.count { grow() }
    return ends.count - 1
  }

  /// Where a text stands, or where it would.
  private func place(of text: UnsafeBufferPointer<UInt8>) -> Int {
    let mask = places.count - 1
    var place = Int(truncatingIfNeeded: hash(text)) & mask
    return arena.withUnsafeBufferPointer { arena in
      while places[place] != 0, !isEqual(Int(places[place]) - 1, text, arena) { place = (place + 1) & mask }
      return place
    }
  }

  private func isEqual(
    _ number: Int, _ text: UnsafeBufferPointer<UInt8>, _ arena: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == text.count else { return false }
    for index in 0..<text.count where arena[start + index] != text[index] { return false }
    return true
  }

  private mutating func grow() {
    places = Array(repeating: 0, count: places.count * 2)
    let mask = places.count - 1
    arena.withUnsafeBufferPointer { arena in
      for number in ends.indices {
        let start = number == 0 ? 0 : ends[number - 1]
        let text = UnsafeBufferPointer(rebasing: arena[start..<ends[number]])
        var place = Int(truncatingIfNeeded: hash(text)) & mask
        while places[place] != 0 { place = (place + 1) & mask }
        places[place] = UInt32(number + 1)
      }
    }
  }

  private func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 { seeds.hash(UnsafeRawBufferPointer(text)) }
}
