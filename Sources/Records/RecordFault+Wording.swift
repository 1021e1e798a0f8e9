extension RecordFault {
  /// Stable, kebab-case; for tools.
  package var code: String {
    switch problem {
    case .wrongFieldCount: "wrong-field-count"
    case .textAfterQuote: "text-after-quote"
    case .unclosedQuote: "unclosed-quote"
    case .tooLong: "record-too-long"
    case .invalidText: "invalid-encoding"
    case .unexpected, .endsEarly, .badEscape, .controlCharacter, .badNumber, .numberTooLarge, .tooDeep: "bad-json"
    case .duplicateKey: "duplicate-key"
    }
  }

  /// What is wrong and how to mend it, in plain words.
  package var message: String {
    let place = column.map { "column \($0): " } ?? ""
    return place + explanation
  }

  private var explanation: String {
    switch problem {
    case .wrongFieldCount(let found, let expected):
      "the header has \(Self.counted(expected, "field")), this record has \(found); is a comma not quoted?"
    case .textAfterQuote(let field):
      "field \(field) goes on after its closing quote; write a quote inside a quoted field twice"
    case .unclosedQuote(let field):
      "field \(field) opens a quote that is never closed"
    case .tooLong(let limit):
      "the record is longer than \(limit) bytes"
    case .invalidText(let field):
      (field.map { "field \($0)" } ?? "the line") + " holds bytes that are no text in the input's encoding"
    case .unexpected, .endsEarly, .badEscape, .controlCharacter, .badNumber, .numberTooLarge, .duplicateKey, .tooDeep:
      jsonExplanation
    }
  }

  private var jsonExplanation: String {
    switch problem {
    case .unexpected(let found, let expected): "\(found) stands where \(expected) is expected"
    case .endsEarly(let expected): "the line ends where \(expected) is expected; an object must stand on one line"
    case .badEscape(let escape): "`\(escape)` is no escape of JSON"
    case .controlCharacter(let byte): "a control character (\(byte)) must be escaped inside a string"
    case .badNumber(let text): "`\(text)` is no number of JSON"
    case .numberTooLarge(let text): "`\(text)` is too large for a number"
    case .duplicateKey(let key): "the key `\(key)` is given twice"
    case .tooDeep(let limit): "values are nested more than \(limit) deep"
    default: ""
    }
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
