import Records

/// A CSV of the events whose customers are in no input. Used by one thread at a time.
final class UnknownEventLog {
  private var file: OutputFile?
  private var writer = CSVWriter()
  /// Bytes that are worth handing on.
  private static let portion = 1 << 16

  /// Writes to `file`.
  init(file: consuming OutputFile) { self.file = consume file }
}

extension UnknownEventLog {
  /// Writes all of them, once all customers are known.
  func write(_ events: EventRun) throws {
    writer.record(["events", "input", "line", "key", "record"])
    try events.forEachUnknown { row throws(FileFailure) in
      self.writer.record([row.subject, row.input, String(row.line), row.key, row.rawText])
      if self.writer.bytes.count >= Self.portion { try self.flush() }
    }
    try flush()
    try file?.complete()
  }

  /// Gives the file its name.
  func publish() throws(FileFailure) {
    if let file = file.take() { try file.publish() }
  }

  private func flush() throws(FileFailure) {
    try file?.write(writer.bytes)
    writer.removeAll()
  }
}
