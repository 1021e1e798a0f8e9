/// Where a record ends and what is wrong with it as a whole.
struct RecordEnd: Sendable {
  /// The record's bytes, without its line break.
  let length: Int
  /// The physical lines that it takes.
  let lineCount: Int
  /// What spoils it, if anything does.
  let problem: RecordFault.Problem?
}

/// A record whose fate was decided when the block's end was looked for, maybe by bytes that follow the block.
struct SpoiltRecord {
  /// The record's first byte, an offset in the block.
  let start: Int
  let end: RecordEnd
}
