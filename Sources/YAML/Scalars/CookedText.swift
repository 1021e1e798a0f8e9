/// A scalar's text, made again from its spelling byte by byte so that each byte's place is known.
///
/// libyaml gives the text of a scalar but not where its parts stand. The rules are those of YAML 1.1 and 1.2 on which
/// libyaml works; ``ScalarSpelling`` compares the outcome with libyaml's.
struct CookedText {
  private let source: [UInt8]
  private(set) var bytes: [UInt8] = []
  /// For each of `bytes`, the offset in the file of what it was made from.
  private(set) var offsets: [Int] = []

  /// Starts empty.
  init(from source: [UInt8]) { self.source = source }

  /// Takes over what stands in the file.
  mutating func copy(_ range: Range<Int>) {
    bytes += source[range]
    offsets += range
  }

  /// Adds a character that is spelled differently at `offset`.
  mutating func append(_ character: Unicode.Scalar, at offset: Int) {
    for byte in UTF8.encode(character) ?? .init() {
      bytes.append(byte)
      offsets.append(offset)
    }
  }

  /// Adds a line break: a line feed, whatever the file's convention.
  mutating func append(_ lineBreak: LineBreak) {
    if lineBreak.isSeparator { copy(lineBreak.range) } else { append("\n", at: lineBreak.range.lowerBound) }
  }
}

/// Where one line ends and the next begins.
struct LineBreak {
  /// Its bytes in the file.
  let range: Range<Int>
  /// U+2028 and U+2029 stay themselves; all others read as a line feed.
  let isSeparator: Bool

  /// The break that starts at `offset`, if one does.
  init?(in source: [UInt8], at offset: Int, before end: Int) {
    guard offset < end, source[offset].mayBreakLine else { return nil }
    guard let length = Self.length(of: source[offset..<end].prefix(3)) else { return nil }
    range = offset..<(offset + length)
    isSeparator = length == 3
  }

  private static func length(of bytes: ArraySlice<UInt8>) -> Int? {
    switch bytes.first {
    case 0x0A: 1
    case 0x0D: bytes.starts(with: [0x0D, 0x0A]) ? 2 : 1
    case 0xC2: bytes.starts(with: [0xC2, 0x85]) ? 2 : nil
    case 0xE2: bytes == [0xE2, 0x80, 0xA8] || bytes == [0xE2, 0x80, 0xA9] ? 3 : nil
    default: nil
    }
  }
}

extension UInt8 {
  /// A space or a tab.
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }

  fileprivate var mayBreakLine: Bool { self == 0x0A || self == 0x0D || self == 0xC2 || self == 0xE2 }
}
