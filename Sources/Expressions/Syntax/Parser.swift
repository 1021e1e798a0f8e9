import SourceText

/// Reads tokens by the language's grammar into a syntax tree.
struct Parser {
  let source: SourceFragment
  let dialect: Dialect
  let tokens: [Token]
  var position = 0
  var tree = SyntaxTree()
  var diagnostics: [Diagnostic]
  /// How many operations lie inside each other, for each node.
  private var depths: [Int] = []
  /// Brackets and operators that are open right now.
  private var nesting = 0

  /// The text makes no sense from here on; the diagnostic has been written.
  struct Abandoned: Error {}

  private init(_ source: SourceFragment, _ dialect: Dialect, tokens: Diagnosed<[Token]>) {
    self.source = source
    self.dialect = dialect
    self.tokens = tokens.value ?? []
    diagnostics = tokens.diagnostics
  }

  /// The tree of the text, as far as it can be read; faults that leave a meaning do not keep the tree back.
  static func parse(_ source: SourceFragment, _ dialect: Dialect) -> Diagnosed<SyntaxTree> {
    guard source.text.utf8.count <= ExpressionLimits.bytes else {
      return Diagnosed(nil, [.expressionTooLong(at: source.range)])
    }
    var parser = Parser(source, dialect, tokens: Lexer.tokenize(source, dialect))
    do throws(Abandoned) {
      parser.tree.root = try parser.wholeText()
      return Diagnosed(parser.tree, parser.diagnostics)
    } catch {
      return Diagnosed(nil, parser.remainingDiagnostics)
    }
  }

  /// What to say of a text that makes no sense.
  private var remainingDiagnostics: [Diagnostic] {
    // What could not be read at all explains best why the rest makes no sense.
    let unreadable = diagnostics.filter { Diagnostic.unreadableCodes.contains($0.code) }
    guard unreadable.isEmpty, let last = diagnostics.last else { return unreadable }
    // Of two faults at one place, the spelling's; but a lone `=` has no better spelling.
    let others = diagnostics.dropLast()
    guard let other = others.firstIndex(where: { $0.range.start == last.range.start }) else { return diagnostics }
    let sharper: Diagnostic? =
      switch token.kind {
      case .symbol(.equal): last
      case .symbol(.comma): .fullWidthComma(spelling(token), at: last.range)
      default: nil
      }
    return sharper.map { others[..<other] + [$0] + others[(other + 1)...] } ?? Array(others)
  }

  private mutating func wholeText() throws(Abandoned) -> Int {
    if tokens.count == 1 {
      throw diagnostics.isEmpty ? fail(.emptyExpression(at: source.range)) : Abandoned()
    }
    let root = try expression()
    guard token.kind == .end else { throw fail(.unexpectedText(spelling(token), at: range(token.range))) }
    return root
  }
}

extension Parser {
  var token: Token { tokens[position] }

  func range(_ local: Range<Int>) -> SourceRange { source.range(of: local) }

  func spelling(_ token: Token) -> String {
    token.kind == .end ? "" : source.spelling(of: token.range)
  }

  mutating func advance() {
    if position < tokens.count - 1 { position += 1 }
  }

  /// Steps over a symbol if it is next.
  mutating func take(_ symbol: Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  /// Steps over the bracket that closes `opening`, or reports that it is missing.
  mutating func close(_ symbol: Symbol, opening: Token) throws(Abandoned) {
    guard !take(symbol) else { return }
    throw fail(
      .unclosedBracket(
        opened: range(opening.range), as: spelling(opening), expected: symbol.rawValue, found: spelling(token),
        isCutByComma: token.kind == .end && source.isCutByComma, at: range(token.range)))
  }

  /// Writes a diagnostic after which reading cannot go on.
  mutating func fail(_ diagnostic: Diagnostic) -> Abandoned {
    diagnostics.append(diagnostic)
    return Abandoned()
  }

  /// Adds a node whose parts are `parts`.
  mutating func add(
    _ kind: SyntaxNode.Kind, _ range: Range<Int>, focus: Range<Int>? = nil, parts: [Int] = []
  ) throws(Abandoned) -> Int {
    let depth = 1 + (parts.map { depths[$0] }.max() ?? 0)
    guard depth <= ExpressionLimits.depth else { throw fail(.tooDeeplyNested(at: self.range(range))) }
    tree.nodes.append(SyntaxNode(kind: kind, range: range, focus: focus ?? range))
    depths.append(depth)
    return tree.nodes.count - 1
  }

  func rangeFrom(_ start: Int, to node: Int) -> Range<Int> { start..<tree.nodes[node].range.upperBound }

  /// The text since `start` up to the last token that was read.
  func rangeFrom(_ start: Int) -> Range<Int> { start..<max(start, tokens[max(0, position - 1)].range.upperBound) }
}

extension Parser {
  /// A whole expression: `a`, or `a ? b : c`.
  mutating func expression() throws(Abandoned) -> Int {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= ExpressionLimits.depth else { throw fail(.tooDeeplyNested(at: range(token.range))) }
    let condition = try infix(above: 0)
    let question = token
    guard take(.question) else { return condition }
    let yes = try infix(above: 0)
    guard take(.colon) else {
      throw fail(.missingColon(found: spelling(token), question: range(question.range), at: range(token.range)))
    }
    let no = try expression()
    return try add(
      .conditional(condition: condition, yes: yes, no: no), rangeFrom(tree.nodes[condition].range.lowerBound, to: no),
      focus: question.range, parts: [condition, yes, no])
  }

  /// Operands joined by operators that bind more tightly than `minimum`.
  private mutating func infix(above minimum: Int) throws(Abandoned) -> Int {
    var left = try unary()
    while case .symbol(let symbol) = token.kind, let precedence = symbol.precedence, precedence > minimum {
      var operands = [left]
      let focus = token.range
      let isChain = symbol == .logicalAnd || symbol == .logicalOr
      repeat {
        advance()
        operands.append(try infix(above: precedence))
      } while isChain && token.kind == .symbol(symbol)
      let range = rangeFrom(tree.nodes[left].range.lowerBound, to: operands[operands.count - 1])
      left = try add(.operation(symbol, operands), range, focus: focus, parts: operands)
    }
    return left
  }

  /// `!a`, `-a`, `--a`; a minus directly before a number belongs to it.
  private mutating func unary() throws(Abandoned) -> Int {
    var signs: [Token] = []
    while token.kind == .symbol(.not) || token.kind == .symbol(.minus) {
      signs.append(token)
      advance()
    }
    var operand: Int
    if let sign = signs.last, sign.kind == .symbol(.minus), let number = negated(token.kind) {
      signs.removeLast()
      let literal = try add(.literal(number), sign.range.lowerBound..<token.range.upperBound)
      advance()
      operand = try suffixes(of: literal)
    } else {
      operand = try suffixes(of: try primary())
    }
    for sign in signs.reversed() {
      guard case .symbol(let symbol) = sign.kind else { continue }
      operand = try add(
        .operation(symbol, [operand]), rangeFrom(sign.range.lowerBound, to: operand), focus: sign.range,
        parts: [operand])
    }
    return operand
  }

  private func negated(_ kind: Token.Kind) -> Value? {
    switch kind {
    case .integer(let number) where number <= Int64.min.magnitude: .int(Int64(truncatingIfNeeded: 0 &- number))
    case .literal(.double(let number)): .double(-number)
    default: nil
    }
  }
}

extension SourceFragment {
  /// Whether a comma that is not its own follows in the file: one that ended the text inside `{…}` or `[…]`.
  var isCutByComma: Bool {
    let bytes = range.file.bytes
    let isQuoted = range.start < range.end && [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(bytes[range.start])
    let next = bytes[range.end...].first { $0 != UInt8(ascii: " ") }
    return !isQuoted && next == UInt8(ascii: ",")
  }

  /// The text between two UTF-8 offsets.
  func spelling(of local: Range<Int>) -> String {
    String(Substring(text.utf8.dropFirst(local.lowerBound).prefix(local.count)))
  }
}
