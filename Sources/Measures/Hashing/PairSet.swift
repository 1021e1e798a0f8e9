/// Which values customers were met with: an open-addressing table of pairs of a customer's place and a word.
struct PairSet: ~Copyable {
  private struct Pair {
    var word: UInt64
    var place: UInt32
  }

  private var pairs: UnsafeMutablePointer<Pair>
  /// The number of pairs less one, a power of two of them.
  private var mask: Int
  private var count = 0

  private static let leastPairs = 64

  /// A set that holds nothing.
  init() {
    mask = Self.leastPairs - 1
    pairs = Self.free(Self.leastPairs)
  }

  deinit { pairs.deallocate() }

  private static func free(_ count: Int) -> UnsafeMutablePointer<Pair> {
    let pairs = UnsafeMutablePointer<Pair>.allocate(capacity: count)
    pairs.initialize(repeating: Pair(word: 0, place: .max), count: count)
    return pairs
  }
}

extension PairSet {
  /// Adds a pair; `false` if it was there.
  @inline(__always) mutating func insert(_ place: UInt32, _ word: UInt64, _ seeds: HashSeeds) -> Bool {
    if 2 * count > mask { grow(seeds) }
    var slot = Int(truncatingIfNeeded: seeds.mix(word, UInt64(place))) & mask
    while pairs[slot].place != .max {
      if pairs[slot].place == place, pairs[slot].word == word { return false }
      slot = (slot &+ 1) & mask
    }
    pairs[slot] = Pair(word: word, place: place)
    count += 1
    return true
  }

  @inline(never) private mutating func grow(_ seeds: HashSeeds) {
    let old = UnsafeMutableBufferPointer(start: pairs, count: mask + 1)
    mask = old.count * 2 - 1
    pairs = Self.free(mask + 1)
    for pair in old where pair.place != .max {
      var slot = Int(truncatingIfNeeded: seeds.mix(pair.word, UInt64(pair.place))) & mask
      while pairs[slot].place != .max { slot = (slot &+ 1) & mask }
      pairs[slot] = pair
    }
    old.baseAddress?.deallocate()
  }
}
