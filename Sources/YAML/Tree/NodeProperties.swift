/// What stands before a node's own text: its anchor (`&name`) and its tag (`!name`), in either order.
struct NodeProperties {
  /// Where the node's text starts.
  let contentStart: Int
  /// The tag as spelled.
  let tag: Range<Int>?

  /// Of a node without properties.
  init(contentStart: Int) {
    self.contentStart = contentStart
    tag = nil
  }

  /// Looks at `range`, which starts at the node's first property or at its text; an empty node has its text at the end.
  init(_ source: [UInt8], _ range: Range<Int>) {
    var offset = range.lowerBound
    var properties: [UInt8: Range<Int>] = [:]
    while offset < range.upperBound, source[offset].opensProperty, properties[source[offset]] == nil {
      let end = Self.propertyEnd(source, offset..<range.upperBound)
      properties[source[offset]] = offset..<end
      offset = Self.skipBlanks(source, end..<range.upperBound)
    }
    contentStart = offset
    tag = properties[UInt8(ascii: "!")]
  }

  private static func propertyEnd(_ source: [UInt8], _ range: Range<Int>) -> Int {
    range.first { source[$0].isBlank || LineBreak(in: source, at: $0, before: range.upperBound) != nil }
      ?? range.upperBound
  }

  /// Skips blanks, line breaks and comments.
  private static func skipBlanks(_ source: [UInt8], _ range: Range<Int>) -> Int {
    var isComment = false
    var offset = range.lowerBound
    while offset < range.upperBound {
      if let found = LineBreak(in: source, at: offset, before: range.upperBound) {
        isComment = false
        offset = found.range.upperBound
      } else {
        isComment = isComment || source[offset] == UInt8(ascii: "#")
        guard isComment || source[offset].isBlank else { return offset }
        offset += 1
      }
    }
    return range.upperBound
  }
}

extension UInt8 {
  fileprivate var opensProperty: Bool { self == UInt8(ascii: "&") || self == UInt8(ascii: "!") }
}
