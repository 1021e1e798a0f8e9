/// The spelling of a literal (`|`) or folded (`>`) block, from its indicator on.
struct BlockSpelling {
  private let source: [UInt8]
  private let end: Int
  private let isFolded: Bool
  private let chomping: Chomping
  /// Columns that each line is indented by.
  private let indentation: Int
  private var offset: Int
  /// Of `offset` in its line, up to the indentation.
  private var column = 0
  private var cooked: CookedText

  /// What becomes of the line breaks at the block's end.
  private enum Chomping {
    case strip, clip, keep
  }

  /// `range` ends after the blank lines that follow the block; `text` is how the block reads.
  init(_ source: [UInt8], _ range: Range<Int>, style: ScalarStyle, text: String) {
    let headerEnd = lineEnd(in: source, range)
    let contentStart = LineBreak(in: source, at: headerEnd, before: range.upperBound)?.range.upperBound ?? headerEnd
    self.source = source
    end = range.upperBound
    isFolded = style == .folded
    chomping = Self.chomping(header: source[range.lowerBound..<headerEnd])
    indentation = Self.indentation(source, contentStart..<range.upperBound, text: Array(text.utf8))
    offset = contentStart
    cooked = CookedText(from: source)
  }

  /// Removes the indentation, folds lines, chomps the end.
  mutating func cook() -> CookedText {
    var pending: LineBreak?
    var blankLines = skipBlankLines()
    var previousIsIndented = true
    while offset < end, column == indentation {
      let isIndented = source[offset].isBlank
      append(pending, blankLines, joins: isFolded && !previousIsIndented && !isIndented)
      previousIsIndented = isIndented
      pending = copyLine()
      blankLines = skipBlankLines()
    }
    if chomping != .strip, let pending { cooked.append(pending) }
    if chomping == .keep { blankLines.forEach { cooked.append($0) } }
    return cooked
  }

  /// What stands between two lines; where they join, a single break reads as a space.
  private mutating func append(_ first: LineBreak?, _ blankLines: [LineBreak], joins: Bool) {
    if let first, joins, !first.isSeparator {
      if blankLines.isEmpty { cooked.append(" ", at: first.range.lowerBound) }
    } else if let first {
      cooked.append(first)
    }
    blankLines.forEach { cooked.append($0) }
  }

  private mutating func copyLine() -> LineBreak? {
    let textEnd = lineEnd(in: source, offset..<end)
    cooked.copy(offset..<textEnd)
    let found = LineBreak(in: source, at: textEnd, before: end)
    offset = found?.range.upperBound ?? textEnd
    return found
  }

  /// Goes to the next line that holds text, behind its indentation.
  private mutating func skipBlankLines() -> [LineBreak] {
    var breaks: [LineBreak] = []
    column = 0
    while offset < end {
      if column < indentation, source[offset] == UInt8(ascii: " ") {
        offset += 1
        column += 1
      } else if let found = LineBreak(in: source, at: offset, before: end) {
        breaks.append(found)
        offset = found.range.upperBound
        column = 0
      } else {
        break
      }
    }
    return breaks
  }
}

extension BlockSpelling {
  private static func chomping(header: ArraySlice<UInt8>) -> Chomping {
    let indicators = header.dropFirst().prefix(2)
    if indicators.contains(UInt8(ascii: "-")) { return .strip }
    return indicators.contains(UInt8(ascii: "+")) ? .keep : .clip
  }

  /// How much deeper the first line that holds more than spaces stands in the file than in the text.
  private static func indentation(_ source: [UInt8], _ content: Range<Int>, text: [UInt8]) -> Int {
    guard let spelled = leadingSpaces(source, content), let read = leadingSpaces(text, text.indices) else {
      return .max
    }
    return spelled - read
  }

  private static func leadingSpaces(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    var lineStart = range.lowerBound
    var offset = lineStart
    while offset < range.upperBound {
      if let found = LineBreak(in: bytes, at: offset, before: range.upperBound) {
        (offset, lineStart) = (found.range.upperBound, found.range.upperBound)
      } else if bytes[offset] == UInt8(ascii: " ") {
        offset += 1
      } else {
        return offset - lineStart
      }
    }
    return nil
  }
}

/// Where the first line of `range` ends, its break excluded.
private func lineEnd(in source: [UInt8], _ range: Range<Int>) -> Int {
  range.first { LineBreak(in: source, at: $0, before: range.upperBound) != nil } ?? range.upperBound
}
