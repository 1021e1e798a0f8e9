/// Finds the end of one record and its fields; stops when the bytes run out and goes on when more have come in.
///
/// All offsets count from the record's first byte.
struct CSVScanner: Sendable {
  /// Where a field stands.
  struct Field: Sendable {
    /// The content, without the quotes around it.
    let range: Range<Int>
    /// Whether doubled quotes in it stand for one.
    let hasDoubledQuotes: Bool
  }

  /// How the record ended.
  enum Ending: Sendable {
    /// At a line break, or at the end of the input.
    case lineBreak
    /// A quoted field goes on after its closing quote; the record was read up to its line break.
    case textAfterQuote
  }

  private enum State {
    case fieldStart, plain, quoted, afterQuote, malformed
  }

  /// The fields found so far.
  private(set) var fields: [Field] = []
  /// The next byte to look at; at an ending, the line break.
  private(set) var cursor = 0
  /// Line breaks inside the record.
  private(set) var innerBreaks = 0
  /// The first line break inside the quoted field that is open or malformed: its offset, and the breaks before it.
  private(set) var breakInQuote: (offset: Int, before: Int)?
  /// Whether no byte past ASCII was met in a field.
  private(set) var isASCII = true

  private var state = State.fieldStart
  private var fieldStart = 0
  private var hasDoubledQuotes = false
  /// Set by the step that met the record's line break.
  private var ending: Ending?

  /// Whether a quoted field is open.
  var isInQuotes: Bool { state == .quoted }

  /// Starts over with the next record.
  mutating func reset() {
    fields.removeAll(keepingCapacity: true)
    cursor = 0
    innerBreaks = 0
    breakInQuote = nil
    isASCII = true
    state = .fieldStart
    hasDoubledQuotes = false
    fieldStart = 0
    ending = nil
  }

  /// Reads on in the record's `bytes`; `nil` when they run out before the record ends.
  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> Ending? {
    while cursor < bytes.count {
      switch state {
      case .fieldStart: startField(bytes[cursor])
      case .plain: skipPlain(bytes)
      case .quoted: skipQuoted(bytes)
      case .afterQuote: leaveQuotes(bytes[cursor])
      case .malformed: skipLine(bytes)
      }
      if let ending { return ending }
    }
    return nil
  }

  /// Takes the end of the input for the end of the record.
  mutating func finish() -> Ending {
    endField()
    return state == .malformed ? .textAfterQuote : .lineBreak
  }
}

extension CSVScanner {
  private mutating func startField(_ byte: UInt8) {
    fieldStart = cursor
    hasDoubledQuotes = false
    if byte == .quote {
      state = .quoted
      breakInQuote = nil
      cursor += 1
      fieldStart = cursor
    } else {
      state = .plain
    }
  }

  private mutating func skipPlain(_ bytes: UnsafeBufferPointer<UInt8>) {
    var index = cursor
    var seen: UInt8 = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == .comma || byte == .lineFeed || byte == .carriageReturn { break }
      seen |= byte
      index += 1
    }
    cursor = index
    if seen >= 0x80 { isASCII = false }
    if index < bytes.count { endField(at: bytes[index]) }
  }

  private mutating func skipQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    while cursor < bytes.count {
      let byte = bytes[cursor]
      if byte == .quote {
        state = .afterQuote
        cursor += 1
        return
      }
      if byte == .lineFeed || byte == .carriageReturn { countBreak(bytes) }
      if byte >= 0x80 { isASCII = false }
      cursor += 1
    }
  }

  /// Decides what the byte after a quote inside quotes makes of it.
  private mutating func leaveQuotes(_ byte: UInt8) {
    switch byte {
    case .quote:
      hasDoubledQuotes = true
      state = .quoted
      cursor += 1
    case .comma, .lineFeed, .carriageReturn: endField(at: byte)
    default: state = .malformed
    }
  }

  private mutating func skipLine(_ bytes: UnsafeBufferPointer<UInt8>) {
    while cursor < bytes.count, bytes[cursor] != .lineFeed, bytes[cursor] != .carriageReturn { cursor += 1 }
    if cursor < bytes.count { ending = .textAfterQuote }
  }

  private mutating func countBreak(_ bytes: UnsafeBufferPointer<UInt8>) {
    if bytes[cursor] == .lineFeed, bytes[cursor - 1] == .carriageReturn { return }
    if breakInQuote == nil { breakInQuote = (cursor, innerBreaks) }
    innerBreaks += 1
  }

  private mutating func endField(at byte: UInt8) {
    endField()
    state = .fieldStart
    if byte == .comma { cursor += 1 } else { ending = .lineBreak }
  }

  private mutating func endField() {
    switch state {
    case .fieldStart: fields.append(Field(range: cursor..<cursor, hasDoubledQuotes: false))
    case .plain, .quoted: fields.append(Field(range: fieldStart..<cursor, hasDoubledQuotes: hasDoubledQuotes))
    case .afterQuote: fields.append(Field(range: fieldStart..<cursor - 1, hasDoubledQuotes: hasDoubledQuotes))
    case .malformed: break
    }
  }
}

extension UInt8 {
  static let quote = UInt8(ascii: "\"")
  static let comma = UInt8(ascii: ",")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
}
