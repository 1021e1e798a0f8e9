/// Random bytes that are the same for the same seed.
struct RandomBytes {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 2 &+ 1 }

  /// A number below `limit`.
  mutating func below(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }

  mutating func element<Value>(of choices: [Value]) -> Value { choices[below(choices.count)] }

  /// Up to `most` pieces, of which each is one of `choices`.
  mutating func bytes(of choices: [[UInt8]], most: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0...below(most) { bytes += element(of: choices) }
    return bytes
  }
}

/// An input that is read to its end.
struct ByteInput {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// As a system's read: some of the bytes that are left, 0 at the end.
  mutating func read(_ memory: UnsafeMutableRawBufferPointer, most: Int = .max) -> Int {
    let count = min(memory.count, most, bytes.count - offset)
    memory.copyBytes(from: bytes[offset..<offset + count])
    offset += count
    return count
  }
}
