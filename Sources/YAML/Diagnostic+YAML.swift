import SourceText

// The wording of everything that can be wrong with a file before it is read as a policy.

// MARK: The file as a whole

extension Diagnostic {
  static func tooLarge(_ file: SourceFile, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-too-large", range: SourceRange(file: file, start: 0, end: 0),
      message: "the file has \(file.bytes.count) bytes; at most \(limit) are read",
      hint: "split it into several files, or check whether this is the file you meant")
  }

  static func outOfMemory(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      code: "yaml-out-of-memory", range: SourceRange(file: file, start: 0, end: 0),
      message: "memory ran out while the file was read")
  }

  static func unreadable(_ fault: UnreadableByte, in file: SourceFile) -> Diagnostic {
    switch fault {
    case .notUTF8(let offset): notUTF8(SourceRange(file: file, start: offset, end: offset + 1))
    case .control(let scalar, let offset): control(scalar, at: offset, in: file)
    }
  }

  private static func notUTF8(_ range: SourceRange) -> Diagnostic {
    let byte = String(range.file.bytes[range.start], radix: 16, uppercase: true)
    return Diagnostic(
      code: "yaml-not-utf8", range: range,
      message: "the file is not UTF-8 text: the byte \(byte) cannot stand here",
      hint: "save the file with the encoding UTF-8 (not GBK, GB18030 or UTF-16)")
  }

  private static func control(_ scalar: Unicode.Scalar, at offset: Int, in file: SourceFile) -> Diagnostic {
    let code = String(scalar.value, radix: 16, uppercase: true)
    let padded = String(repeating: "0", count: max(0, 4 - code.count)) + code
    return Diagnostic(
      code: "yaml-control-character",
      range: SourceRange(file: file, start: offset, end: offset + UTF8.width(scalar)),
      message: "an invisible character stands here: U+\(padded)", hint: "delete it")
  }

  static func empty(_ file: SourceFile) -> Diagnostic {
    Diagnostic(
      code: "yaml-empty", range: SourceRange(file: file, start: file.contentStart, end: file.contentStart),
      message: "there is nothing in this file", hint: "a policy starts with `policy: NAME`")
  }

  static func severalDocuments(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-several-documents", range: range, message: "a second document starts here; a file holds one",
      hint: "delete the line, or move what follows it to a file of its own")
  }

  static func tooDeep(_ range: SourceRange, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-too-deep", range: range, message: "more than \(limit) lists and mappings are nested here",
      hint: "write it flatter")
  }

  static func tooManyFaults(_ range: SourceRange, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-too-many-faults", range: range,
      message: "the file has \(limit) faults before this place; the rest is not read",
      hint: "mend the first ones, or check whether this is the file you meant")
  }

  static func tooManyNodes(_ range: SourceRange, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "yaml-too-many-values", range: range,
      message: "here the file has grown to more than \(limit) values, those repeated by `*name` counted each time",
      hint: "use fewer aliases, or split the file")
  }
}

// MARK: Keys, anchors, tags

extension Diagnostic {
  static func duplicateKey(_ key: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-duplicate-key", range: range, message: "the key `\(key)` is written twice",
      hint: "keep one of them", notes: [Note(range: first, message: "first written here")])
  }

  static func secondMerge(at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-duplicate-key", range: range, message: "the key `<<` is written twice",
      hint: "merge several mappings with one list: `<<: [*first, *second]`",
      notes: [Note(range: first, message: "first written here")])
  }

  static func keyNotText(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-key-not-text", range: range, message: "a list or mapping stands where a key should be",
      hint: "write a name; a text that begins with `[` or `{` belongs in quotes")
  }

  static func emptyKey(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-empty-key", range: range, message: "the key is missing before the colon", hint: "write `key: value`")
  }

  static func missingSpace(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-missing-space", range: range, message: "`\(range.spelledText)` is read as a key without a value",
      hint: "put a space after the colon, or the whole text in quotes")
  }

  static func unknownAnchor(_ name: String, at range: SourceRange, known: ArraySlice<String>) -> Diagnostic {
    let match = closestMatch(to: name, among: known)
    return Diagnostic(
      code: "yaml-unknown-anchor", range: range, message: "nothing before this place is named `&\(name)`",
      hint: match.map { "did you mean `*\($0)`?" } ?? "a text that begins with `*` belongs in quotes")
  }

  static func recursiveAlias(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-recursive-alias", range: range, message: "`*\(name)` stands inside of what `&\(name)` names",
      hint: "a value cannot contain itself; write it out, or name a smaller part")
  }

  static func mergeOfText(at range: SourceRange, item: SourceRange? = nil) -> Diagnostic {
    Diagnostic(
      code: "yaml-merge-not-mapping", range: range, message: "`<<` merges mappings, and this is none",
      hint: "write `<<: *name` or `<<: [*first, *second]`; for a key that is called so, write `\"<<\"`",
      notes: item.map { [Note(range: $0, message: "this is not a mapping")] } ?? [])
  }

  static func tag(_ range: SourceRange) -> Diagnostic {
    let tag = range.spelledText
    return Diagnostic(
      code: "yaml-tag", range: range, message: "`\(tag)` is read as a YAML tag, and policies have none",
      hint: tag.hasPrefix("!!")
        ? "leave it out: what type a value has is said by where it stands"
        : "a condition that begins with `!` belongs in quotes: `\"!…\"`")
  }
}

// MARK: Indentation and colons

extension Diagnostic {
  static func tab(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-tab", range: range, message: "this line is indented with a tab; YAML indents with spaces",
      hint: "replace the tab with spaces, as many as the lines around it have")
  }

  static func colonInText(_ range: SourceRange, text: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-colon-in-text", range: range,
      message: "a colon followed by a space ends a key, and this line has its key already",
      hint: "put the whole text in quotes" + quotedExample(text))
  }

  static func tooDeeplyIndented(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-indentation", range: range,
      message: "this key is indented deeper than the line above it allows",
      hint: "align it with the key above, or end the line above with a colon if it belongs to that")
  }

  static func misaligned(_ range: SourceRange, beside key: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "yaml-indentation", range: range, message: "this line is not aligned with the keys that it follows",
      hint: "give the keys of one mapping the same indentation",
      notes: key.map { [Note(range: $0, message: "the mapping starts here")] } ?? [])
  }

  static func missingColon(_ range: SourceRange) -> Diagnostic {
    let text = range.spelledText
    let hint =
      text.contains(":")
      ? "put a space after the colon: `key: value`"
      : "write `key: value`; to continue the text of the line above, indent this line deeper"
    return Diagnostic(
      code: "yaml-missing-colon", range: range, message: "a key is expected here, but no `: ` follows it", hint: hint)
  }

  static func joinedDash(_ line: SourceRange) -> Diagnostic {
    let text = line.spelledText
    let example = text.count <= 60 ? ": `- \(text.dropFirst())`" : ""
    return Diagnostic(
      code: "yaml-missing-space", range: line, message: "a dash begins an item only before a blank",
      hint: "write a blank after the dash" + example)
  }

  static func joinedColon(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-missing-space", range: range, message: "a colon ends a key only before a blank",
      hint: "write a blank after the colon")
  }

  static func misplacedDash(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-misplaced-item", range: range, message: "a list item cannot begin here",
      hint: "put each `- item` on a line of its own below the key, or write `[first, second]`; "
        + "a text that begins with `-` belongs in quotes")
  }

  static func misplacedQuestionMark(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-first-character", range: range, message: "a text cannot begin with `? `",
      hint: "put the whole text in quotes")
  }

  static func itemAmongKeys(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-misplaced-item", range: range, message: "a list item stands among the keys of a mapping",
      hint: "indent it below the key that it belongs to, or leave out the `- `")
  }

  static func keyAmongItems(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-indentation", range: range, message: "this line stands in a list, but begins no item",
      hint: "begin it with `- `, or indent it like the text of the item that it belongs to")
  }

  static func textAfterEnd(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-text-after-end", range: range, message: "what stands above is complete; this belongs to nothing",
      hint: "a policy is one mapping: write `key: value` on each line of the outermost level")
  }
}

// MARK: Brackets

extension Diagnostic {
  static func unclosedBracket(_ range: SourceRange, noticed: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "yaml-unclosed-bracket", range: range, message: "this `\(range.spelledText)` is never closed",
      hint: "close it; a text that begins with it belongs in quotes",
      notes: noticed.map { [Note(range: $0, message: "this cannot belong to it any more")] } ?? [])
  }

  static func missingComma(_ range: SourceRange, bracket: SourceRange?) -> Diagnostic {
    Diagnostic(
      code: "yaml-missing-comma", range: range, message: "a comma or the closing bracket is missing before this",
      hint: "separate the items with commas; a text that holds commas, brackets or quotes belongs in quotes",
      notes: bracket.map { [Note(range: $0, message: "the bracket is opened here")] } ?? [])
  }

  static func commaInText(_ first: SourceRange, _ whole: SourceRange) -> Diagnostic {
    let rest = first.file.bytes[first.end..<whole.end]
    let comma = rest.firstIndex(of: UInt8(ascii: ",")) ?? first.end
    return Diagnostic(
      code: "yaml-comma-in-text", range: SourceRange(file: first.file, start: comma, end: comma + 1),
      message: "inside `{…}` and `[…]` a comma ends the text, and here one of its brackets is still open",
      hint: "put the whole text in quotes" + quotedExample(whole.spelledText))
  }

  static func colonInEntry(_ range: SourceRange, text: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-colon-in-text", range: range,
      message: "a colon followed by a space ends a key, and this entry has its key already",
      hint: "put a comma before the next key, or the whole text in quotes" + quotedExample(text))
  }

  static func interval(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-interval", range: range, message: "the brackets of this interval are read as those of a list",
      hint: "put it in quotes" + quotedExample(range.spelledText))
  }

  static func strayBracket(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-stray-bracket", range: range, message: "this `\(range.spelledText)` closes nothing",
      hint: "delete it; a text that holds brackets belongs in quotes")
  }

  static func missingValue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-missing-value", range: range, message: "a value is missing before this",
      hint: "write the value, or delete what is too much; a text that begins so belongs in quotes")
  }
}

// MARK: Texts

extension Diagnostic {
  static func unclosedQuote(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-unclosed-quote", range: range, message: "this quote is never closed",
      hint: "end the text with the same quote")
  }

  static func quoteOverLines(_ range: SourceRange, end: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-unclosed-quote", range: range, message: "this quote is not closed on its line",
      hint: "end the text with the same quote", notes: [Note(range: end, message: "so the text goes on to this quote")])
  }

  static func textAfterQuote(_ range: SourceRange, text: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-text-after-quote", range: range, message: "the quoted text ends before this",
      hint: "a text that begins with a quote ends with it; put the whole text in quotes" + quotedExample(text))
  }

  static func textAfterValue(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-text-after-value", range: range, message: "the value ends before this; the rest belongs to nothing",
      hint: "put the whole text in quotes, or this on a line of its own")
  }

  static func badFirstCharacter(_ range: SourceRange, text: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-first-character", range: range, message: "a text cannot begin with `\(range.spelledText)`",
      hint: "put the whole text in quotes" + quotedExample(text))
  }

  static func blockHeader(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-block", range: range,
      message: "`\(range.spelledText.prefix(1))` says that a text follows on the next lines, but it follows here",
      hint: "put the whole text in quotes" + quotedExample(range.spelledText))
  }

  static func emptyBlock(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-block", range: range,
      message: "`\(range.spelledText)` says that an indented text follows on the next lines, but none does",
      hint: "put the text in quotes" + quotedExample(range.spelledText))
  }

  static func badEscape(_ range: SourceRange) -> Diagnostic {
    let escape = range.spelledText
    return Diagnostic(
      code: "yaml-escape", range: range, message: "`\(escape)` means nothing in double quotes",
      hint: "write `\\\(escape)`, or use single quotes, in which a backslash is a backslash")
  }

  static func badEscapeCode(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-escape", range: range, message: "this escape stands for no character",
      hint: "`\\x` takes two hexadecimal digits, `\\u` four, `\\U` eight")
  }

  static func badAnchorName(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-anchor-name", range: range,
      message: "`&` has to be followed by a name of letters a-z, digits, `-`, `_`",
      hint: "a condition that holds `&&` belongs in quotes where it does not begin with a word")
  }

  static func badAliasName(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-anchor-name", range: range,
      message: "`*` has to be followed by a name of letters a-z, digits, `-`, `_`",
      hint: "a text that begins with `*` belongs in quotes")
  }

  static func badDirective(_ range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "yaml-directive", range: range,
      message: "a line that begins with `%` is an instruction to YAML, and not one it knows",
      hint: "delete the line; a text that begins with `%` belongs in quotes")
  }

  static func unreadableYAML(_ range: SourceRange, reason: String) -> Diagnostic {
    Diagnostic(
      code: "yaml-syntax", range: range,
      message: "this cannot be read as YAML" + (reason.isEmpty ? "" : " (\(reason))"),
      hint: "check quotes, brackets and indentation here and on the line above")
  }

  /// How `text` looks in quotes; nothing where it is too long for a hint.
  private static func quotedExample(_ text: String) -> String {
    guard text.count <= 60 else { return "" }
    if !text.contains("\""), !text.contains("\\") { return ": `\"\(text)\"`" }
    return ": `'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'`"
  }
}
