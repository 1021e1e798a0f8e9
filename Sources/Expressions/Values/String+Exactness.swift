extension String {
  /// Whether both are spelled with the same code points; unlike `==`, composed and decomposed letters differ.
  func isSpelled(like other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// How this text stands to the other in the order of code points.
  func order(to other: String) -> ValueOrder { ValueOrder(bytes: utf8, other.utf8) }
}

/// Text that is told apart, and sorted, code point by code point.
package struct ExactText: Hashable, Sendable {
  package let text: String

  /// The very same code points.
  package init(_ text: String) { self.text = text }

  package static func == (a: ExactText, b: ExactText) -> Bool { a.text.isSpelled(like: b.text) }

  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    hasher.combine(UInt8.max)
  }
}

extension ExactText: Comparable {
  /// The order of UTF-8 is that of code points.
  package static func < (a: ExactText, b: ExactText) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}
