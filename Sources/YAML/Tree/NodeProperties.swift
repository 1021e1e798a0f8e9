/// What stands before a node's own text: its anchor (`&name`) and its tag (`!name`), in either order.
struct NodeProperties {
  /// Where the node's text starts.
  let contentStart: Int
  /// The tag as spelled.
  let tag: Range<Int>?

  /// Looks at `range`, which starts at the node's first property or at its text; an empty node has its text at the end.
  init(_ source: [UInt8], _ range: Range<Int>) {
    var offset = range.lowerBound
    var tag: Range<Int>?
    while offset < range.upperBound, let end = Self.propertyEnd(source, offset..<range.upperBound) {
      if source[offset] == UInt8(ascii: "!") { tag = offset..<end }
      offset = Self.skipBlanks(source, end..<range.upperBound)
    }
    contentStart = offset
    self.tag = tag
  }

  private static func propertyEnd(_ source: [UInt8], _ range: Range<Int>) -> Int? {
    guard [UInt8(ascii: "&"), UInt8(ascii: "!")].contains(source[range.lowerBound]) else { return nil }
    return range.first { source[$0].isBlankOrBreak } ?? range.upperBound
  }

  /// Skips blanks, line breaks and comments.
  private static func skipBlanks(_ source: [UInt8], _ range: Range<Int>) -> Int {
    var isComment = false
    for offset in range {
      let byte = source[offset]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        isComment = false
      } else if byte == UInt8(ascii: "#") {
        isComment = true
      } else if !isComment, !byte.isBlank {
        return offset
      }
    }
    return range.upperBound
  }
}

extension UInt8 {
  fileprivate var isBlankOrBreak: Bool { isBlank || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
