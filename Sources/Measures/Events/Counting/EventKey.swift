import Columns

/// What customers are told apart by: a text's bytes if there are at most 16 of them, else their hash and where they stand; for a
/// key that is a whole number, the number.
struct EventKey {
  var low: UInt64
  /// Of a longer text, its address, or where it stands in an arena.
  var high: UInt64
  /// Of a text in bytes; ``wordLength`` for a number.
  var length: UInt32

  /// The length of the longest text that is its own key.
  static let inlineLength = 16
  /// The key of an empty text, which names nobody.
  static let none = EventKey(low: 0, high: 0, length: 0)
  /// Marks a number.
  static let wordLength = UInt32.max

  private init(low: UInt64, high: UInt64, length: UInt32) {
    self.low = low
    self.high = high
    self.length = length
  }

  /// The key of the bits of a whole number.
  @inline(__always) init(word: UInt64) { self.init(low: word, high: 0, length: Self.wordLength) }

  /// The key of a text; sixteen bytes from `start` on can be loaded, and those of a longer text stay where they are.
  @inline(__always) init(_ start: UnsafePointer<UInt8>, length: Int, _ seeds: HashSeeds) {
    self.length = UInt32(truncatingIfNeeded: length)
    let bytes = UnsafeRawPointer(start)
    if length > Self.inlineLength {
      low = seeds.hash(bytes, length: length)
      high = UInt64(UInt(bitPattern: bytes))
    } else {
      low = bytes.loadUnaligned(as: UInt64.self) & Self.firstBytes(min(length, 8))
      high = bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & Self.firstBytes(max(length &- 8, 0))
    }
  }

  /// A mask of the first bytes of a word, up to 8.
  @inline(__always) private static func firstBytes(_ count: Int) -> UInt64 {
    count == 0 ? 0 : UInt64.max.littleEndian &>> UInt64(truncatingIfNeeded: 64 &- 8 &* count)
  }
}

extension EventKey {
  /// Whether the text stands elsewhere.
  @inline(__always) var isLong: Bool { length > UInt32(Self.inlineLength) && length != Self.wordLength }

  /// The same key where a longer text, of which it says how far behind `texts` it stands, is at hand.
  func standing(in texts: UnsafeRawPointer?) -> EventKey {
    guard isLong else { return self }
    return EventKey(low: low, high: UInt64(UInt(bitPattern: texts)) &+ high, length: length)
  }

  /// Where a longer text of a row stands.
  var address: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: UInt(truncatingIfNeeded: high)) }

  /// Whether both have the same bits, as equal keys have whose texts do not stand elsewhere.
  @inline(__always) func isSame(as other: EventKey) -> Bool {
    (low ^ other.low) | (high ^ other.high) | UInt64(length ^ other.length) == 0
  }

  /// Depends on every bit of the key, and on the seeds.
  @inline(__always) func hash(_ seeds: HashSeeds) -> UInt64 {
    isLong ? low : seeds.mix(low, high ^ UInt64(length))
  }
}
