import SourceText

extension Lexer {
  /// Reads `and`, `or` and `not` as operators where nothing else makes sense, and reports them.
  mutating func replaceOperatorWords() {
    var replaced: [Token] = []
    replaced.reserveCapacity(tokens.count)
    for (index, token) in tokens.enumerated() {
      guard case .identifier(let word) = token.kind, index + 1 < tokens.count else {
        replaced.append(token)
        continue
      }
      let next = tokens[index + 1].kind
      if let symbol = meant(by: word.lowercased(), after: replaced.last?.kind, before: next) {
        diagnostics.append(.operatorWord(word, meant: symbol, at: source.range(of: token.range)))
        replaced.append(Token(kind: .symbol(symbol), range: token.range))
      } else if word.lowercased() == "not", replaced.last?.kind.endsValue == true, next == .symbol(.in) {
        diagnostics.append(.notIn(word, at: source.range(of: token.range)))
      } else {
        replaced.append(token)
      }
    }
    tokens = replaced
  }

  /// Words of another script that may stick to a number.
  static let operatorWords: Set<String> = ["且", "并且", "或", "或者"]

  /// Reads a percent sign behind a number as part of it where no operand of `%` follows, and reports it.
  mutating func joinPercentages() {
    var signs: Set<Int> = []
    var joined: [Token] = []
    joined.reserveCapacity(tokens.count)
    for (index, token) in tokens.enumerated() {
      guard token.kind == .symbol(.percent), let number = joined.last, let value = number.kind.number,
        number.range.upperBound == token.range.lowerBound, !operandStarts(at: index + 1)
      else {
        joined.append(token)
        continue
      }
      let range = number.range.lowerBound..<token.range.upperBound
      signs.insert(source.range(of: token.range).start)
      let spelling = source.spelling(of: range)
      diagnostics.append(.percentSign(spelling, number: value, at: source.range(of: range)))
      joined[joined.count - 1] = Token(kind: number.kind, range: range)
    }
    tokens = joined
    // That a sign is of the wrong width matters no more.
    if !signs.isEmpty { diagnostics.removeAll { signs.contains($0.range.start) } }
  }

  /// Whether the token can begin what a number is divided by.
  private func operandStarts(at index: Int) -> Bool {
    let token = tokens[index].kind
    if case .identifier(let word) = token {
      return !["and", "or"].contains(word.lowercased()) && !Self.operatorWords.contains(word)
    }
    return token.beginsOperand || token.opensBracket
  }

  private func meant(by word: String, after previous: Token.Kind?, before next: Token.Kind) -> Symbol? {
    let isInfix = previous?.endsValue == true
    let opensGroup = next == .symbol(.openParenthesis) && (isInfix || dialect == .business)
    guard next.beginsOperand || opensGroup, previous != .symbol(.dot) else { return nil }
    switch word {
    case "and", "且", "并且": return isInfix ? .logicalAnd : nil
    case "or", "或", "或者": return isInfix ? .logicalOr : nil
    case "not", "非": return isInfix ? nil : .not
    default: return nil
    }
  }
}
