import SourceText

/// Full-width punctuation that may be why reading stopped.
extension FaultSite {
  /// A line that begins with a wide space, or with what was meant to begin a comment or an item.
  func fullWidthStart(ofLineAt offset: Int) -> Diagnostic? {
    guard let first = file.fullWidthSign(at: textStart(ofLineAt: offset)) else { return nil }
    if first.sign.isSpace { return .wideIndentation(first.range) }
    return first.sign == .numberSign || first.sign == .dash ? .fullWidth(first, severity: .error) : nil
  }

  /// What stands in a line without a `: ` in place of it: a wide colon, or a wide space after the colon.
  func fullWidthColon(ofLineAt offset: Int) -> Diagnostic? {
    let rest = restOfLine(at: textStart(ofLineAt: offset))
    let text = rest.start..<rest.end
    guard !text.contains(where: { isKeyColon($0, in: text) }) else { return nil }
    if let colon = text.first(where: { file.bytes[$0] == UInt8(ascii: ":") }),
      let blank = file.fullWidthSign(at: colon + 1), blank.sign.isSpace
    {
      return .fullWidth(blank, severity: .error)
    }
    guard let colon = file.firstFullWidthSign(in: text, where: { $0 == .colon }) else { return nil }
    return .fullWidthColon(colon.range, in: rest.textWithoutDash)
  }

  /// A wide bracket that the line's text or its value begins with.
  var fullWidthBracket: PlacedSign? {
    [itemStart(ofLineAt: offset), valueStart].lazy.compactMap { file.fullWidthSign(at: $0) }
      .first { $0.sign == .openingBracket || $0.sign == .openingBrace }
  }

  /// A wide comma in the text that ends where a colon was met: the key after it was meant to be one.
  var fullWidthCommaBefore: PlacedSign? {
    guard byte == UInt8(ascii: ":"), let lastScalar, lastScalar.end <= offset,
      file.bytes[lastScalar.end..<offset].allSatisfy(\.isBlank)
    else { return nil }
    return file.firstFullWidthSign(in: lastScalar.start..<lastScalar.end, where: \.isComma)
  }
}

extension SourceRange {
  /// The text without the `- ` that it may begin with.
  fileprivate var textWithoutDash: String {
    let text = spelledText
    return text.hasPrefix("- ") ? String(text.dropFirst(2)) : text
  }
}
