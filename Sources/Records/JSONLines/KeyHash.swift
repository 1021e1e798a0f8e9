/// Hashes keys in its own way, so that no file can be made to let them collide.
struct KeyHash {
  private let start: UInt64
  private let factor: UInt64

  /// A hash that nobody can foresee.
  init() {
    var generator = SystemRandomNumberGenerator()
    start = generator.next()
    factor = generator.next() | 1
  }

  /// The hash of a key's bytes.
  func callAsFunction(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    var hash = start
    for byte in key {
      let product = (hash ^ UInt64(byte)).multipliedFullWidth(by: factor)
      hash = product.high ^ product.low
    }
    return Int(truncatingIfNeeded: hash)
  }
}
