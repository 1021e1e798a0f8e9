import SourceText

extension SyntaxFault.Problem {
  /// What the user has to be told.
  func diagnosis(at site: FaultSite) -> Diagnostic {
    if maySuspectTabs, let tab = site.tabInIndentation(at: site.offset) { return .tab(tab) }
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
    case .blockHeader: .blockHeader(site.openBracket == nil ? site.restOfLine(at: start) : site.restOfItem(at: start))
    case .unclosedQuote: .unclosedQuote(site.character(at: start))
    case .badEscape: .badEscape(site.range(site.offset..<site.character(at: site.offset + 1).end))
    case .badEscapeCode: .badEscapeCode(site.range(max(start, site.offset - 2)..<site.word(at: site.offset).end))
    case .badAnchorName: .badAnchorName(site.character(at: start))
    case .badAliasName: .badAliasName(site.character(at: start))
    case .badTag: .tag(site.word(at: site.byte == UInt8(ascii: "!") ? site.offset : start))
    case .badDirective: .badDirective(site.restOfLine(at: start))
    case .outOfMemory: .outOfMemory(site.file)
    case .other(let words): .unreadableYAML(site.word(at: site.offset), reason: words)
    default: .unreadableYAML(site.word(at: site.offset), reason: "")
    }
  }

  /// Whether a tab that indents the line is the likely cause.
  private var maySuspectTabs: Bool {
    switch self {
    case .colonInText, .missingColon, .badFirstCharacter, .expectedKey, .expectedDash, .expectedDocumentStart: true
    default: false
    }
  }
}

extension FaultSite {
  /// A second `: ` on a line belongs to a text; the first `: ` of a line shows that the line is indented wrongly.
  fileprivate var colonInText: Diagnostic {
    let value = valueStart
    guard value > offset || value == textStart(ofLineAt: offset) else {
      return .colonInText(character(at: offset), text: restOfLine(at: value).spelledText)
    }
    return .tooDeeplyIndented(range(textStart(ofLineAt: offset)..<offset))
  }

  fileprivate var missingColon: Diagnostic {
    let start = context ?? offset
    if let tab = tabInIndentation(at: start) { return .tab(tab) }
    return .missingColon(restOfLine(at: start))
  }

  fileprivate var badFirstCharacter: Diagnostic {
    if byte == UInt8(ascii: "\t") { return .tab(character(at: offset)) }
    let text = openBracket == nil ? restOfLine(at: offset) : restOfItem(at: offset)
    return .badFirstCharacter(character(at: offset), text: text.spelledText)
  }

  fileprivate var expectedKey: Diagnostic {
    if hasTextBefore { return leftOver }
    if byte == UInt8(ascii: "-") { return .itemAmongKeys(word(at: offset)) }
    if isClosingBracket { return .strayBracket(character(at: offset)) }
    return .misaligned(word(at: offset), beside: context.map { word(at: $0) })
  }

  fileprivate var expectedDash: Diagnostic {
    if hasTextBefore { return leftOver }
    if isClosingBracket { return .strayBracket(character(at: offset)) }
    return .keyAmongItems(word(at: offset))
  }

  /// Something stands behind a value that was already complete.
  private var leftOver: Diagnostic {
    if isClosingBracket { return .strayBracket(character(at: offset)) }
    let rest = restOfLine(at: offset)
    return followsQuote ? .textAfterQuote(rest, text: restOfLine(at: valueStart).spelledText) : .textAfterValue(rest)
  }

  fileprivate var expectedCommaOrBracket: Diagnostic {
    guard let start = context ?? openBracket else { return .missingComma(word(at: offset), bracket: nil) }
    let bracket = character(at: start)
    let inside = range(start..<max(start, offset)).spelledText
    if isOnOneLine(start, offset), inside.contains("..") { return .interval(range(start..<word(at: offset).end)) }
    if isAtEnd || !isOnOneLine(start, offset) && indentation(at: offset) <= indentation(at: start) {
      return .unclosedBracket(bracket, noticed: isAtEnd ? nil : word(at: offset))
    }
    return .missingComma(word(at: offset), bracket: bracket)
  }

  fileprivate var expectedValue: Diagnostic {
    if let openBracket, isAtEnd { return .unclosedBracket(character(at: openBracket), noticed: nil) }
    if openBracket == nil, isClosingBracket { return .strayBracket(character(at: offset)) }
    return .missingValue(character(at: offset))
  }

  fileprivate var expectedDocumentStart: Diagnostic {
    if hasTextBefore { return leftOver }
    if isClosingBracket { return .strayBracket(character(at: offset)) }
    return .textAfterEnd(restOfLine(at: offset))
  }

  private var isClosingBracket: Bool { byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") }
}
