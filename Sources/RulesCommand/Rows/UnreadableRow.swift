import Records

/// A row that never reached the policy, and why.
struct UnreadableRow {
  /// The physical line on which it starts, 1-based.
  let line: Int
  /// Stable, kebab-case.
  let code: String
  /// The key at fault; empty where the whole row is.
  let subject: String
  /// In plain words.
  let reason: String
  /// The row as it stands in the file.
  let rawText: String
}

extension UnreadableRow {
  /// A record that is broken as such.
  init(_ fault: RecordFault) {
    line = fault.line
    code = fault.code
    subject = ""
    reason = fault.message
    rawText = fault.rawText
  }

  /// A JSON object that does not give each fact one value.
  init(_ fault: RecordValues.Fault, line: Int, rawText: String) {
    self.line = line
    self.rawText = rawText
    switch fault {
    case .nested(let key):
      code = "nested-value"
      subject = key
      reason = "`\(key)` is an array or object; a fact is a single value"
    case .repeated(let key, let other):
      code = "given-twice"
      subject = key
      reason = "`\(key)` and `\(other)` give the same fact; give it once"
    }
  }
}

extension RecordFault {
  /// Whether bytes are no text.
  var isOfEncoding: Bool { if case .invalidText = problem { true } else { false } }
}
