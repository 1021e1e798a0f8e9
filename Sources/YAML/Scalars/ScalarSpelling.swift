import SourceText

/// A scalar as it stands in the file, beside what libyaml read from it.
struct ScalarSpelling {
  let file: SourceFile
  let text: String
  let style: ScalarStyle
  /// Quotes and a block's header included; for a block, the blank lines after it too.
  let bytes: Range<Int>

  /// The text with the place of each of its bytes.
  var fragment: SourceFragment {
    if isVerbatim { return SourceFragment(text: text, range: range, textStart: content.lowerBound) }
    let cooked = cook()
    guard text.utf8.elementsEqual(cooked.bytes) else { return withoutInnerPlaces }
    let textEnd = max(content.upperBound, cooked.offsets.last ?? 0)
    return SourceFragment(text: text, range: range, offsets: cooked.offsets + [textEnd])
  }

  /// Whether it is a block that names its indentation but has no text: `>5` was meant as a comparison.
  var isEmptyBlockWithIndentation: Bool {
    let header = file.bytes[bytes].dropFirst().prefix(2)
    return isBlock && text.isEmpty && header.contains { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
  }

  /// Its place, without the blank lines after a block.
  var range: SourceRange {
    SourceRange(file: file, start: bytes.lowerBound, end: isBlock ? content.upperBound : bytes.upperBound)
  }

  private var isBlock: Bool { style == .literal || style == .folded }

  private var isVerbatim: Bool {
    !isBlock && content.count == text.utf8.count && text.utf8.elementsEqual(file.bytes[content])
  }

  /// Between the quotes.
  private var content: Range<Int> {
    switch style {
    case .plain: bytes
    case .singleQuoted, .doubleQuoted: (bytes.lowerBound + 1)..<max(bytes.lowerBound + 1, bytes.upperBound - 1)
    case .literal, .folded: bytes.lowerBound..<endOfBlockText
    }
  }

  private var endOfBlockText: Int {
    let last = file.bytes[bytes].lastIndex { !$0.isBlank && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return (last ?? bytes.lowerBound) + 1
  }

  private func cook() -> CookedText {
    switch style {
    case .plain, .singleQuoted, .doubleQuoted:
      var spelling = FlowSpelling(file.bytes, content, style: style)
      return spelling.cook()
    case .literal, .folded:
      var spelling = BlockSpelling(file.bytes, bytes, style: style, text: text)
      return spelling.cook()
    }
  }

  /// Should the text ever differ from what libyaml read, a mistake inside it is shown at its start.
  private var withoutInnerPlaces: SourceFragment {
    let offsets = Array(repeating: range.start, count: text.utf8.count) + [range.end]
    return SourceFragment(text: text, range: range, offsets: offsets)
  }
}
