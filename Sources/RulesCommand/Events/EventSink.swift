/// Where what became of the events of a table comes together, block by block in order. Used by one thread at a time.
final class EventSink {
  /// How many events were read so far.
  private(set) var rows = 0

  private let reject: EventRun.Receiver
  private let hide: (Int) -> Void
  private let progress: Monitor<ProgressLine>
  /// How many lines of the file come before the next block.
  private var lines = 0
  private var invalidTexts = 0
  private var keys = KeyLog()

  /// A sink that hands rejects on, and how many more there were.
  init(_ progress: Monitor<ProgressLine>, reject: @escaping EventRun.Receiver, hide: @escaping (Int) -> Void) {
    self.progress = progress
    self.reject = reject
    self.hide = hide
  }
}

extension EventSink {
  /// Gets ready for a file, before whose first block come `lines` lines.
  func begin(after lines: Int) {
    self.lines = lines
    invalidTexts = 0
    keys = KeyLog()
  }

  /// Takes in what became of the file's next block.
  func take(_ result: BlockResult) throws(FileFailure) {
    for row in result.rejects { try reject(row.moved(by: lines)) }
    hide(result.rejected - result.rejects.count)
    for key in result.keys { keys.note(key.key, isKnown: key.isKnown) }
    invalidTexts += result.invalidTexts
    rows += result.rows
    lines += result.lines
    progress.withLock { $0.update(rows: rows) }
  }

  /// Says that the file is at its end.
  func end() { progress.withLock { $0.clear() } }

  /// What the file turned out to be like.
  func findings(of input: BlockInput, _ path: String) -> InputFindings {
    InputFindings(
      path: path, encodingFaults: input.encodingFaults, nonUTF8Rows: input.isUTF8 ? invalidTexts : 0,
      keysSeen: input.format == .jsonl ? keys.keys : nil, rowCount: rows)
  }
}
