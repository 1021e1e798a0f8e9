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

  /// A JSON object that holds an array or object where a fact's value belongs.
  init(line: Int, nestedKey: String, rawText: String) {
    self.line = line
    code = "nested-value"
    subject = nestedKey
    reason = "`\(nestedKey)` is an array or object; a fact is a single value"
    self.rawText = rawText
  }

  /// A JSON object that gives a fact under two keys, its `column:` header and its name.
  init(line: Int, key: String, repeating other: String, rawText: String) {
    self.line = line
    code = "given-twice"
    subject = key
    reason = "`\(key)` and `\(other)` give the same fact; give it once"
    self.rawText = rawText
  }
}
