import SourceText

/// Full-width punctuation in texts that YAML can read, but not as they were meant.
///
/// Chinese texts are full of it; what is reported here is where it stands in place of YAML's own.
extension TreeBuilder {
  /// Looks at a key; `false` if it is none.
  mutating func checkSigns(inKey key: YAMLNode, value: YAMLNode, isFlow: Bool) -> Bool {
    guard let fragment = key.plainFragment else { return true }
    if let blank = fragment.leadingFullWidthSign, blank.sign.isSpace {
      report(.wideIndentation(blank.range))
      return false
    }
    let separator = fragment.firstFullWidthSign { $0 == .colon || $0 == .comma || $0.isSpace }
    if isFlow, value.isUnwritten, let colon = separator, colon.sign == .colon {
      report(.fullWidthColon(colon.range, in: fragment.text))
      return false
    }
    if let separator {
      report(.fullWidth(separator, severity: .warning))
    } else if let sign = fragment.leadingFullWidthSign, sign.sign == .numberSign || sign.sign == .dash {
      report(.fullWidth(sign, severity: .warning))
    } else {
      checkEnclosure(of: fragment, isFlow: false)
    }
    return true
  }

  /// Looks at a value or at an item of a list.
  mutating func checkSigns(inValue value: YAMLNode, isFlow: Bool, isItem: Bool) {
    guard let fragment = value.plainFragment, fragment.range.mayHoldSigns else { return }
    if let blank = [fragment.leadingFullWidthSign, fragment.trailingFullWidthSign].compactMap({ $0 }).first(where: {
      $0.sign.isSpace
    }) {
      return report(.fullWidth(blank, severity: .warning))
    }
    if isFlow, isItem, let comma = fragment.firstFullWidthSign(where: \.isComma) {
      return report(.fullWidth(comma, severity: .warning))
    }
    if !isFlow, startsItsLine(fragment.range.start), let sign = fragment.structuralSign {
      return report(.fullWidth(sign, severity: .warning))
    }
    checkEnclosure(of: fragment, isFlow: isFlow)
  }

  /// A text in full-width quotes or brackets; between brackets of YAML, one that a comma cut off.
  private mutating func checkEnclosure(of fragment: SourceFragment, isFlow: Bool) {
    guard let opening = fragment.leadingFullWidthSign, let closing = opening.sign.closing else { return }
    let inner = fragment.text.dropFirst()
    if inner.last == Character(closing.rawValue), !inner.dropLast().contains(where: opening.sign.isHalf) {
      report(.fullWidthEnclosure(opening, text: String(inner.dropLast())))
    } else if isFlow, !inner.contains(Character(closing.rawValue)), isFollowedByComma(fragment.range.end) {
      report(.fullWidth(opening, severity: .error))
    }
  }

  private func isFollowedByComma(_ offset: Int) -> Bool {
    file.bytes[offset...].first { !$0.isBlank } == UInt8(ascii: ",")
  }

  /// Whether nothing but blanks and dashes stands before the place on its line.
  private func startsItsLine(_ offset: Int) -> Bool {
    let line = file.lineRange(file.lineIndex(at: offset))
    return file.bytes[line.lowerBound..<offset].allSatisfy { $0.isBlank || $0 == UInt8(ascii: "-") }
  }
}

extension FullWidthSign {
  /// Whether a character is this sign or what closes it.
  fileprivate func isHalf(_ character: Character) -> Bool {
    character == Character(rawValue) || closing.map { character == Character($0.rawValue) } ?? false
  }
}

extension SourceRange {
  /// Whether there is anything beyond ASCII in it.
  fileprivate var mayHoldSigns: Bool { file.bytes[start..<end].contains { $0 >= 0x80 } }
}

extension SourceFragment {
  /// What makes a line of its own look like a comment, an item, or a key with its value.
  fileprivate var structuralSign: PlacedSign? {
    if let first = leadingFullWidthSign, first.sign == .numberSign || first.sign == .dash { return first }
    let name = text.unicodeScalars.prefix { $0.isASCII && ($0.properties.isAlphabetic || $0 == "_") }
    guard let colon = firstFullWidthSign(where: { $0 == .colon }), !name.isEmpty,
      range(of: name.count..<name.count).start == colon.range.start
    else { return nil }
    return colon
  }
}

extension YAMLNode {
  /// The text, if it is written without quotes.
  fileprivate var plainFragment: SourceFragment? {
    guard case .scalar(let scalar) = content, scalar.isPlain else { return nil }
    return scalar.fragment
  }
}
