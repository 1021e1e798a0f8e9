/// One line of a file with a line of carets under a stretch of it, as a terminal shows them.
///
/// Long lines are cut to a window around the stretch; of a stretch over several lines, the first is shown.
struct SourceExcerpt {
  /// The line: tabs kept, other control characters and bad UTF-8 replaced.
  let line: String
  /// `^~~~`, aligned with `line`.
  let carets: String

  /// Lines of more columns are cut.
  private static let longestLine = 200
  /// Columns kept before the stretch in a line that is cut.
  private static let lead = 60
  /// Bytes looked at on either side of the stretch's start; the rest of a line could not be shown anyway.
  private static let reach = 4096

  /// Takes time in proportion to what is shown, not to the line's length.
  init(_ range: SourceRange) {
    let line = range.file.lineRange(range.file.lineIndex(at: range.start))
    let start = min(max(range.start, line.lowerBound), line.upperBound)
    let end = min(max(range.end, start), line.upperBound)
    let near = range.file.wholeCharacters(
      in: max(line.lowerBound, start - Self.reach)..<min(line.upperBound, start + Self.reach), around: start)
    self.init(
      before: range.file.showableText(near.lowerBound..<start),
      marked: range.file.showableText(start..<min(end, near.upperBound)),
      after: range.file.showableText(min(end, near.upperBound)..<near.upperBound),
      isWhole: near == line)
  }

  private init(before: [Character], marked: [Character], after: [Character], isWhole: Bool) {
    let fits = isWhole && (before.displayWidth + marked.displayWidth + after.displayWidth) <= Self.longestLine
    let shownBefore = fits ? before[...] : before.suffix(columns: Self.lead)
    let room = fits ? Int.max : Self.longestLine - shownBefore.displayWidth
    let shownRest = (marked + after).prefix(columns: room)
    let head = shownBefore.count < before.count ? "…" : ""
    let tail = shownRest.count < marked.count + after.count ? "…" : ""
    line = head + String(shownBefore) + String(shownRest) + tail
    carets = String(head.map { _ in " " }) + shownBefore.blanks + shownRest.prefix(marked.count).underline
  }
}

extension SourceFile {
  /// The text as a terminal may be shown it.
  fileprivate func showableText(_ range: Range<Int>) -> [Character] {
    String(decoding: bytes[range], as: UTF8.self).map { $0.isTerminalControl ? "\u{FFFD}" : $0 }
  }

  /// `range`, shrunk so that it halves no character at its ends; keeps `anchor` inside.
  fileprivate func wholeCharacters(in range: Range<Int>, around anchor: Int) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < anchor, isContinuation(at: start) { start += 1 }
    while end > anchor, isContinuation(at: end) { end -= 1 }
    return start..<end
  }

  private func isContinuation(at offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] & 0xC0 == 0x80
  }
}

extension Character {
  fileprivate var isTerminalControl: Bool {
    self != "\t" && unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}

extension Collection where Element == Character {
  fileprivate var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// As wide as the text, and with its tabs, but empty.
  fileprivate var blanks: String {
    reduce(into: "") { $0 += $1 == "\t" ? "\t" : String(repeating: " ", count: $1.displayWidth) }
  }

  /// `^~~~`, at least a caret.
  fileprivate var underline: String {
    "^" + String(repeating: "~", count: Swift.max(0, displayWidth - 1))
  }
}

extension [Character] {
  fileprivate func prefix(columns: Int) -> ArraySlice<Character> {
    prefix(Self.count(of: self, in: columns))
  }

  fileprivate func suffix(columns: Int) -> ArraySlice<Character> {
    suffix(Self.count(of: reversed(), in: columns))
  }

  /// How many of the characters fit.
  private static func count(of characters: some Sequence<Character>, in columns: Int) -> Int {
    var width = 0
    var count = 0
    for character in characters {
      width += character.displayWidth
      if width > columns { break }
      count += 1
    }
    return count
  }
}
