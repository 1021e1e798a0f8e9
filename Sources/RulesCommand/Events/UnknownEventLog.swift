/// A CSV of the events whose customers are in no input. Used by one thread at a time.
final class UnknownEventLog {
  private var file: RecordFile?

  /// Writes to `file`.
  init(file: consuming OutputFile) {
    self.file = RecordFile(file, header: ["events", "input", "line", "key", "record"])
  }
}

extension UnknownEventLog {
  /// Writes all of them, once all customers are known.
  func write(_ events: EventRun) throws {
    try events.forEachUnknown { row throws(FileFailure) in
      try self.file?.add([row.subject, row.input, String(row.line), row.key, row.rawText])
    }
    try file?.complete()
  }

  /// Gives the file its name.
  func publish() throws(FileFailure) {
    if let file = file.take() { try file.publish() }
  }
}
