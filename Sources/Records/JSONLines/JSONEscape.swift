/// A backslash in a string of JSON and what belongs to it.
struct JSONEscape {
  /// What it stands for.
  let scalar: Unicode.Scalar
  /// The offset after it.
  let end: Int
}

extension JSONEscape {
  /// The escape whose backslash stands at an offset; `nil` if it is none or does not end before `end`.
  init?(in bytes: UnsafePointer<UInt8>, at offset: Int, before end: Int) {
    guard offset + 1 < end else { return nil }
    let letter = bytes[offset + 1]
    if letter == UInt8(ascii: "u") {
      self.init(unitsIn: bytes, at: offset, before: end)
    } else {
      guard let scalar = Self.scalar(of: letter) else { return nil }
      self.init(scalar: scalar, end: offset + 2)
    }
  }

  /// `\uXXXX`, or two of them that are a surrogate pair.
  private init?(unitsIn bytes: UnsafePointer<UInt8>, at offset: Int, before end: Int) {
    guard let unit = Self.unit(in: bytes, at: offset, before: end) else { return nil }
    if let scalar = Unicode.Scalar(unit) {
      self.init(scalar: scalar, end: offset + 6)
      return
    }
    guard unit & 0xFC00 == 0xD800, let second = Self.unit(in: bytes, at: offset + 6, before: end),
      second & 0xFC00 == 0xDC00, let scalar = Unicode.Scalar(0x10000 + (unit & 0x3FF) << 10 + second & 0x3FF)
    else { return nil }
    self.init(scalar: scalar, end: offset + 12)
  }

  /// What a letter or mark after the backslash stands for.
  private static func scalar(of letter: UInt8) -> Unicode.Scalar? {
    switch letter {
    case .quote, .backslash, UInt8(ascii: "/"): Unicode.Scalar(letter)
    case UInt8(ascii: "b"): "\u{8}"
    case UInt8(ascii: "f"): "\u{C}"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "t"): "\t"
    default: nil
    }
  }

  /// The number in `\uXXXX`.
  private static func unit(in bytes: UnsafePointer<UInt8>, at offset: Int, before end: Int) -> UInt32? {
    guard offset + 6 <= end, bytes[offset] == .backslash, bytes[offset + 1] == UInt8(ascii: "u") else { return nil }
    var unit: UInt32 = 0
    for position in offset + 2..<offset + 6 {
      guard let digit = hexadecimal(bytes[position]) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension UInt8 {
  static let backslash = UInt8(ascii: "\\")
}
