import SourceText

/// A byte that no text file may hold where it stands.
enum UnreadableByte {
  /// It begins no UTF-8 character.
  case notUTF8(offset: Int)
  /// It begins a character that is invisible and means nothing to YAML.
  case control(Unicode.Scalar, offset: Int)
}

extension SourceFile {
  /// The first byte that YAML cannot read; `nil` if all is well. O(n).
  var firstUnreadableByte: UnreadableByte? {
    var offset = contentStart
    while offset < bytes.count {
      if bytes[offset].isPlainText {
        offset += 1
        continue
      }
      guard let (scalar, length) = scalar(at: offset) else { return .notUTF8(offset: offset) }
      guard scalar.isAllowedInYAML else { return .control(scalar, offset: offset) }
      offset += length
    }
    return nil
  }

  /// The well-formed UTF-8 character at a byte offset, with its length in bytes.
  private func scalar(at offset: Int) -> (Unicode.Scalar, length: Int)? {
    let lead = bytes[offset]
    guard let length = lead.utf8Length, offset + length <= bytes.count else { return nil }
    var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
    for byte in bytes[(offset + 1)..<(offset + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value), UTF8.width(scalar) == length else { return nil }
    return (scalar, length)
  }
}

extension UInt8 {
  /// Printable ASCII, tab or a line break.
  fileprivate var isPlainText: Bool {
    self >= 0x20 && self < 0x7F || self == 0x0A || self == 0x0D || self == 0x09
  }

  /// How many bytes a character has that begins so.
  fileprivate var utf8Length: Int? {
    switch self {
    case 0x00...0x7F: 1
    case 0xC2...0xDF: 2
    case 0xE0...0xEF: 3
    case 0xF0...0xF4: 4
    default: nil
    }
  }
}

extension Unicode.Scalar {
  /// The specification's `c-printable`; the byte-order mark is allowed only where a file starts.
  fileprivate var isAllowedInYAML: Bool {
    switch value {
    case 0x09, 0x0A, 0x0D, 0x20...0x7E, 0x85, 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
