import SourceText

extension Parser {
  /// A literal, a name, a call, or anything in brackets.
  mutating func primary() throws(Abandoned) -> Int {
    let first = token
    switch first.kind {
    case .literal(let value):
      advance()
      return try add(.literal(value), first.range)
    case .integer(let number):
      return try integer(number)
    case .faulty:
      advance()
      return try add(.faulty, first.range)
    case .identifier, .symbol(.dot):
      return try name()
    case .symbol(.openParenthesis):
      advance()
      let inner = try expression()
      try close(.closeParenthesis, opening: first)
      return inner
    case .symbol(.openBracket):
      advance()
      let elements = try elements(until: .closeBracket, opening: first)
      return try add(.list(elements), rangeFrom(first.range.lowerBound), parts: elements)
    case .symbol(.openBrace):
      return try map()
    case .quotedField, .symbol, .end:
      throw fail(.missingValue(found: spelling(first), at: range(first.range)))
    }
  }

  private mutating func integer(_ number: UInt64) throws(Abandoned) -> Int {
    let literal = token
    advance()
    guard let number = Int64(exactly: number) else {
      diagnostics.append(.numberTooLarge(spelling(literal), at: range(literal.range)))
      return try add(.faulty, literal.range)
    }
    return try add(.literal(.int(number)), literal.range)
  }

  private mutating func name() throws(Abandoned) -> Int {
    let start = token.range.lowerBound
    let isRooted = take(.dot)
    guard case .identifier(let name) = token.kind else {
      throw fail(.missingName(found: spelling(token), at: range(token.range)))
    }
    let word = token
    advance()
    if reservedWords.contains(name), token.kind != .symbol(.openParenthesis) {
      diagnostics.append(.reservedWord(name, at: range(word.range)))
      return try add(.faulty, word.range)
    }
    guard token.kind == .symbol(.openParenthesis) else {
      return try add(.name(name, isRooted: isRooted), start..<word.range.upperBound)
    }
    let arguments = try arguments()
    return try call(name, word: word, target: nil, arguments: arguments, start: start)
  }

  /// `(a, b)`, the opening bracket being next.
  private mutating func arguments() throws(Abandoned) -> [Int] {
    let opening = token
    advance()
    return try elements(until: .closeParenthesis, opening: opening)
  }

  /// Expressions between commas, up to and with the closing bracket; a list may end with a comma.
  private mutating func elements(until closing: Symbol, opening: Token) throws(Abandoned) -> [Int] {
    var elements: [Int] = []
    while token.kind != .symbol(closing) {
      elements.append(try expression())
      guard take(.comma) else { break }
      if closing == .closeParenthesis, token.kind == .symbol(closing) {
        throw fail(.missingValue(found: spelling(token), at: range(token.range)))
      }
    }
    try close(closing, opening: opening)
    return elements
  }

  private mutating func map() throws(Abandoned) -> Int {
    let opening = token
    advance()
    var entries: [SyntaxEntry] = []
    while token.kind != .symbol(.closeBrace) {
      let key = try expression()
      guard take(.colon) else {
        throw fail(.missingEntryColon(found: spelling(token), at: range(token.range)))
      }
      entries.append(SyntaxEntry(key: key, value: try expression()))
      guard take(.comma) else { break }
    }
    try close(.closeBrace, opening: opening)
    return try add(
      .map(entries), rangeFrom(opening.range.lowerBound), parts: entries.flatMap { [$0.key, $0.value] })
  }

  /// What may follow a value: `.field`, `.method(…)`, `[index]`.
  mutating func suffixes(of value: Int) throws(Abandoned) -> Int {
    var operand = value
    while true {
      let start = tree.nodes[operand].range.lowerBound
      if token.kind == .symbol(.openBracket) {
        operand = try index(of: operand, start: start)
      } else if take(.dot) {
        operand = try selection(of: operand, start: start)
      } else if token.kind == .symbol(.openBrace), tree.nodes[operand].isNameOrSelection {
        throw fail(.messageConstruction(at: range(rangeFrom(start, to: operand))))
      } else {
        return operand
      }
    }
  }

  private mutating func index(of operand: Int, start: Int) throws(Abandoned) -> Int {
    let opening = token
    advance()
    let index = try expression()
    try close(.closeBracket, opening: opening)
    return try add(
      .index(operand: operand, index: index), rangeFrom(start), focus: rangeFrom(opening.range.lowerBound),
      parts: [operand, index])
  }

  private mutating func selection(of operand: Int, start: Int) throws(Abandoned) -> Int {
    let word = token
    switch word.kind {
    case .quotedField(let field):
      advance()
      return try add(
        .select(operand: operand, field: field), rangeFrom(start), focus: word.range, parts: [operand])
    case .identifier(let name):
      advance()
      guard token.kind == .symbol(.openParenthesis) else {
        return try add(
          .select(operand: operand, field: name), rangeFrom(start), focus: word.range, parts: [operand])
      }
      let arguments = try arguments()
      return try call(name, word: word, target: operand, arguments: arguments, start: start)
    case .literal, .integer, .symbol, .faulty, .end:
      throw fail(.missingName(found: spelling(word), at: range(word.range)))
    }
  }
}

extension SyntaxNode {
  var isNameOrSelection: Bool {
    switch kind {
    case .name, .select: true
    default: false
    }
  }
}
