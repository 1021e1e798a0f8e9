import SourceText

/// What is wrong with the spelling of an expression, and what to write instead.
extension Diagnostic {
  static func emptyExpression(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "empty-expression", range: range, message: "there is no expression here",
      hint: "write a condition or a value, for example cooperation < 40")
  }

  static func expressionTooLong(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "expression-too-long", range: range,
      message: "the expression is longer than \(ExpressionLimits.bytes) bytes", hint: "split it into several")
  }

  static func tooDeeplyNested(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "expression-too-deep", range: range,
      message: "more than \(ExpressionLimits.depth) operations lie inside each other",
      hint: "give parts of it a name under 'derive'")
  }

  private static let strayCode = "stray-character"
  private static let numberCode = "number-with-letters"

  /// Of what cannot be read at all.
  static let unreadableCodes: Set<String> = [strayCode, numberCode]

  static func strayCharacter(_ character: String, readAs ascii: String? = nil, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: strayCode, range: range, message: "'\(character)' means nothing in an expression",
      hint: hint(forStray: ascii ?? character))
  }

  private static func hint(forStray character: String) -> String? {
    switch character {
    case "#": "comments begin with //"
    case "^": "there is no power operator; write x * x"
    case ";": "join conditions by && or ||"
    case "~": "a range is written [10..20] in the cell of a table; a text has a pattern: name.matches('pattern')"
    case "$", "@": "names are written as they are declared, without a sign before them"
    default: "remove it, or put text in quotes"
    }
  }

  static func fullWidth(_ found: String, meant: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "full-width-character", range: range, message: "'\(found)' is written with full-width characters",
      hint: "write \(meant)")
  }

  static func fullWidthComma(_ found: String, at range: SourceRange) -> Diagnostic {
    fullWidth(found, meant: ", between values; between conditions, && or ||", at: range)
  }

  static func misspelledOperator(_ found: String, meant: Symbol, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "misspelled-operator", range: range, message: "'\(found)' is no operator here",
      hint: "write \(meant.rawValue)")
  }

  static func operatorWord(_ word: String, meant: Symbol, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "operator-word", range: range, message: "'\(word)' is no operator", hint: "write \(meant.rawValue)")
  }

  static func notIn(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "operator-word", range: range, message: "'\(word) in' is no operator",
      hint: "write !(x in [...])")
  }

  static func unclosedQuote(_ quote: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unclosed-quote", range: range, message: "the text that begins with \(quote) does not end",
      hint: "close it with the same quote on the same line")
  }

  static func unknownEscape(_ escape: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unknown-escape", range: range, message: "'\(escape)' is no escape",
      hint: #"write \\ for a backslash, or r'...' for text without escapes"#)
  }

  static func numberTooLarge(_ number: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "number-too-large", range: range, message: "\(number) is beyond the range of its type",
      hint: "write it as a decimal number, for example 1e30, if it has to be so large")
  }

  static func numberWithLetters(_ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: numberCode, range: range, message: "'\(text)' is neither a number nor a name",
      hint: "a length of time is written duration('\(text)'); text is written in quotes")
  }

  static func percentSign(_ text: String, number: Double, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: numberCode, range: range, message: "'\(text)' is no number: there is no percent sign",
      hint: "write \(plain(number)), or \(plain(number / 100)) where the whole is 1")
  }

  static func numberWithUnit(_ number: String, unit: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: numberCode, range: range, message: "'\(number)\(unit)' is neither a number nor a name",
      hint: "write \(Double(number).flatMap { inFull($0, unit) } ?? number)")
  }

  /// A number of ten thousands, hundreds of millions and so on.
  private static func inFull(_ number: Double, _ unit: String) -> String? {
    let powers: [Character: Double] = ["十": 1e1, "百": 1e2, "千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8]
    let factor = unit.prefix { powers[$0] != nil }.reduce(1) { $0 * (powers[$1] ?? 1) }
    return factor == 1 ? nil : plain(number * factor)
  }

  private static func plain(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? "\(number)"
  }

  static func missingValue(found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "missing-value", range: range, message: "a value is missing \(before(found))",
      hint: ["=", "==", "＝"].contains(found)
        ? "write what is compared before it; in the cell of a table, the value alone"
        : "write a name, a number or text in quotes here")
  }

  static func missingName(found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "missing-name", range: range, message: "a name is missing after the point, \(before(found))",
      hint: "write the name of a field or function after the point")
  }

  static func unexpectedText(_ found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unexpected-text", range: range, message: "the expression ends before '\(found)'",
      hint: hint(forUnexpected: found))
  }

  private static func hint(forUnexpected found: String) -> String {
    switch found {
    case ")", "]", "}": "remove it, or open it before"
    case ",": "several values are written as a list: [a, b]"
    case ":": "a choice is written condition ? a : b"
    default: "join the two parts by an operator such as && or ||"
    }
  }

  static func unclosedBracket(
    opened: SourceRange, as bracket: String, expected: String, found: String, isCutByComma: Bool,
    at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "unclosed-bracket", range: range, message: "'\(expected)' is missing \(before(found))",
      hint: isCutByComma
        ? "put the whole condition in quotes: inside { } and [ ] the comma after it ends it"
        : "close the '\(bracket)', or join the parts inside by an operator or a comma",
      notes: [Note(range: opened, message: "opened here")])
  }

  static func missingColon(found: String, question: SourceRange, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "missing-colon", range: range, message: "':' is missing \(before(found))",
      hint: "a choice is written condition ? a : b", notes: [Note(range: question, message: "for this '?'")])
  }

  static func missingEntryColon(found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "missing-colon", range: range, message: "':' is missing \(before(found))",
      hint: "a map is written {'key': value}; a list is written [a, b]")
  }

  static func reservedWord(_ word: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "reserved-word", range: range, message: "'\(word)' is a word that the language keeps for itself",
      hint: word == "if" ? "a choice is written condition ? a : b" : "rename it")
  }

  static func messageConstruction(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unsupported-message", range: range, message: "messages of named types are not supported",
      hint: "a map is written {'key': value}")
  }

  static func macroArguments(_ name: String, form: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "macro-arguments", range: range, message: "'\(name)' has too few or too many arguments",
      hint: "write \(form)")
  }

  static func iterationVariable(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "iteration-variable", range: range, message: "this has to be a plain name for the element",
      hint: "write for example list.exists(x, x > 0)")
  }

  static func hasArgument(_ dialect: Dialect, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "has-argument", range: range, message: "'has' asks for a name, not for a value",
      hint: dialect == .strict ? "write has(map.field)" : "write has(name) or has(map.field)")
  }

  private static func before(_ found: String) -> String { found.isEmpty ? "at the end" : "before '\(found)'" }
}
