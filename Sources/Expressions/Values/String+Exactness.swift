extension String {
  /// Whether both are spelled with the same code points; unlike `==`, composed and decomposed letters differ.
  func isSpelled(like other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// How this text stands to the other in the order of code points.
  func order(to other: String) -> ValueOrder { ValueOrder(bytes: utf8, other.utf8) }
}

/// Text that is equal only to the very same code points.
struct ExactText: Hashable, Sendable {
  let text: String

  static func == (a: ExactText, b: ExactText) -> Bool { a.text.isSpelled(like: b.text) }

  func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(UInt8.max)
  }
}
