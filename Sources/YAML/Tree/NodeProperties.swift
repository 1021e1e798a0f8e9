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
      let end = (offset..<range.upperBound).first { source[$0].isBlankOrBreak } ?? range.upperBound
      properties[source[offset]] = offset..<end
      offset = Self.skipBlanks(source, end..<range.upperBound)
    }
    contentStart = offset
    tag = properties[UInt8(ascii: "!")]
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
  fileprivate var opensProperty: Bool { self == UInt8(ascii: "&") || self == UInt8(ascii: "!") }

  fileprivate var isBlankOrBreak: Bool { isBlank || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r") }
}
