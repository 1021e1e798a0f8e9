import SourceText

/// Characters that Chinese keyboards and word processors put in place of ASCII ones.
package enum FullWidth {
  /// What a character was meant to be; `nil` for a character that stands for itself.
  package static func ascii(_ scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String(Character($0)) }
    default: others[scalar]
    }
  }

  private static let others: [Unicode.Scalar: String] = [
    "“": "\"", "”": "\"", "„": "\"", "‘": "'", "’": "'", "、": ",", "。": ".", "【": "[", "】": "]", "≥": ">=", "≤": "<=",
    "≠": "!=", "×": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "\u{3000}": " ", "\u{A0}": " ",
  ]
}

extension Lexer {
  /// Reads one or more full-width characters as the token that they were meant to be, and reports them.
  mutating func readFullWidth() {
    let start = offset
    guard let first = scalar(), let ascii = FullWidth.ascii(first) else { return }
    if ascii == "\"" || ascii == "'" {
      readTypographicString()
    } else if ascii == " " {
      offset += UTF8.width(first)
      diagnostics.append(.fullWidth(text(from: start), meant: "an ordinary space", at: range(from: start)))
    } else if let byte = ascii.utf8.first, byte.isDigit || byte.isNameStart {
      readFullWidthWord()
    } else {
      readFullWidthSymbol(first, ascii)
    }
  }

  private mutating func readFullWidthWord() {
    let start = offset
    var word = ""
    while let scalar = scalar(), let ascii = FullWidth.ascii(scalar) ?? (scalar.isASCII ? String(scalar) : nil),
      let byte = ascii.utf8.first, byte.isDigit || byte.isNameStart
    {
      word += ascii
      offset += UTF8.width(scalar)
    }
    diagnostics.append(.fullWidth(text(from: start), meant: word, at: range(from: start)))
    append(UInt64(word).map { .integer($0) } ?? .identifier(word), from: start)
  }

  private mutating func readFullWidthSymbol(_ first: Unicode.Scalar, _ ascii: String) {
    let start = offset
    offset += UTF8.width(first)
    let pair = scalar().map { ascii + (FullWidth.ascii($0) ?? String($0)) }
    if let pair, let symbol = Symbol(rawValue: pair), let second = scalar() {
      offset += UTF8.width(second)
      report(symbol, from: start)
    } else if let symbol = Self.meant[ascii] ?? Symbol(rawValue: ascii) {
      report(symbol, from: start)
    } else {
      diagnostics.append(.strayCharacter(text(from: start), readAs: ascii, at: range(from: start)))
    }
  }

  private mutating func report(_ symbol: Symbol, from start: Int) {
    diagnostics.append(.fullWidth(text(from: start), meant: symbol.rawValue, at: range(from: start)))
    append(.symbol(symbol), from: start)
  }

  /// Reads text between typographic quotes; an opening one may be closed by any of its kind.
  private mutating func readTypographicString() {
    let start = offset
    guard let opening = scalar(), let kind = FullWidth.ascii(opening) else { return }
    offset += UTF8.width(opening)
    var content = ""
    while let scalar = scalar(), scalar != "\n" {
      offset += UTF8.width(scalar)
      if FullWidth.ascii(scalar) == kind || String(scalar) == kind {
        diagnostics.append(.fullWidth(text(from: start), meant: "'\(content)'", at: range(from: start)))
        append(.literal(.string(content)), from: start)
        return
      }
      content.unicodeScalars.append(scalar)
    }
    diagnostics.append(.unclosedQuote(String(opening), at: range(from: start)))
    append(.faulty, from: start)
  }

  private static let meant: [String: Symbol] = ["=": .equal, "&": .logicalAnd, "|": .logicalOr]
}
