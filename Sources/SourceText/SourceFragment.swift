/// A piece of text that was taken out of a file, which knows where each of its bytes stands there.
///
/// The text of a YAML scalar differs from its spelling in the file (quotes, escapes, folded lines, indentation);
/// a mistake inside it is still shown at its exact place.
public struct SourceFragment: Sendable {
  /// The text as it reads, not as it is spelled.
  public let text: String

  /// The whole spelling in the file.
  public let range: SourceRange

  private let spelling: Spelling

  /// How `text` stands in the file.
  fileprivate enum Spelling: Sendable {
    /// Byte for byte, from this offset on.
    case verbatim(Int)
    /// The file offset of each UTF-8 byte of `text` and, last, of its end; ascending.
    case mapped(ArraySlice<Int>)
  }

  private init(text: String, range: SourceRange, spelling: Spelling) {
    self.text = text
    self.range = range
    self.spelling = spelling
  }

  /// Text that stands in the file byte for byte, from `range.start` on.
  public init(text: String, range: SourceRange) {
    self.init(text: text, range: range, textStart: range.start)
  }

  /// Text that stands in the file byte for byte from `textStart` on, inside its spelling (after a quote, say).
  package init(text: String, range: SourceRange, textStart: Int) {
    self.init(text: text, range: range, spelling: .verbatim(textStart))
  }

  /// Text spelled differently in the file; traps unless `offsets.count == text.utf8.count + 1`.
  package init(text: String, range: SourceRange, offsets: [Int]) {
    precondition(offsets.count == text.utf8.count + 1, "an offset for each byte and one for the end")
    self.init(text: text, range: range, spelling: .mapped(offsets[...]))
  }

  /// A whole file of its own, without its byte-order mark.
  public init(_ file: SourceFile) {
    self.init(
      text: String(decoding: file.bytes[file.contentStart...], as: UTF8.self),
      range: SourceRange(file: file, start: file.contentStart, end: file.bytes.count))
  }

  /// The place in the file of the bytes `local` of `text` (UTF-8 offsets, clamped to the text).
  public func range(of local: Range<Int>) -> SourceRange {
    let start = fileOffset(local.lowerBound)
    return SourceRange(file: range.file, start: start, end: max(start, fileOffset(local.upperBound)))
  }

  /// The part of the text at the bytes `local` (UTF-8 offsets, clamped to the text), which keeps its places.
  ///
  /// Both ends have to stand between characters; half a character would read as U+FFFD.
  package subscript(local: Range<Int>) -> SourceFragment {
    let part = local.clamped(to: 0..<text.utf8.count)
    let bytes = text.utf8.dropFirst(part.lowerBound).prefix(part.count)
    return SourceFragment(
      text: String(decoding: bytes, as: UTF8.self), range: range(of: part), spelling: spelling.part(part))
  }

  private func fileOffset(_ local: Int) -> Int {
    spelling.fileOffset(max(0, min(local, text.utf8.count)))
  }
}

extension SourceFragment.Spelling {
  func fileOffset(_ local: Int) -> Int {
    switch self {
    case .verbatim(let start): start + local
    case .mapped(let offsets): offsets[offsets.startIndex + local]
    }
  }

  func part(_ local: Range<Int>) -> Self {
    switch self {
    case .verbatim(let start): .verbatim(start + local.lowerBound)
    case .mapped(let offsets): .mapped(offsets.dropFirst(local.lowerBound).prefix(local.count + 1))
    }
  }
}
