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

  private func meant(by word: String, after previous: Token.Kind?, before next: Token.Kind) -> Symbol? {
    let isInfix = previous?.endsValue == true
    let opensGroup = next == .symbol(.openParenthesis) && (isInfix || dialect == .business)
    guard next.beginsOperand || opensGroup, previous != .symbol(.dot) else { return nil }
    switch word {
    case "and", "且",
      "并且" where isInfix:
      return .logicalAnd
    case "or", "或",
      "或者" where isInfix:
      return .logicalOr
    case "not",
      "非" where !isInfix:
      return .not
    default: return nil
    }
  }
}
