/// A piece of text that was taken out of a file, which knows where each of its bytes stands there.
///
/// The text of a YAML scalar differs from its spelling in the file (quotes, escapes, folded lines, indentation);
/// a mistake inside it is still shown at its exact place.
public struct SourceFragment: Sendable {
  /// The text as it reads, not as it is spelled.
  public let text: String

  /// The whole spelling in the file.
  public let range: SourceRange

  /// The file offset of each UTF-8 byte of `text` and, last, of its end: `text.utf8.count + 1` offsets, ascending.
  /// `nil`: the text stands in the file byte for byte, from `range.start` on.
  private let offsets: [Int]?

  /// Text that stands in the file byte for byte.
  public init(text: String, range: SourceRange) {
    self.text = text
    self.range = range
    offsets = nil
  }

  /// Text spelled differently in the file; traps unless `offsets.count == text.utf8.count + 1`.
  package init(text: String, range: SourceRange, offsets: [Int]) {
    precondition(offsets.count == text.utf8.count + 1, "an offset for each byte and one for the end")
    self.text = text
    self.range = range
    self.offsets = offsets
  }

  /// A whole file of its own.
  public init(_ file: SourceFile) {
    self.init(
      text: String(decoding: file.bytes, as: UTF8.self), range: SourceRange(file: file, start: 0, end: file.bytes.count)
    )
  }

  /// The place in the file of the bytes `local` of `text` (UTF-8 offsets, clamped to the text).
  public func range(of local: Range<Int>) -> SourceRange {
    let start = fileOffset(local.lowerBound)
    return SourceRange(file: range.file, start: start, end: max(start, fileOffset(local.upperBound)))
  }

  private func fileOffset(_ local: Int) -> Int {
    let clamped = max(0, min(local, text.utf8.count))
    return offsets.map { $0[clamped] } ?? range.start + clamped
  }
}
