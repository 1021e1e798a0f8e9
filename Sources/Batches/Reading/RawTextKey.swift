/// What a text is told apart by: its bytes if there are at most 16 of them, else their hash and where they stand.
struct RawTextKey: Equatable {
  private let low: UInt64
  private let high: UInt64
  /// In bytes.
  private let length: UInt32

  /// The length of the longest text that is its own key.
  static let inlineLength = 16
  /// Of no text.
  static let none = RawTextKey(low: 0, high: 0, length: .max)

  private init(low: UInt64, high: UInt64, length: UInt32) {
    self.low = low
    self.high = high
    self.length = length
  }

  /// The key of a text of at most 16 bytes, behind which as many more can be loaded.
  @inline(__always) init(_ start: UnsafeRawPointer, length: Int) {
    let low = start.loadUnaligned(as: UInt64.self)
    let high = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    // Masks, since a branch would be guessed wrong wherever short and long texts mix. The bytes of the last word that are the text's:
    let kept = ~0 &>> UInt64(truncatingIfNeeded: 64 &- 8 &* length)
    let isFilled = Self.ones(if: length > 0)
    let isLong = Self.ones(if: length > 8)
    self.low = low & (kept | isLong) & isFilled
    self.high = high & kept & isLong
    self.length = UInt32(truncatingIfNeeded: length)
  }

  @inline(__always) private static func ones(if condition: Bool) -> UInt64 { 0 &- (condition ? 1 : 0) }

  /// The key of a text of at most 16 bytes, around which nothing can be loaded.
  @inline(__always) init(_ bytes: UnsafeRawBufferPointer) {
    let length = bytes.count
    self.length = UInt32(truncatingIfNeeded: length)
    guard let start = bytes.baseAddress else {
      (low, high) = (0, 0)
      return
    }
    if length >= 8 {
      low = start.loadUnaligned(as: UInt64.self)
      // The last eight bytes, without those that the low word has. A shift by 64 would leave them as they are.
      let last = start.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
      high = length == 8 ? 0 : last &>> UInt64(truncatingIfNeeded: 128 &- 8 &* length)
    } else if length >= 4 {
      let last = UInt64(start.loadUnaligned(fromByteOffset: length &- 4, as: UInt32.self))
      let first = UInt64(start.loadUnaligned(as: UInt32.self))
      low = first | last &<< UInt64(truncatingIfNeeded: 8 &* length &- 32)
      high = 0
    } else {
      var word: UInt64 = 0
      for index in 0..<length { word |= UInt64(bytes[index]) &<< UInt64(truncatingIfNeeded: 8 &* index) }
      (low, high) = (word, 0)
    }
  }

  /// The key of a longer text.
  init(hash: UInt64, length: Int, arenaOffset: Int) {
    self.init(low: hash, high: UInt64(arenaOffset), length: UInt32(length))
  }
}

extension RawTextKey {
  @inline(__always) static func == (a: RawTextKey, b: RawTextKey) -> Bool {
    (a.low ^ b.low) | (a.high ^ b.high) | UInt64(a.length ^ b.length) == 0
  }

  /// Whether it is the key of no text.
  @inline(__always) var isNone: Bool { length == .max }

  /// Where a longer text stands.
  var arenaOffset: Int { Int(high) }

  /// Whether it may be the key of a longer text.
  func isLong(_ hash: UInt64, length: Int) -> Bool { low == hash && Int(self.length) == length }

  /// Whether two texts of that length, more than 16 bytes, are the same.
  static func areEqual(_ a: UnsafeRawPointer, _ b: UnsafeRawPointer, length: Int) -> Bool {
    var offset = 0
    while offset < length - 8 {
      guard
        a.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          == b.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      else { return false }
      offset += 8
    }
    let last = length - 8
    return a.loadUnaligned(fromByteOffset: last, as: UInt64.self)
      == b.loadUnaligned(fromByteOffset: last, as: UInt64.self)
  }

  /// Where a table should look for it first.
  @inline(__always) func hash(_ seeds: HashSeeds) -> UInt64 {
    length <= Self.inlineLength ? seeds.mix(low, high ^ UInt64(length)) : low
  }
}

extension HashSeeds {
  /// The hash of a text of more than 16 bytes.
  func hash(_ start: UnsafeRawPointer, length: Int) -> UInt64 {
    var hash = UInt64(length)
    var offset = 0
    while offset < length - 16 {
      hash = fold(start + offset, into: hash)
      offset += 16
    }
    return fold(start + length - 16, into: hash)
  }

  @inline(__always) private func fold(_ start: UnsafeRawPointer, into hash: UInt64) -> UInt64 {
    let low = start.loadUnaligned(as: UInt64.self)
    let high = start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    return mix(low, high ^ hash)
  }
}
