/// Reads JSON Lines in blocks of whole lines; what a line is, ``JSONLinesReader`` says.
package struct JSONLinesBlockReader: Sendable {
  private var source: BlockSource

  /// A reader of blocks of about `blockSize` bytes and of lines of at most `limit` bytes.
  package init(blockSize: Int = 1 << 20, limit: Int = RecordLimit.usual) {
    // A line that has not ended one byte beyond the limit is too long, wherever it ends.
    source = BlockSource(blockSize: blockSize, limit: limit, reach: limit + 1, hasReturns: false, mayHaveMark: true)
  }

  /// Fills `block` with the next lines; `false` at the end of the input.
  ///
  /// `read` puts bytes of UTF-8 into the memory and returns how many; 0 at the end of the input. What was in the block before is
  /// gone, even if `read` fails.
  package mutating func fill<Failure: Error>(
    _ block: inout RecordBlock, from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Bool {
    try source.fill(&block, from: read, cut: Self.cut)
  }

  /// Cuts a filled block behind a line; `false` if none ends in it and more can be read. The last line of the input gets its line
  /// feed, if it has none.
  private static func cut(_ source: inout BlockSource, _ block: inout RecordBlock) -> Bool {
    if source.isAtEnd {
      block.endLine()
      source.cut(&block, at: block.filled)
    } else if let last = block.view(0..<block.filled).lastIndex(of: .lineFeed) {
      source.cut(&block, at: last + 1)
    } else if source.isFull(block) {
      source.giveUpRecord(in: &block, lineCount: 1)
    } else {
      return false
    }
    return true
  }
}

extension RecordBlock {
  /// Adds a line feed, unless there is one at the end.
  fileprivate mutating func endLine() {
    guard start[filled - 1] != .lineFeed else { return }
    reserve(filled + 1)
    start[filled] = .lineFeed
    filled += 1
  }
}
