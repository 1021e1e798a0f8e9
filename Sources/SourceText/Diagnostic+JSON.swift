extension Sequence where Element == Diagnostic {
  /// A JSON array with one object a line, for editors and other tools.
  ///
  /// Each has `file`, `line`, `column`, `endLine`, `endColumn` (1-based, Unicode scalars, the end excluded), `severity`,
  /// `code`, `message`, `hint` (or null) and `notes`. The same diagnostics always give the same bytes.
  public var json: String {
    let objects = map { "  \($0.json)" }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }
}

extension Diagnostic {
  fileprivate var json: String {
    let notes = notes.map { "{\($0.range.jsonMembers),\"message\":\($0.message.jsonQuoted)}" }
    return """
      {\(range.jsonMembers),"severity":"\(severity.rawValue)","code":\(code.jsonQuoted),\
      "message":\(message.jsonQuoted),"hint":\(hint?.jsonQuoted ?? "null"),"notes":[\(notes.joined(separator: ","))]}
      """
  }
}

extension SourceRange {
  fileprivate var jsonMembers: String {
    let (first, last) = (position, file.position(at: end))
    return """
      "file":\(file.path.jsonQuoted),"line":\(first.line),"column":\(first.column),\
      "endLine":\(last.line),"endColumn":\(last.column)
      """
  }
}
