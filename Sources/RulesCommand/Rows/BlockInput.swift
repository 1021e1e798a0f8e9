import Records

/// An input that is read in blocks of whole records. Used by one thread at a time.
final class BlockInput {
  let format: RecordFormat
  private let bytes: InputBytes
  /// One of the two reads, as the format asks.
  private var csv: CSVBlockReader?
  private var jsonl: JSONLinesBlockReader?

  /// Bytes of a block, as a rule: so many that asking the system for them costs little.
  static let usualBlockSize = 1 << 20

  /// Bytes of a block of rows whose decisions are traced: each may come to hundreds of times its size.
  static let tracedBlockSize = 1 << 12

  /// Reads `bytes` in blocks of about `blockSize` bytes.
  init(_ bytes: InputBytes, _ format: RecordFormat, blockSize: Int = usualBlockSize) {
    self.bytes = bytes
    self.format = format
    switch format {
    case .csv: csv = CSVBlockReader(blockSize: blockSize)
    case .jsonl: jsonl = JSONLinesBlockReader(blockSize: blockSize)
    }
  }
}

extension BlockInput {
  /// The file's path, for messages.
  var path: String { bytes.path }

  /// Ends the reading before the file does.
  var stop: StopSign { bytes.stop }

  /// Whether the file has to be UTF-8 already.
  var isUTF8: Bool { bytes.isUTF8 }

  /// The first bytes that are no text in the file's encoding, and how many such places there are; complete at the end.
  var encodingFaults: (firstOffset: Int, count: Int)? { bytes.encodingFaults }

  /// The names in the header of a CSV, and how many lines come before the first block; `nil` for JSON Lines, which have none.
  func readHeader() throws -> (names: [String], lines: Int)? {
    guard format == .csv else { return nil }
    guard let header = try readHeaderIfAny() else { throw Failure.noHeader(of: path) }
    return header
  }

  /// As ``readHeader()``; `nil` also for a CSV that is empty.
  func readHeaderIfAny() throws -> (names: [String], lines: Int)? {
    switch try csv?.readHeader(from: read) {
    case .names(let names): return (names, csv?.headerLineCount ?? 0)
    case .fault(let fault): throw Failure.unreadableHeader(UnreadableRow(fault), of: findings(of: fault))
    case nil: return nil
    }
  }

  /// Fills `block` with the next records; `false` at the end.
  func fill(_ block: inout RecordBlock) throws(FileFailure) -> Bool {
    switch format {
    case .csv: try csv?.fill(&block, from: read) ?? false
    case .jsonl: try jsonl?.fill(&block, from: read) ?? false
    }
  }

  private func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    try bytes.read(into: buffer)
  }

  private func findings(of fault: RecordFault) -> InputFindings {
    InputFindings(
      path: path, encodingFaults: encodingFaults, nonUTF8Rows: isUTF8 && fault.isOfEncoding ? 1 : 0, keysSeen: nil,
      rowCount: 0)
  }
}
