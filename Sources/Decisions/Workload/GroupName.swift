/// The value of a fact by which customers are grouped: told apart, and sorted, code point by code point.
package struct GroupName: Hashable, Sendable {
  /// As customers have it; empty where it is missing.
  package let text: String

  /// The name of the customers whose fact says `text`.
  package init(_ text: String) { self.text = text }

  /// Whether both are the same code points.
  package static func == (a: GroupName, b: GroupName) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  /// Feeds the code points.
  package func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension GroupName: Comparable {
  /// The order of UTF-8 is that of code points.
  package static func < (a: GroupName, b: GroupName) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}
