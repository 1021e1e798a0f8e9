/// A word of an expression.
struct Token: Sendable {
  enum Kind: Hashable, Sendable {
    /// A name; reserved words too, which may still name fields.
    case identifier(String)
    /// A field name in backticks.
    case quotedField(String)
    /// A whole number without its sign.
    case integer(UInt64)
    /// Any other literal.
    case literal(Value)
    case symbol(Symbol)
    /// A value that was reported as wrong.
    case faulty
    case end
  }

  let kind: Kind
  /// UTF-8 offsets in the expression's text.
  let range: Range<Int>
}

/// Operators and punctuation.
enum Symbol: String, CaseIterable, Sendable {
  case logicalOr = "||"
  case logicalAnd = "&&"
  case equal = "=="
  case notEqual = "!="
  case lessOrEqual = "<="
  case greaterOrEqual = ">="
  case less = "<"
  case greater = ">"
  case `in` = "in"
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case percent = "%"
  case not = "!"
  case question = "?"
  case colon = ":"
  case comma = ","
  case dot = "."
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
}

extension Symbol {
  /// How tightly an infix operator binds, from 1; `nil` for anything else.
  var precedence: Int? {
    switch self {
    case .logicalOr: 1
    case .logicalAnd: 2
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .in: 3
    case .plus, .minus: 4
    case .star, .slash, .percent: 5
    default: nil
    }
  }
}

extension Token.Kind {
  /// Whether a value may end with it.
  var endsValue: Bool {
    switch self {
    case .identifier, .quotedField, .integer, .literal, .faulty: true
    case .symbol(let symbol): [.closeParenthesis, .closeBracket, .closeBrace].contains(symbol)
    case .end: false
    }
  }

  /// The value of a number.
  var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .literal(.double(let number)): number
    default: nil
    }
  }

  var opensBracket: Bool {
    [.symbol(.openParenthesis), .symbol(.openBracket), .symbol(.openBrace)].contains(self)
  }

  /// Whether a value may begin with it, brackets apart.
  var beginsOperand: Bool {
    switch self {
    case .identifier, .integer, .literal, .faulty, .symbol(.not), .symbol(.minus): true
    case .quotedField, .symbol, .end: false
    }
  }
}

/// Words that the language keeps for itself: no variable may have such a name, a field may.
let reservedWords: Set<String> = [
  "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package", "namespace",
  "return", "var", "void", "while",
]
