/// Reads comma-separated values in blocks of whole records; what a record is, ``CSVReader`` says.
///
/// It looks no closer than it must to find a place outside quotes: one reader serves several cutters, one block after the
/// other.
package struct CSVBlockReader: Sendable {
  /// What comes before the first block.
  package enum Header: Hashable, Sendable {
    /// The names of the fields.
    case names([String])
    /// A record before the header that could not be read; the next one may be the header.
    case fault(RecordFault)
  }

  /// The header's names; `nil` until it was read.
  package private(set) var header: [String]?
  /// How many physical lines come before the first block; known when the header was read.
  package private(set) var headerLineCount = 0

  private var source: BlockSource
  private var preface: CSVReader
  private var search = CSVCutSearch()

  /// A reader of blocks of about `blockSize` bytes and of records of at most `limit` bytes.
  package init(blockSize: Int = 1 << 20, limit: Int = RecordLimit.usual) {
    source = BlockSource(
      blockSize: blockSize, limit: limit, reach: RecordLimit.reach(beyond: limit), hasReturns: true, mayHaveMark: false)
    preface = CSVReader(limit: limit)
  }
}

extension CSVBlockReader {
  /// Reads up to the header, and with it; `nil` if the input ends before. Has to be called until it gives names.
  ///
  /// `read` puts bytes of UTF-8 into the memory and returns how many; 0 at the end of the input.
  package mutating func readHeader<Failure: Error>(
    from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Header? {
    while true {
      switch preface.next() {
      case .header(let names):
        begin(names)
        return .names(names)
      case .fault(let fault): return .fault(fault)
      case .record: continue
      case nil:
        if source.isAtEnd { return nil }
        let bytes = try source.readBytes(from: read)
        if source.isAtEnd { preface.finish() } else { preface.push(bytes) }
      }
    }
  }

  private mutating func begin(_ names: [String]) {
    header = names
    let rest = preface.takeRest()
    headerLineCount = preface.line - 1
    source.skipsLineFeed = rest.skipsLineFeed
    rest.bytes.withUnsafeBufferPointer { source.keep($0) }
  }

  /// Fills `block` with the next records, of which there is at least an empty line; `false` at the end of the input.
  ///
  /// What was in the block before is gone, even if `read`, which is as above, fails.
  package mutating func fill<Failure: Error>(
    _ block: inout RecordBlock, from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> Bool {
    try source.fill(&block, from: read) { source, block in search.cut(&block, of: &source) }
  }
}
