/// Writes diagnostics for people: the place and message, the line with carets under the fault, the hint, the notes.
///
/// ```
/// tobacco.yaml:7:12: error: the key `when` is written twice [yaml-duplicate-key]
///     when: cooperation < 40
///     ^~~~
/// hint: keep one of them
/// tobacco.yaml:5:5: note: first written here
///     when: cooperation < 30
///     ^~~~
/// ```
public struct DiagnosticRenderer: Sendable {
  /// Renders without colours.
  public init() {}

  /// One diagnostic; each line ends with a line feed.
  public func render(_ diagnostic: Diagnostic) -> String {
    var lines = remark(
      "\(diagnostic.severity.rawValue): \(diagnostic.message) [\(diagnostic.code)]", at: diagnostic.range)
    if let hint = diagnostic.hint { lines.append("hint: \(hint)") }
    for note in diagnostic.notes { lines += remark("note: \(note.message)", at: note.range) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Several, in the given order.
  public func render(_ diagnostics: some Sequence<Diagnostic>) -> String {
    diagnostics.map(render).joined()
  }

  private func remark(_ message: String, at range: SourceRange) -> [String] {
    let excerpt = SourceExcerpt(range)
    let first = "\(range): \(message)"
    return excerpt.line.allSatisfy(\.isWhitespace) ? [first] : [first, excerpt.line, excerpt.carets]
  }
}
