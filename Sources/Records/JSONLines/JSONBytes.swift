import Columns

/// The bytes that a block's offsets count from, read as JSON.
struct JSONBytes {
  /// Where offsets count from.
  let start: UnsafePointer<UInt8>

  /// The byte at an offset.
  subscript(offset: Int) -> UInt8 {
    @inline(__always) get { start[offset] }
  }

  /// Whether between two offsets there is nothing but what JSON takes for space within a line.
  @inline(__always)
  func isBlank(_ from: Int, _ to: Int) -> Bool {
    UnsafeBufferPointer(start: start + from, count: to &- from).isBlankLine
  }
}

extension JSONBytes {
  /// The cell of a number or word between two offsets, spaces around it aside: empty for null, `nil` for what is irregular.
  @inline(__always)
  func plainValue(_ from: Int, _ to: Int) -> Cell? {
    var (first, end) = (from, to)
    while first < end, start[first].isSpaceInLine { first &+= 1 }
    while first < end, start[end &- 1].isSpaceInLine { end &-= 1 }
    guard first < end else { return nil }
    switch start[first] {
    case UInt8(ascii: "t"): return end &- first == 4 && word(first) == Self.true ? Cell(first, end) : nil
    case UInt8(ascii: "f"): return end &- first == 5 && word(first &+ 1) == Self.alse ? Cell(first, end) : nil
    case UInt8(ascii: "n"): return end &- first == 4 && word(first) == Self.null ? Cell(first, first) : nil
    default: return isPlainNumber(first, end) ? Cell(first, end) : nil
    }
  }

  /// The four bytes at an offset, the first of them lowest.
  @inline(__always)
  func word(_ offset: Int) -> UInt32 {
    UInt32(littleEndian: UnsafeRawPointer(start).loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  static var `true`: UInt32 { 0x6575_7274 }
  /// `false` without its first letter.
  static var alse: UInt32 { 0x6573_6C61 }
  static var null: UInt32 { 0x6C6C_756E }

  /// Whether all bytes between two offsets are a number of JSON without an exponent, whose digits fit an `Int64`, or with a fraction a `Double`.
  @inline(__always)
  private func isPlainNumber(_ from: Int, _ to: Int) -> Bool {
    var offset = start[from] == UInt8(ascii: "-") ? from &+ 1 : from
    let whole = digits(offset, to)
    guard whole > 0, whole == 1 || start[offset] != UInt8(ascii: "0") else { return false }
    offset &+= whole
    // Zero with a sign is no integer to the exact parser.
    if offset == to {
      return whole <= 18 && (start[from] != UInt8(ascii: "-") || start[from &+ 1] != UInt8(ascii: "0"))
    }
    guard start[offset] == UInt8(ascii: ".") else { return false }
    let fraction = digits(offset &+ 1, to)
    guard fraction > 0, offset &+ 1 &+ fraction == to, whole &+ fraction <= 15 else { return false }
    // Zero and one that are spelled with a fraction may stand for truth values, which their texts do not.
    guard whole == 1, start[offset &- 1] <= UInt8(ascii: "1") else { return true }
    return (offset &+ 1..<to).contains { self[$0] != UInt8(ascii: "0") }
  }

  /// How many digits there are from one offset on, before the other.
  @inline(__always)
  func digits(_ from: Int, _ to: Int) -> Int {
    var offset = from
    while offset < to, start[offset] &- UInt8(ascii: "0") < 10 { offset &+= 1 }
    return offset &- from
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether there is nothing but what JSON takes for space within a line.
  @inline(__always) var isBlankLine: Bool {
    var offset = 0
    while offset < count {
      guard self[offset].isSpaceInLine else { return false }
      offset &+= 1
    }
    return true
  }
}

extension UInt8 {
  /// Whether JSON takes it for space within a line.
  @inline(__always) var isSpaceInLine: Bool { self == 0x20 || self == 0x09 || self == .carriageReturn }
}
