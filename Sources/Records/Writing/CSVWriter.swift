/// Writes comma-separated values (RFC 4180) as UTF-8 with LF line ends.
///
/// Fields are quoted where a comma, quote or line break, or a space at either end, makes it necessary; otherwise they stand as
/// they are, also those that a spreadsheet would take for a formula.
package struct CSVWriter: Sendable {
  /// What was written and not taken yet.
  package private(set) var bytes: [UInt8] = []

  private var fieldsInRecord = 0
  private var recordStart = 0

  /// A writer with nothing written.
  package init() {}

  /// Writes the next field of the record.
  package mutating func field(_ text: String) {
    if fieldsInRecord > 0 { bytes.append(.comma) }
    fieldsInRecord += 1
    var text = text
    text.withUTF8 { Self.needsQuotes($0) ? appendQuoted($0) : bytes.append(contentsOf: $0) }
  }

  /// Ends the record; one that holds a single empty field is written as two quotes, since an empty line is no record.
  package mutating func endRecord() {
    if fieldsInRecord == 1, bytes.count == recordStart { bytes.append(contentsOf: [.quote, .quote]) }
    bytes.append(.lineFeed)
    fieldsInRecord = 0
    recordStart = bytes.count
  }

  /// A whole record.
  package mutating func record(_ fields: [String]) {
    for text in fields { field(text) }
    endRecord()
  }

  /// Forgets what was written; call it between records.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    recordStart = 0
  }

  /// Whether a field has to stand in quotes.
  package static func needsQuotes(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return false }
    return first == 0x20 || last == 0x20
      || text.contains { $0 == .comma || $0 == .quote || $0 == .lineFeed || $0 == .carriageReturn }
  }

  private mutating func appendQuoted(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.append(.quote)
    for byte in text {
      if byte == .quote { bytes.append(.quote) }
      bytes.append(byte)
    }
    bytes.append(.quote)
  }
}
