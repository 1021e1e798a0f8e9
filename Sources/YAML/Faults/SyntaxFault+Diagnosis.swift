import SourceText

extension SyntaxFault.Problem {
  /// What the user has to be told.
  func diagnosis(at site: FaultSite) -> Diagnostic {
    if maySuspectTabs, let tab = site.tabInIndentation(at: site.offset) { return .tab(tab) }
    if maySuspectTabs, let sign = site.fullWidthStart(ofLineAt: site.offset) { return sign }
    if maySuspectTabs, let dash = site.joinedDash(ofLineAt: site.offset) { return .joinedDash(dash) }
    if maySuspectTabs, let colon = site.joinedColon { return colon }
    switch self {
    case .colonInText: return site.colonInText
    case .missingColon: return site.missingColon
    case .misplacedDash: return .misplacedDash(site.word(at: site.offset))
    case .misplacedQuestionMark: return .misplacedQuestionMark(site.character(at: site.offset))
    case .badFirstCharacter: return site.badFirstCharacter
    case .tabInIndentation: return .tab(site.character(at: site.offset))
    case .expectedKey: return site.expectedKey
    case .expectedDash: return site.expectedDash
    case .expectedCommaOrBracket: return site.expectedCommaOrBracket
    case .expectedValue: return site.expectedValue
    case .expectedDocumentStart: return site.expectedDocumentStart
    default: return diagnosisOfSpelling(at: site)
    }
  }

  /// Of faults inside one scalar, anchor, tag or directive.
  private func diagnosisOfSpelling(at site: FaultSite) -> Diagnostic {
    let start = site.context ?? site.offset
    return switch self {
    case .blockHeader: site.brokenOff(before: start) ?? .blockHeader(site.restOfValue(at: start))
    case .badAnchorName: site.brokenOff(before: start) ?? .badAnchorName(site.character(at: start))
    case .badAliasName: site.brokenOff(before: start) ?? .badAliasName(site.character(at: start))
    case .unclosedQuote: .unclosedQuote(site.character(at: start))
    case .badEscape: .badEscape(site.range(site.offset..<site.character(at: site.offset + 1).end))
    case .badEscapeCode: .badEscapeCode(site.range(max(start, site.offset - 2)..<site.word(at: site.offset).end))
    case .badTag: .tag(site.word(at: site.byte == UInt8(ascii: "!") ? site.offset : start))
    case .badDirective: .badDirective(site.restOfLine(at: start))
    case .outOfMemory: .outOfMemory(site.file)
    case .other(let words): .unreadableYAML(site.word(at: site.offset), reason: words)
    default: .unreadableYAML(site.word(at: site.offset), reason: "")
    }
  }

  /// Whether a tab or a wide character that the line begins with is the likely cause.
  private var maySuspectTabs: Bool {
    switch self {
    case .colonInText, .missingColon, .badFirstCharacter, .expectedKey, .expectedDash, .expectedDocumentStart: true
    default: false
    }
  }
}

// MARK: Colons and indentation

extension FaultSite {
  /// A second `: ` on a line belongs to a text; the first `: ` of a line shows that the line is indented wrongly.
  fileprivate var colonInText: Diagnostic {
    if let bracket = fullWidthBracket { return .fullWidth(bracket, severity: .error) }
    if valueStart <= offset { return .colonInText(character(at: offset), text: value.spelledText) }
    if let above = lineAbove, let sign = fullWidthStart(ofLineAt: above.start) ?? fullWidthColon(ofLineAt: above.start)
    {
      return sign
    }
    if let above = lineAbove, let dash = joinedDash(ofLineAt: above.start) { return .joinedDash(dash) }
    if let above = lineAbove, indentation(at: above.start) >= indentation(at: offset) { return .missingColon(above) }
    return .tooDeeplyIndented(range(textStart(ofLineAt: offset)..<offset))
  }

  fileprivate var missingColon: Diagnostic {
    let start = context ?? offset
    if let tab = tabInIndentation(at: start) { return .tab(tab) }
    if let sign = fullWidthStart(ofLineAt: start) ?? fullWidthColon(ofLineAt: start) { return sign }
    return .missingColon(restOfLine(at: start))
  }

  fileprivate var expectedKey: Diagnostic {
    if hasTextBefore { return leftOver }
    switch byte {
    case UInt8(ascii: "-"): return .itemAmongKeys(word(at: offset))
    case UInt8(ascii: ":"): return .emptyKey(character(at: offset))
    case let byte? where byte.isClosingBracket: return .strayBracket(character(at: offset))
    default: return .misaligned(word(at: offset), beside: context.map { word(at: $0) })
    }
  }

  fileprivate var expectedDash: Diagnostic {
    hasTextBefore ? leftOver : strayBracket ?? .keyAmongItems(word(at: offset))
  }

  fileprivate var expectedDocumentStart: Diagnostic {
    hasTextBefore ? leftOver : strayBracket ?? .textAfterEnd(restOfLine(at: offset))
  }
}

// MARK: Values that end early

extension FaultSite {
  fileprivate var badFirstCharacter: Diagnostic {
    if byte == UInt8(ascii: "\t") { return .tab(character(at: offset)) }
    return brokenOff(before: offset)
      ?? .badFirstCharacter(character(at: offset), text: restOfValue(at: offset).spelledText)
  }

  /// Something stands behind a value that was already complete.
  private var leftOver: Diagnostic {
    if let interval = interval(from: textStart(ofLineAt: offset)) { return .interval(interval) }
    if let strayBracket { return strayBracket }
    if followsQuote, let lastScalar, !isOnOneLine(lastScalar.start, offset) {
      return .quoteOverLines(character(at: lastScalar.start), end: range((lastScalar.end - 1)..<lastScalar.end))
    }
    return brokenOff(before: offset) ?? .textAfterValue(restOfLine(at: offset))
  }

  /// The value that the place at `rest` was meant to go on, where it begins like something that ends earlier: a text in
  /// quotes or a tag.
  fileprivate func brokenOff(before rest: Int) -> Diagnostic? {
    let start = valueStart
    guard start < rest else { return nil }
    if file.bytes[start] == UInt8(ascii: "!") { return .tag(word(at: start)) }
    guard file.bytes[start].isQuote else { return nil }
    return .textAfterQuote(restOfValue(at: rest), text: value.spelledText)
  }

  fileprivate var expectedValue: Diagnostic {
    if let openBracket, isAtEnd { return .unclosedBracket(character(at: openBracket), noticed: nil) }
    if openBracket == nil, let strayBracket { return strayBracket }
    switch byte {
    case UInt8(ascii: "-"): return .misplacedDash(word(at: offset))
    case UInt8(ascii: ":"): return .emptyKey(character(at: offset))
    default: return .missingValue(character(at: offset))
    }
  }
}

// MARK: Brackets

extension FaultSite {
  fileprivate var expectedCommaOrBracket: Diagnostic {
    guard let start = context ?? openBracket else { return .missingComma(word(at: offset), bracket: nil) }
    if let interval = interval(from: start) { return .interval(interval) }
    if isAtEnd || !isOnOneLine(start, offset) && indentation(at: offset) <= indentation(at: start) {
      return .unclosedBracket(character(at: start), noticed: isAtEnd ? nil : word(at: textStart(ofLineAt: offset)))
    }
    return missingComma(after: start)
  }

  private func missingComma(after bracket: Int) -> Diagnostic {
    if let broken = brokenOff(before: offset) { return broken }
    if let comma = fullWidthCommaBefore { return .fullWidth(comma, severity: .error) }
    guard byte == UInt8(ascii: ":") else { return .missingComma(word(at: offset), bracket: character(at: bracket)) }
    if isOnOneLine(bracket, offset) { return .colonInEntry(character(at: offset), text: value.spelledText) }
    return .missingComma(range(textStart(ofLineAt: offset)..<offset), bracket: character(at: bracket))
  }

  private var strayBracket: Diagnostic? {
    byte.flatMap { $0.isClosingBracket ? .strayBracket(character(at: offset)) : nil }
  }
}
