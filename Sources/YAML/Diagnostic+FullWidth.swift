import SourceText

// The wording for full-width punctuation, wherever it stands.

extension Diagnostic {
  private static let fullWidthCode = "yaml-full-width"

  static func fullWidth(_ placed: PlacedSign, severity: Severity) -> Diagnostic {
    Diagnostic(
      severity, code: fullWidthCode, range: placed.range, message: readsAsLetter(placed),
      hint: hint(for: placed.sign))
  }

  static func fullWidthColon(_ range: SourceRange, in text: String) -> Diagnostic {
    let parts = text.split(separator: "：", maxSplits: 1).map(String.init)
    let example = parts.count == 2 && text.count <= 60 ? ": `\(parts[0]): \(enclosedAsMeant(parts[1]))`" : ""
    return Diagnostic(
      code: fullWidthCode, range: range, message: readsAsLetter(PlacedSign(sign: .colon, range: range)),
      hint: "write `:` and a space" + example)
  }

  /// A value whose quotes or brackets, if it stands between such, are YAML's own.
  private static func enclosedAsMeant(_ value: String) -> String {
    guard let opening = value.unicodeScalars.first.flatMap(FullWidthSign.init), let closing = opening.closing,
      value.count > 1, value.last == Character(closing.rawValue)
    else { return value }
    return "\(opening.meant)\(value.dropFirst().dropLast())\(closing.meant)"
  }

  static func fullWidthEnclosure(_ opening: PlacedSign, text: String) -> Diagnostic {
    let closing = opening.sign.closing ?? opening.sign
    let example = text.count <= 60 ? ": `\(opening.sign.meant)\(text)\(closing.meant)`" : ""
    return Diagnostic(
      .warning, code: fullWidthCode, range: opening.range, message: readsAsLetter(opening),
      hint: "write `\(opening.sign.meant)` and `\(closing.meant)`\(example); "
        + "should they belong to the text, put it in quotes")
  }

  static func wideIndentation(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: fullWidthCode, range: range,
      message: "the line is indented with \(range.spaceName), which YAML reads as a letter",
      hint: "replace it with ordinary spaces, as many as the lines around it have")
  }

  private static func readsAsLetter(_ placed: PlacedSign) -> String {
    let name = placed.sign.isSpace ? placed.range.spaceName : "the full-width `\(placed.sign.rawValue)`"
    return "\(name) is a letter to YAML"
  }

  private static func hint(for sign: FullWidthSign) -> String {
    switch sign {
    case .colon: "write `:` and a space"
    case .comma, .enumerationComma: "write `,` and a space; should it belong to the text, put that in quotes"
    case .dash: "write `-` and a space"
    case .numberSign: "a comment begins with `#`"
    case .wideSpace, .unbreakableSpace: "write an ordinary space"
    default: "write `\(sign.meant)`" + (sign.closing.map { ", and `\($0.meant)` at its end" } ?? "")
    }
  }
}

extension SourceRange {
  /// What the space is called that stands here.
  fileprivate var spaceName: String {
    spelledText.hasPrefix("\u{3000}") ? "a full-width space (U+3000)" : "a no-break space (U+00A0)"
  }
}
