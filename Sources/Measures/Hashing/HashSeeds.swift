/// What makes keys fall elsewhere in each table, so that no file can be made to let them collide.
///
/// Nothing that is measured or written depends on it.
struct HashSeeds: Sendable {
  private let first: UInt64
  private let second: UInt64

  /// Seeds that nobody can foresee.
  init() {
    var generator = SystemRandomNumberGenerator()
    first = generator.next()
    second = generator.next()
  }
}

extension HashSeeds {
  /// Two words folded into one by products, every bit of which depends on all of both.
  @inline(__always) func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ first).multipliedFullWidth(by: b ^ second)
    let folded = product.high ^ product.low
    let again = folded.multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return again.high ^ again.low
  }

  /// The hash of bytes.
  func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    guard let start = bytes.baseAddress, bytes.count >= 8 else {
      return mix(bytes.reduce(0) { $0 << 8 | UInt64($1) }, UInt64(bytes.count))
    }
    if bytes.count > 16 { return hash(start, length: bytes.count) }
    let last = start.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt64.self)
    return mix(start.loadUnaligned(as: UInt64.self), last ^ UInt64(bytes.count))
  }

  /// The hash of more than 16 bytes.
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
    mix(start.loadUnaligned(as: UInt64.self), start.loadUnaligned(fromByteOffset: 8, as: UInt64.self) ^ hash)
  }
}
