/// Numbers by 64-bit keys. Not shared between threads.
final class CodeMap {
  private var keys: UnsafeMutablePointer<UInt64>
  /// 0 where nothing stands.
  private var codes: UnsafeMutablePointer<UInt32>
  private var bits = 8
  private let seeds = HashSeeds()
  private var count = 0

  /// An empty one.
  init() { (keys, codes) = Self.room(bits: bits) }

  deinit {
    keys.deallocate()
    codes.deallocate()
  }
}

extension CodeMap {
  /// What stands under a key; 0 if nothing does.
  @inline(__always) subscript(key: UInt64) -> UInt32 { codes[place(of: key)] }

  /// Puts a code, which is not 0, under a key that has none.
  func insert(_ code: UInt32, for key: UInt64) {
    if count * 2 >= 1 << bits { grow() }
    put(code, for: key)
    count += 1
  }

  @inline(__always) private func place(of key: UInt64) -> Int {
    let mask = 1 << bits - 1
    var place = Int(truncatingIfNeeded: seeds.mix(key, 0)) & mask
    while codes[place] != 0, keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private func put(_ code: UInt32, for key: UInt64) {
    let place = place(of: key)
    keys[place] = key
    codes[place] = code
  }

  private func grow() {
    let (oldKeys, oldCodes, oldCount) = (keys, codes, 1 << bits)
    bits += 1
    (keys, codes) = Self.room(bits: bits)
    for place in 0..<oldCount where oldCodes[place] != 0 { put(oldCodes[place], for: oldKeys[place]) }
    oldKeys.deallocate()
    oldCodes.deallocate()
  }

  private static func room(bits: Int) -> (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<UInt32>) {
    let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: 1 << bits)
    let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: 1 << bits)
    codes.initialize(repeating: 0, count: 1 << bits)
    return (keys, codes)
  }
}
