/// How long a record may be, and how far its end is looked for.
enum RecordLimit {
  /// Bytes, without the line break.
  static let usual = 16 << 20

  /// How many bytes are read in search of the end of a record of CSV that may have `limit`.
  ///
  /// So far, a record that is too long and a quote that is never closed can be told apart; beyond, an open quote is taken for one that
  /// is never closed.
  static func reach(beyond limit: Int) -> Int { 4 * limit }
}

extension RecordEnd {
  /// The same end, at fault if the record is longer than `limit` bytes.
  func within(_ limit: Int) -> RecordEnd {
    length > limit ? RecordEnd(length: length, lineCount: lineCount, problem: .tooLong(limit: limit)) : self
  }
}
