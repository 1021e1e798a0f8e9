import SourceText

/// Source text with one stretch marked by `⟦` and `⟧`.
struct MarkedSource {
  let file: SourceFile
  let range: SourceRange
  /// What is marked.
  let text: String

  init(_ marked: String, path: String = "policy.yaml") {
    let before = marked.prefix { $0 != "⟦" }
    let inside = marked.dropFirst(before.count + 1).prefix { $0 != "⟧" }
    text = String(inside)
    let after = marked.dropFirst(before.count + inside.count + 2)
    file = SourceFile(path: path, text: "\(before)\(inside)\(after)")
    range = SourceRange(file: file, start: before.utf8.count, end: before.utf8.count + inside.utf8.count)
  }
}
