import SourceText

/// Cuts an expression's text into tokens.
///
/// What a user from another language writes by mistake (`=`, `<>`, full-width punctuation) is reported and read as what was
/// meant, so that one look at a text finds all of its faults.
struct Lexer {
  let source: SourceFragment
  let dialect: Dialect
  let bytes: [UInt8]
  var offset = 0
  var tokens: [Token] = []
  var diagnostics: [Diagnostic] = []

  private init(_ source: SourceFragment, _ dialect: Dialect) {
    self.source = source
    self.dialect = dialect
    bytes = Array(source.text.utf8)
  }

  /// All tokens, the last of which is the end.
  static func tokenize(_ source: SourceFragment, _ dialect: Dialect) -> Diagnosed<[Token]> {
    var lexer = Lexer(source, dialect)
    while lexer.skipSpace() { lexer.readToken() }
    lexer.append(.end, from: lexer.offset)
    lexer.joinPercentages()
    lexer.replaceOperatorWords()
    return Diagnosed(lexer.tokens, lexer.diagnostics)
  }

  mutating func append(_ kind: Token.Kind, from start: Int) {
    tokens.append(Token(kind: kind, range: start..<offset))
  }

  func range(from start: Int) -> SourceRange { source.range(of: start..<offset) }

  /// The byte `distance` ahead; 0 past the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    offset + distance < bytes.count ? bytes[offset + distance] : 0
  }

  func text(from start: Int) -> String { String(decoding: bytes[start..<offset], as: UTF8.self) }
}

extension Lexer {
  /// Skips white space and comments; `false` at the end of the text.
  private mutating func skipSpace() -> Bool {
    while offset < bytes.count {
      switch peek() {
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"), 0x0C:
        offset += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while offset < bytes.count, peek() != UInt8(ascii: "\n") { offset += 1 }
      default:
        return true
      }
    }
    return false
  }

  private mutating func readToken() {
    let byte = peek()
    switch byte {
    case _ where opensString(): readString()
    case _ where byte.isDigit || (byte == UInt8(ascii: ".") && peek(1).isDigit): readNumber()
    case UInt8(ascii: "`"): readQuotedField()
    case _ where byte.isNameStart: readName()
    case 0x80...: readBeyondASCII()
    default: readSymbol()
    }
  }

  private mutating func readName() {
    let start = offset
    while let length = nameScalarLength() { offset += length }
    let name = text(from: start)
    switch name {
    case "true": append(.literal(.bool(true)), from: start)
    case "false": append(.literal(.bool(false)), from: start)
    case "null": append(.literal(.null), from: start)
    case "in": append(.symbol(.in), from: start)
    default: append(.identifier(name), from: start)
    }
  }

  /// The length of the next code point, if a name may go on with it.
  func nameScalarLength() -> Int? {
    let byte = peek()
    if byte < 0x80 { return byte.isNameStart || byte.isDigit ? 1 : nil }
    guard dialect == .business, let scalar = scalar(), scalar.properties.isXIDContinue,
      FullWidth.ascii(scalar) == nil
    else { return nil }
    return UTF8.width(scalar)
  }

  /// The code point at the offset.
  func scalar() -> Unicode.Scalar? {
    guard offset < bytes.count else { return nil }
    return String(decoding: bytes[offset..<min(offset + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
  }

  private mutating func readBeyondASCII() {
    guard let scalar = scalar() else { return }
    if FullWidth.ascii(scalar) != nil {
      readFullWidth()
    } else if dialect == .business, scalar.properties.isXIDStart {
      readName()
    } else {
      skipStray(scalar)
    }
  }

  private mutating func skipStray(_ scalar: Unicode.Scalar) {
    let start = offset
    offset += UTF8.width(scalar)
    diagnostics.append(.strayCharacter(String(Character(scalar)), at: range(from: start)))
  }

  private mutating func readSymbol() {
    let start = offset
    for (spelling, meant) in Self.misspelled where matches(spelling) {
      offset += spelling.utf8.count
      diagnostics.append(.misspelledOperator(spelling, meant: meant, at: range(from: start)))
      append(.symbol(meant), from: start)
      return
    }
    for symbol in Self.symbols where matches(symbol.rawValue) {
      offset += symbol.rawValue.utf8.count
      append(.symbol(symbol), from: start)
      return
    }
    if let scalar = scalar() { skipStray(scalar) }
  }

  private func matches(_ spelling: String) -> Bool {
    bytes[offset...].starts(with: spelling.utf8) && !(spelling.utf8.count == 1 && isLongOperator(spelling))
  }

  /// Whether a lone `=`, `&` or `|` is really the first half of its double.
  private func isLongOperator(_ spelling: String) -> Bool {
    ["=", "&", "|"].contains(spelling) && peek(1) == spelling.utf8.first
  }

  private mutating func readQuotedField() {
    let start = offset
    offset += 1
    while offset < bytes.count, peek() != UInt8(ascii: "`"), peek() != UInt8(ascii: "\n") { offset += 1 }
    guard peek() == UInt8(ascii: "`") else {
      diagnostics.append(.unclosedQuote("`", at: range(from: start)))
      append(.faulty, from: start)
      return
    }
    offset += 1
    let name = String(decoding: bytes[(start + 1)..<(offset - 1)], as: UTF8.self)
    append(.quotedField(name), from: start)
  }

  /// The longest first.
  private static let symbols = Symbol.allCases.filter { $0 != .in }
  private static let misspelled: [(String, Symbol)] = [
    ("!==", .notEqual), ("===", .equal), ("<>", .notEqual), ("=>", .greaterOrEqual), ("=<", .lessOrEqual),
    ("=", .equal),
    ("&", .logicalAnd), ("|", .logicalOr),
  ]
}

extension UInt8 {
  var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

  var isNameStart: Bool {
    self == UInt8(ascii: "_") || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }

  /// The value of a hexadecimal digit.
  var hexadecimalValue: UInt32? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(self - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(self - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(self - UInt8(ascii: "A") + 10)
    default: nil
    }
  }
}
