extension StringProtocol {
  /// Columns that the text takes on a terminal: two for East Asian wide characters and emoji, none for combining
  /// marks. A tab counts as one. O(n).
  package var displayWidth: Int {
    reduce(0) { $0 + $1.displayWidth }
  }
}

extension Character {
  /// Columns on a terminal: 0, 1 or 2.
  package var displayWidth: Int {
    let scalars = unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.value < 0x300 { return scalars.contains(emojiSelector) ? 2 : 1 }
    if scalars.contains(emojiSelector) || scalars.count == 2 && first.isRegionalIndicator { return 2 }
    return first.displayWidth
  }
}

/// Asks for the colourful form of the character before it, which is wide.
private let emojiSelector: Unicode.Scalar = "\u{FE0F}"

extension Unicode.Scalar {
  fileprivate var isRegionalIndicator: Bool { (0x1F1E6...0x1F1FF).contains(value) }

  fileprivate var displayWidth: Int {
    if takesNoColumn { return 0 }
    return isWide || properties.isEmojiPresentation && !isRegionalIndicator ? 2 : 1
  }

  private var takesNoColumn: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: true
    default: (0x1160...0x11FF).contains(value)
    }
  }

  /// Whether it lies in a block that East Asian typography sets on a full square.
  private var isWide: Bool {
    var candidates = wideBlocks[...]
    while let middle = candidates.indices.middle {
      let block = wideBlocks[middle]
      if block.contains(value) { return true }
      candidates = value < block.lowerBound ? candidates[..<middle] : candidates[(middle + 1)...]
    }
    return false
  }
}

extension Range<Int> {
  fileprivate var middle: Int? { isEmpty ? nil : (lowerBound + upperBound) / 2 }
}

/// Wide and fullwidth stretches of Unicode (East Asian Width W and F) besides emoji; ascending.
private let wideBlocks: [ClosedRange<UInt32>] = [
  0x1100...0x115F,  // hangul initials
  0x2329...0x232A,  // angle brackets
  0x2E80...0x303E,  // radicals, CJK punctuation
  0x3041...0x3247,  // kana, bopomofo, hangul, enclosed CJK
  0x3250...0x4DBF,  // enclosed CJK, extension A
  0x4E00...0xA4C6,  // unified ideographs, Yi
  0xA960...0xA97C,  // hangul initials, extended
  0xAC00...0xD7A3,  // hangul syllables
  0xF900...0xFAFF,  // compatibility ideographs
  0xFE10...0xFE19,  // vertical punctuation
  0xFE30...0xFE6B,  // compatibility and small forms
  0xFF01...0xFF60,  // fullwidth forms
  0xFFE0...0xFFE6,  // fullwidth signs
  0x16FE0...0x18CFF,  // Tangut, Khitan
  0x1AFF0...0x1B2FB,  // kana supplements, Nushu
  0x1F200...0x1F265,  // enclosed ideographs
  0x20000...0x2FFFD,  // extensions B to F
  0x30000...0x3FFFD,  // extensions G and later
]
