import SourceText

/// Finds the texts between `{}` or `[]` that a comma ended although a round bracket was open in them.
struct SplitText {
  private var start: SourceRange?
  /// Round brackets that are open.
  private var depth = 0

  /// Takes the next piece between commas; gives the whole text once its brackets are closed.
  ///
  /// - Parameter mayContinue: Whether it can be the rest of the piece before: an item, or a key without a value.
  mutating func take(_ piece: YAMLNode?, mayContinue: Bool) -> (first: SourceRange, whole: SourceRange)? {
    guard let piece, case .scalar(let scalar) = piece.content else {
      start = nil
      return nil
    }
    let opened = scalar.isPlain ? scalar.fragment.text.openRoundBrackets : 0
    guard mayContinue, let first = start, first.end <= piece.range.start else {
      depth = opened
      start = opened > 0 ? piece.range : nil
      return nil
    }
    depth += opened
    guard depth <= 0 else { return nil }
    start = nil
    return (first, SourceRange(file: first.file, start: first.start, end: piece.range.end))
  }
}

extension String {
  /// How many more round brackets it opens than it closes.
  fileprivate var openRoundBrackets: Int {
    utf8.reduce(0) { $0 + ($1 == UInt8(ascii: "(") ? 1 : $1 == UInt8(ascii: ")") ? -1 : 0) }
  }
}
