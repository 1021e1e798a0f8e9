/// Reads JSON Lines as they come in: one object on each line; empty lines are skipped, and so is a byte-order mark.
///
/// Holds one pushed chunk and one line at most.
package struct JSONLinesReader: Sendable {
  /// What was read.
  package enum Step: Hashable, Sendable {
    case record(JSONRecord)
    /// A line that could not be read.
    case fault(RecordFault)
  }

  private var queue = ByteQueue()
  private let limit: Int
  private var isFinished = false
  private var isAtStart = true
  private var isSkippingLine = false
  /// The line that comes next, 1-based.
  private var nextLine = 1
  /// How far the unread bytes were searched for a line feed.
  private var searched = 0
  /// The length of the current line without its line feed; given up by the next step.
  private var current: Int?

  /// A reader of lines of at most `limit` bytes.
  package init(limit: Int = RecordLimit.usual) { self.limit = limit }

  /// Adds bytes of UTF-8 to what is to be read; they may be cut anywhere.
  package mutating func push(_ chunk: [UInt8]) {
    releaseLine()
    queue.append(chunk)
  }

  /// Says that no more bytes will be pushed.
  package mutating func finish() { isFinished = true }

  /// The current line as it stands in the input, until the next call of `next()` or `push(_:)`.
  package var rawText: String { queue.text(0..<(current ?? 0)) }

  /// The next record; `nil` when more bytes are needed or, once finished, when all was read.
  package mutating func next() -> Step? {
    while true {
      releaseLine()
      guard prepare() else { return nil }
      guard let length = lineLength() else { return queue.count > limit ? cutOverlong() : nil }
      current = length
      if length > limit { return overlong() }
      if let step = step() { return step }
    }
  }
}

extension JSONLinesReader {
  /// Drops what stands before the next line; `false` if more bytes are needed for that.
  private mutating func prepare() -> Bool {
    if isAtStart {
      guard queue.dropByteOrderMark(isFinished: isFinished) else { return false }
      isAtStart = false
    }
    guard isSkippingLine else { return true }
    guard let length = lineLength() else {
      queue.drop(queue.count)
      searched = 0
      return false
    }
    isSkippingLine = false
    current = length
    releaseLine()
    return true
  }

  private mutating func releaseLine() {
    guard let length = current else { return }
    current = nil
    searched = 0
    queue.drop(min(length + 1, queue.count))
    nextLine += 1
  }

  /// The length of the next line; `nil` if its end has not come in.
  private mutating func lineLength() -> Int? {
    let from = searched
    let found = queue.withUnread { bytes in bytes[from...].firstIndex(of: .lineFeed) }
    searched = found ?? queue.count
    return found ?? (isFinished && queue.count > 0 ? queue.count : nil)
  }

  /// What the current line amounts to; `nil` if it is empty.
  private func step() -> Step? {
    queue.withUnread { Self.step(of: UnsafeBufferPointer(rebasing: $0[..<(current ?? 0)]), number: nextLine) }
  }

  /// What a line amounts to, without its line feed; `nil` if it is empty.
  static func step(of line: UnsafeBufferPointer<UInt8>, number: Int) -> Step? {
    if line.isBlankLine { return nil }
    guard isWellFormedUTF8(line) else { return fault(.invalidText(field: nil), in: line, number, column: nil) }
    var parser = JSONParser(line)
    do throws(JSONFault) {
      return .record(JSONRecord(line: number, members: try parser.parseLine()))
    } catch {
      return fault(error.problem, in: line, number, column: parser.text(0..<error.offset).unicodeScalars.count + 1)
    }
  }

  private static func fault(
    _ problem: RecordFault.Problem, in line: UnsafeBufferPointer<UInt8>, _ number: Int, column: Int?
  ) -> Step {
    let text = String(decoding: line, as: UTF8.self)
    let shown = text.hasSuffix("\r") ? String(text.dropLast()) : text
    return .fault(RecordFault(problem: problem, line: number, column: column, rawText: shown))
  }

  private mutating func cutOverlong() -> Step {
    defer {
      queue.drop(queue.count)
      searched = 0
      isSkippingLine = true
    }
    return overlong()
  }

  /// What a line amounts to that is too long, or the beginning of one.
  private func overlong() -> Step {
    let shown = queue.text(0..<min(current ?? queue.count, RecordFault.shownBytes)) + "…"
    return .fault(RecordFault(problem: .tooLong(limit: limit), line: nextLine, column: nil, rawText: shown))
  }
}
