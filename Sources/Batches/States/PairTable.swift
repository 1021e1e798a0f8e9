/// A map from pairs of codes to codes: open addressing over flat memory, one probe as a rule.
///
/// Each table scatters them differently. Not shared between threads.
final class PairTable {
  private var keys: UnsafeMutablePointer<UInt64>
  private var values: UnsafeMutablePointer<UInt32>
  private var mask: UInt64
  private let seeds = HashSeeds()
  /// How many pairs it maps.
  private(set) var count = 0

  /// Stands for a place without a key: no pair has two codes of this size.
  private static var vacant: UInt64 { .max }

  /// An empty map.
  init() { (keys, values, mask) = Self.allocate(256) }

  deinit {
    keys.deallocate()
    values.deallocate()
  }

  /// What `first` and `second` map to; `nil` if nothing yet.
  @inline(__always) func value(_ first: UInt32, _ second: UInt32) -> UInt32? {
    let key = UInt64(first) << 32 | UInt64(second)
    var place = hash(key) & mask
    while keys[Int(place)] != key {
      if keys[Int(place)] == Self.vacant { return nil }
      place = (place + 1) & mask
    }
    return values[Int(place)]
  }

  /// Maps a pair that maps to nothing yet.
  func insert(_ first: UInt32, _ second: UInt32, _ value: UInt32) {
    if UInt64(count) * 2 > mask { grow() }
    place(UInt64(first) << 32 | UInt64(second), value)
    count += 1
  }

  /// Forgets all pairs.
  func removeAll() {
    keys.update(repeating: Self.vacant, count: Int(mask) + 1)
    count = 0
  }

  private func place(_ key: UInt64, _ value: UInt32) {
    var place = hash(key) & mask
    while keys[Int(place)] != Self.vacant { place = (place + 1) & mask }
    keys[Int(place)] = key
    values[Int(place)] = value
  }

  private func grow() {
    let (oldKeys, oldValues, oldMask) = (keys, values, mask)
    (keys, values, mask) = Self.allocate((Int(oldMask) + 1) * 2)
    for index in 0...Int(oldMask) where oldKeys[index] != Self.vacant { place(oldKeys[index], oldValues[index]) }
    oldKeys.deallocate()
    oldValues.deallocate()
  }

  @inline(__always) private func hash(_ key: UInt64) -> UInt64 { seeds.mix(key, 0) }

  private static func allocate(_ capacity: Int) -> (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt32>, UInt64)
  {
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: capacity)
    keys.initialize(repeating: vacant, count: capacity)
    let values = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    values.initialize(repeating: 0, count: capacity)
    return (keys, values, UInt64(capacity - 1))
  }
}
