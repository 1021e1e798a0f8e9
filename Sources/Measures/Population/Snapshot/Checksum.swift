/// A number that bytes rarely share with others by chance: FNV-1a of 64 bits. No protection against forgery.
struct Checksum {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Of nothing yet.
  init() {}

  /// Takes in bytes.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
  }

  /// The bytes of an array.
  init(of bytes: ArraySlice<UInt8>) { bytes.withUnsafeBufferPointer { add($0) } }

  /// 16 hexadecimal digits.
  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
