import CLibYAML

/// Where libyaml stopped reading, and why.
struct SyntaxFault: Error {
  /// What it stumbled over.
  enum Problem {
    /// `: ` where no key can stand.
    case colonInText
    /// A line that should be `key: value` has no colon.
    case missingColon
    /// A `- ` where no list can begin.
    case misplacedDash
    /// A `? ` where no key can stand.
    case misplacedQuestionMark
    /// `@`, a backquote, `%`, a tab.
    case badFirstCharacter
    /// A tab among the spaces that indent a line.
    case tabInIndentation
    /// Something else than a key where the mapping's next key should be.
    case expectedKey
    /// Something else than `- ` where the list's next item should be.
    case expectedDash
    /// Neither a comma nor the closing bracket.
    case expectedCommaOrBracket
    /// A value should stand here.
    case expectedValue
    /// Text after the document's end.
    case expectedDocumentStart
    /// Text after `>` or `|` on its line.
    case blockHeader
    /// The file ends, or a document mark stands, inside quotes.
    case unclosedQuote
    /// A backslash with something that it cannot stand before.
    case badEscape
    /// An escape that stands for no character.
    case badEscapeCode
    /// `&` without a name.
    case badAnchorName
    /// `*` without a name.
    case badAliasName
    /// `!…` that is no tag that libyaml can read.
    case badTag
    /// `%…` at a line's start.
    case badDirective
    /// Memory ran out.
    case outOfMemory
    /// Anything else, in libyaml's words.
    case other(String)
  }

  let problem: Problem
  /// The character at which reading stopped.
  let character: Int
  /// The character at which the construct starts that was being read.
  let contextCharacter: Int?
}

extension SyntaxFault {
  /// Takes a parser that just failed.
  init(_ parser: yaml_parser_t) {
    let words = parser.problem.map { String(cString: $0) } ?? ""
    let context = parser.context.map { String(cString: $0) } ?? ""
    problem = parser.error == YAML_MEMORY_ERROR ? .outOfMemory : Problem(words, context: context)
    character = parser.problem_mark.index
    contextCharacter = parser.context == nil ? nil : parser.context_mark.index
  }
}

extension SyntaxFault.Problem {
  /// Reads libyaml's own words, which are all that it tells a problem by.
  fileprivate init(_ words: String, context: String) {
    self = Self.byWords[words] ?? Self.byContext[context] ?? .other(words)
  }

  private static let byWords: [String: Self] = [
    "mapping values are not allowed in this context": .colonInText,
    "could not find expected ':'": .missingColon,
    "block sequence entries are not allowed in this context": .misplacedDash,
    "mapping keys are not allowed in this context": .misplacedQuestionMark,
    "found character that cannot start any token": .badFirstCharacter,
    "found a tab character that violates indentation": .tabInIndentation,
    "found a tab character where an indentation space is expected": .tabInIndentation,
    "did not find expected key": .expectedKey,
    "did not find expected '-' indicator": .expectedDash,
    "did not find expected ',' or ']'": .expectedCommaOrBracket,
    "did not find expected ',' or '}'": .expectedCommaOrBracket,
    "did not find expected node content": .expectedValue,
    "did not find expected <document start>": .expectedDocumentStart,
    "found unexpected document indicator": .unclosedQuote,
    "found unexpected end of stream": .unclosedQuote,
    "found unknown escape character": .badEscape,
    "did not find expected hexdecimal number": .badEscapeCode,
    "found invalid Unicode character escape code": .badEscapeCode,
    "found undefined tag handle": .badTag,
    "found incompatible YAML document": .badDirective,
    "found duplicate %YAML directive": .badDirective,
    "found duplicate %TAG directive": .badDirective,
  ]

  private static let byContext: [String: Self] = [
    "while scanning a block scalar": .blockHeader,
    "while scanning an anchor": .badAnchorName,
    "while scanning an alias": .badAliasName,
    "while scanning a tag": .badTag,
    "while parsing a tag": .badTag,
    "while scanning a directive": .badDirective,
    "while scanning a %YAML directive": .badDirective,
    "while scanning a tag directive": .badDirective,
    "while scanning a %TAG directive": .badDirective,
    "while parsing a %TAG directive": .badDirective,
  ]
}
