import SourceText

/// Punctuation of Chinese keyboards and word processors that YAML reads as letters.
enum FullWidthSign: Unicode.Scalar, CaseIterable {
  case colon = "："
  case comma = "，"
  case enumerationComma = "、"
  case openingQuote = "“"
  case closingQuote = "”"
  case openingSingleQuote = "‘"
  case closingSingleQuote = "’"
  case openingBracket = "［"
  case closingBracket = "］"
  case openingBrace = "｛"
  case closingBrace = "｝"
  case numberSign = "＃"
  case dash = "－"
  case wideSpace = "\u{3000}"
  case unbreakableSpace = "\u{A0}"
}

extension FullWidthSign {
  /// What YAML has for it.
  var meant: Character {
    switch self {
    case .colon: ":"
    case .comma, .enumerationComma: ","
    case .openingQuote, .closingQuote: "\""
    case .openingSingleQuote, .closingSingleQuote: "'"
    case .openingBracket: "["
    case .closingBracket: "]"
    case .openingBrace: "{"
    case .closingBrace: "}"
    case .numberSign: "#"
    case .dash: "-"
    case .wideSpace, .unbreakableSpace: " "
    }
  }

  /// What closes that which it opens.
  var closing: Self? {
    switch self {
    case .openingQuote: .closingQuote
    case .openingSingleQuote: .closingSingleQuote
    case .openingBracket: .closingBracket
    case .openingBrace: .closingBrace
    default: nil
    }
  }

  var isSpace: Bool { meant == " " }
  var isComma: Bool { meant == "," }
}

/// A sign with its place in a file.
struct PlacedSign {
  let sign: FullWidthSign
  let range: SourceRange
}

extension SourceFile {
  /// The sign that starts at a byte offset, if one does.
  func fullWidthSign(at offset: Int) -> PlacedSign? {
    guard offset < bytes.count, [0xC2, 0xE2, 0xE3, 0xEF].contains(bytes[offset]) else { return nil }
    let text = String(decoding: bytes[offset..<min(offset + 3, bytes.count)], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first, let sign = FullWidthSign(rawValue: scalar) else { return nil }
    return PlacedSign(
      sign: sign, range: SourceRange(file: self, start: offset, end: offset + UTF8.width(scalar)))
  }

  /// The first sign of a stretch of the file that is meant to be found.
  func firstFullWidthSign(in range: Range<Int>, where isWanted: (FullWidthSign) -> Bool) -> PlacedSign? {
    range.lazy.compactMap { self.fullWidthSign(at: $0) }.first { isWanted($0.sign) }
  }
}

extension SourceFragment {
  /// The first sign of the text that is wanted.
  func firstFullWidthSign(where isWanted: (FullWidthSign) -> Bool) -> PlacedSign? {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var offset = 0
    for scalar in text.unicodeScalars {
      let width = UTF8.width(scalar)
      if let sign = FullWidthSign(rawValue: scalar), isWanted(sign) { return placed(sign, offset..<(offset + width)) }
      offset += width
    }
    return nil
  }

  /// The sign that the text begins with.
  var leadingFullWidthSign: PlacedSign? {
    text.unicodeScalars.first.flatMap { scalar in
      FullWidthSign(rawValue: scalar).map { placed($0, 0..<UTF8.width(scalar)) }
    }
  }

  /// The sign that the text ends with.
  var trailingFullWidthSign: PlacedSign? {
    let count = text.utf8.count
    return text.unicodeScalars.last.flatMap { scalar in
      FullWidthSign(rawValue: scalar).map { placed($0, (count - UTF8.width(scalar))..<count) }
    }
  }

  private func placed(_ sign: FullWidthSign, _ local: Range<Int>) -> PlacedSign {
    PlacedSign(sign: sign, range: range(of: local))
  }
}
