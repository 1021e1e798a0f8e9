/// Reads comma-separated values (RFC 4180) as they come in, one record at a time.
///
/// The first record is the header; every other has as many fields, or is a fault. Lines end with LF, CR LF or CR, in
/// any mix; empty lines are skipped, and so is a byte-order mark. A quote opens a quoted field only as the field's first
/// character; elsewhere in an unquoted field it is a character like any other. A quoted field that is never closed, or goes on
/// after its closing quote, spoils the line on which the quote opened and no other: the reading goes on at the next line.
///
/// Holds one pushed chunk at most, and one record or what is read in search of the end of one that is too long.
package struct CSVReader: Sendable {
  /// What was read.
  package enum Step: Hashable, Sendable {
    /// The names of the fields; the first step, if there is any.
    case header([String])
    /// A record, to be looked at through the reader until the next call of `next()` or `push(_:)`.
    case record
    /// A record that could not be read.
    case fault(RecordFault)
  }

  /// The header's names; `nil` until it was read.
  package private(set) var header: [String]?
  /// The physical line on which the current record starts, 1-based.
  package private(set) var line = 1

  private var queue = ByteQueue()
  private var scanner = CSVScanner()
  private let limit: Int
  private var isFinished = false
  private var isAtStart = true
  /// The length of the current record, and the line after it; given up by the next step.
  private var current: (length: Int, nextLine: Int)?
  /// Whether a line feed at the front belongs to the line break already read.
  private var skipsLineFeed = false
  /// Whether the rest of an overlong line is being thrown away.
  private var isSkippingLine = false

  /// A reader of records of at most `limit` bytes.
  package init(limit: Int = RecordLimit.usual) { self.limit = limit }

  /// Adds bytes of UTF-8 to what is to be read; they may be cut anywhere.
  package mutating func push(_ chunk: [UInt8]) {
    releaseRecord()
    queue.append(chunk)
  }

  /// Says that no more bytes will be pushed.
  package mutating func finish() { isFinished = true }

  /// The next record; `nil` when more bytes are needed or, once finished, when all was read.
  package mutating func next() -> Step? {
    while true {
      releaseRecord()
      guard prepare() else { return nil }
      let ending = queue.withUnread { scanner.scan($0) }
      guard let ending = ending ?? endAtEnd() else { return isOverlong ? cutOverlong() : nil }
      if let step = step(for: ending) { return step }
    }
  }
}

// MARK: - The current record

extension CSVReader {
  /// How many fields the current record has.
  package var fieldCount: Int { scanner.fields.count }

  /// Whether a field of the current record holds nothing.
  package func isEmpty(at index: Int) -> Bool { scanner.fields[index].range.isEmpty }

  /// The text of a field of the current record, doubled quotes taken for one.
  package func text(at index: Int) -> String {
    let field = scanner.fields[index]
    let text = queue.text(field.range)
    return field.hasDoubledQuotes ? Self.undoubled(text) : text
  }

  /// The current record as it stands in the input, without its line break.
  package var rawText: String { queue.text(0..<(current?.length ?? 0)) }

  /// The text of a quoted field, each two quotes taken for one.
  static func undoubled(_ text: String) -> String {
    var bytes: [UInt8] = []
    var isFirstOfPair = false
    for byte in text.utf8 {
      isFirstOfPair = byte == .quote && !isFirstOfPair
      if byte != .quote || isFirstOfPair { bytes.append(byte) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

// MARK: - Steps

extension CSVReader {
  /// Drops what stands before the next record; `false` if more bytes are needed for that.
  private mutating func prepare() -> Bool {
    if isAtStart {
      guard queue.dropByteOrderMark(isFinished: isFinished) else { return false }
      isAtStart = false
    }
    if skipsLineFeed, let first = queue.first {
      if first == .lineFeed { queue.drop(1) }
      skipsLineFeed = false
    }
    return !isSkippingLine || skipLine()
  }

  private mutating func releaseRecord() {
    guard let record = current else { return }
    current = nil
    dropThroughBreak(record.length)
    line = record.nextLine
    scanner.reset()
  }

  /// Drops `length` bytes and the line break after them, if there is one.
  private mutating func dropThroughBreak(_ length: Int) {
    queue.drop(length)
    guard let first = queue.first else { return }
    skipsLineFeed = first == .carriageReturn
    queue.drop(1)
  }

  private mutating func endAtEnd() -> CSVScanner.Ending? {
    guard isFinished, queue.count > 0 else { return nil }
    return scanner.finish()
  }

  /// What a record that ended amounts to; `nil` for an empty line.
  private mutating func step(for ending: CSVScanner.Ending) -> Step? {
    let end = scanner.recordEnd(for: ending).within(limit)
    current = (end.length, line + end.lineCount)
    if let problem = end.problem { return fault(problem) }
    if scanner.cursor == 0 { return nil }
    if let field = invalidField() { return fault(.invalidText(field: field)) }
    guard let header else { return takeHeader() }
    guard fieldCount == header.count else {
      return fault(.wrongFieldCount(found: fieldCount, expected: header.count))
    }
    return .record
  }

  private mutating func takeHeader() -> Step {
    let names = (0..<fieldCount).map { text(at: $0) }
    header = names
    return .header(names)
  }

  private func fault(_ problem: RecordFault.Problem) -> Step {
    .fault(RecordFault(problem: problem, line: line, column: nil, rawText: shownText(problem)))
  }

  private func shownText(_ problem: RecordFault.Problem) -> String {
    guard case .tooLong = problem else { return rawText }
    return queue.text(0..<min(current?.length ?? 0, RecordFault.shownBytes)) + "…"
  }

  private func invalidField() -> Int? {
    guard !scanner.isASCII else { return nil }
    return queue.withUnread { bytes in
      scanner.fields.firstIndex { !isWellFormedUTF8(UnsafeBufferPointer(rebasing: bytes[$0.range])) }
    }.map { $0 + 1 }
  }
}

// MARK: - The rest

extension CSVReader {
  /// Gives up the current record and all bytes that are not read yet, and says whether a line feed at their front belongs to
  /// the line break before them.
  mutating func takeRest() -> (bytes: [UInt8], skipsLineFeed: Bool) {
    releaseRecord()
    let bytes = queue.withUnread { Array($0) }
    queue.drop(bytes.count)
    return (bytes, skipsLineFeed)
  }
}

// MARK: - Overlong records

extension CSVReader {
  private var isOverlong: Bool { queue.count >= RecordLimit.reach(beyond: limit) }

  /// Gives up a record whose end is not within reach: at the quote that was left open, else at the end of its line.
  private mutating func cutOverlong() -> Step {
    if let end = scanner.endAtOpenQuote()?.within(limit) {
      current = (end.length, line + end.lineCount)
      return fault(end.problem ?? .tooLong(limit: limit))
    }
    let shown = queue.text(0..<min(queue.count, RecordFault.shownBytes)) + "…"
    queue.drop(queue.count)
    isSkippingLine = true
    return .fault(RecordFault(problem: .tooLong(limit: limit), line: line, column: nil, rawText: shown))
  }

  /// Throws away bytes up to the line's end; `false` if that has not come in yet.
  private mutating func skipLine() -> Bool {
    let length = queue.withUnread { $0.firstIndex { $0 == .lineFeed || $0 == .carriageReturn } }
    guard let length else {
      queue.drop(queue.count)
      return false
    }
    let nextLine = line + scanner.innerBreaks + 1
    dropThroughBreak(length)
    scanner.reset()
    line = nextLine
    isSkippingLine = false
    return prepare()
  }
}
