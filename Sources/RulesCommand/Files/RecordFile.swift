import Records

/// A CSV of records that are written one by one, which appears whole or not at all.
struct RecordFile: ~Copyable {
  private var file: OutputFile
  private var writer = CSVWriter()
  /// Bytes that are worth handing on.
  private static let portion = 1 << 16

  /// One that begins with a header.
  init(_ file: consuming OutputFile, header: [String]) {
    self.file = file
    writer.record(header)
  }

  /// Adds a record.
  mutating func add(_ fields: [String]) throws(FileFailure) {
    writer.record(fields)
    if writer.bytes.count >= Self.portion { try flush() }
  }

  /// Sees to it that everything is written, and lasts.
  mutating func complete() throws(FileFailure) {
    try flush()
    try file.complete()
  }

  /// Gives the completed file its name.
  consuming func publish() throws(FileFailure) { try file.publish() }

  private mutating func flush() throws(FileFailure) {
    try file.write(writer.bytes)
    writer.removeAll()
  }
}
