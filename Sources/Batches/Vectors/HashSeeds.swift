/// What makes keys fall elsewhere in each table, so that no file can be made to let them collide.
///
/// Nothing that is decided or written depends on it.
struct HashSeeds {
  let first: UInt64
  let second: UInt64

  /// Seeds that nobody can foresee.
  init() {
    var generator = SystemRandomNumberGenerator()
    first = generator.next()
    second = generator.next()
  }
}

extension HashSeeds {
  /// Two words folded into one by a product, every bit of which depends on all of both.
  @inline(__always) func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ first).multipliedFullWidth(by: b ^ second)
    return product.high ^ product.low
  }
}
