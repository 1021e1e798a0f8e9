/// Writes JSON (RFC 8259) without spaces, keys in the order in which they are given, text as UTF-8.
///
/// The caller keeps to the grammar: a key before each member's value, each container closed.
package struct JSONWriter: Sendable {
  /// What was written and not taken yet.
  package private(set) var bytes: [UInt8] = []

  private var needsComma = false

  /// A writer with nothing written.
  package init() {}

  /// Forgets what was written; call it between lines.
  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}

// MARK: - Containers

extension JSONWriter {
  /// An object whose members `body` writes.
  package mutating func object(_ body: (inout JSONWriter) -> Void) { container("{", "}", body) }

  /// An array whose elements `body` writes.
  package mutating func array(_ body: (inout JSONWriter) -> Void) { container("[", "]", body) }

  /// The key of the member whose value comes next.
  package mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Ends the line; the next value starts a new one.
  package mutating func endLine() {
    bytes.append(.lineFeed)
    needsComma = false
  }

  private mutating func container(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    body(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(.comma) }
    needsComma = true
  }
}

// MARK: - Scalars

extension JSONWriter {
  /// Nothing.
  package mutating func null() { raw("null") }

  /// `true` or `false`.
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }

  /// A whole number.
  package mutating func integer(_ value: Int64) { raw(String(value)) }

  /// A number in its shortest form that reads back the same, whole ones without fraction; `null` if it is not finite.
  package mutating func number(_ value: Double) { raw(value.isFinite ? value.shortestDecimal : "null") }

  /// A number that is already spelled as JSON asks.
  package mutating func number(spelled text: String) { raw(text) }

  /// Text; quotes, backslashes and control characters are escaped.
  package mutating func string(_ text: String) {
    separate()
    bytes.append(.quote)
    for byte in text.utf8 { appendEscaped(byte) }
    bytes.append(.quote)
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case .quote: bytes.append(contentsOf: #"\""#.utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
    case .lineFeed: bytes.append(contentsOf: #"\n"#.utf8)
    case .carriageReturn: bytes.append(contentsOf: #"\r"#.utf8)
    case 0x09: bytes.append(contentsOf: #"\t"#.utf8)
    case 0..<0x20:
      let digits = String(byte, radix: 16)
      bytes.append(contentsOf: ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
    default: bytes.append(byte)
    }
  }
}

extension Double {
  /// The shortest text that reads back as this number; whole ones have no fraction (`3`, `0.1`, `1e+30`).
  package var shortestDecimal: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
