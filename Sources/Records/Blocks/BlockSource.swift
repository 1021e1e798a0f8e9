/// Gets bytes of an input into blocks, and keeps what stands behind the last whole record for the next block.
struct BlockSource: Sendable {
  /// How many bytes a block is filled with, where its records allow.
  let blockSize: Int
  /// How long a record may be.
  let limit: Int
  /// Whether a carriage return ends a line.
  let hasReturns: Bool
  /// Whether the input has ended.
  private(set) var isAtEnd = false
  /// Whether a line feed at the front belongs to a line break that was already taken.
  var skipsLineFeed = false
  /// Whether the rest of an overlong line is being thrown away.
  private var isSkippingLine = false

  /// Whether a byte-order mark may stand at the front.
  private var mayHaveMark: Bool
  private var tail: [UInt8] = []

  /// A source of blocks of `blockSize` bytes and records of `limit` bytes, give or take a block.
  init(blockSize: Int, limit: Int, hasReturns: Bool, mayHaveMark: Bool) {
    precondition(blockSize > 0 && limit > 0 && limit + blockSize < 1 << 30, "offsets into a block have 32 bits")
    self.blockSize = blockSize
    self.limit = limit
    self.hasReturns = hasReturns
    self.mayHaveMark = mayHaveMark
  }
}

extension BlockSource {
  /// Whether `block` holds the most that is read in search of the end of a record.
  func isFull(_ block: borrowing RecordBlock) -> Bool { block.filled >= mostBytes }

  private var mostBytes: Int { limit + blockSize }

  /// Fills `block` up to where `cut` cuts it, which returns `false` if it finds no place and more can be read; `false` at the end
  /// of the input.
  mutating func fill<Failure: Error>(
    _ block: inout RecordBlock, from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int,
    cut: (inout BlockSource, inout RecordBlock) -> Bool
  ) throws(Failure) -> Bool {
    begin(&block)
    var goal = max(blockSize, block.filled)
    while true {
      try top(&block, to: goal, from: read)
      skipFront(&block)
      if block.filled == 0, isAtEnd { return false }
      if block.filled > 0, !mayHaveMark, cut(&self, &block) { return true }
      if block.filled >= goal { goal = min(2 * goal, max(goal, mostBytes)) }
    }
  }

  /// Empties `block` and puts into it what was kept.
  private mutating func begin(_ block: inout RecordBlock) {
    block.beginFilling()
    block.reserve(max(blockSize, tail.count))
    tail.withUnsafeBufferPointer { kept in
      guard let first = kept.baseAddress else { return }
      block.start.update(from: first, count: kept.count)
    }
    block.filled = tail.count
    tail.removeAll(keepingCapacity: true)
  }

  /// Reads until `block` holds `goal` bytes or the input ends.
  private mutating func top<Failure: Error>(
    _ block: inout RecordBlock, to goal: Int, from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    block.reserve(goal)
    while !isAtEnd, block.filled < goal {
      let free = UnsafeMutableRawBufferPointer(start: block.start + block.filled, count: goal - block.filled)
      let count = try read(free)
      if count == 0 { isAtEnd = true }
      block.filled += count
    }
  }

  /// Cuts `block` behind `count` bytes and keeps the rest for the next.
  mutating func cut(_ block: inout RecordBlock, at count: Int) {
    keep(block.view(count..<block.filled))
    block.filled = count
    block.count = count
  }

  /// Puts bytes in front of all that will be read.
  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) { tail.append(contentsOf: bytes) }
}

extension BlockSource {
  /// The next bytes, as many as come at once; empty at the end of the input.
  mutating func readBytes<Failure: Error>(
    from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> [UInt8] {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    defer { memory.deallocate() }
    let count = try read(memory)
    if count == 0 { isAtEnd = true }
    return Array(memory[..<count])
  }

  /// Makes a block of the beginning of an overlong record of `lineCount` lines so far, and sees to it that the rest of its line is
  /// thrown away.
  mutating func giveUpRecord(in block: inout RecordBlock, lineCount: Int) {
    let length = min(block.filled, RecordFault.shownBytes)
    let end = RecordEnd(length: length, lineCount: lineCount, problem: .tooLong(limit: limit))
    block.spoilt.append(SpoiltRecord(start: 0, end: end))
    isSkippingLine = true
    block.filled = length
    block.count = length
  }

  /// Drops what stands before the next record: a byte-order mark, the rest of an overlong line, half a line break.
  private mutating func skipFront(_ block: inout RecordBlock) {
    if mayHaveMark, block.filled >= 3 || isAtEnd {
      if block.view(0..<block.filled).starts(with: [0xEF, 0xBB, 0xBF]) { block.dropFirst(3) }
      mayHaveMark = false
    }
    if isSkippingLine { skipLine(&block) }
    guard skipsLineFeed, block.filled > 0 else { return }
    if block.start[0] == .lineFeed { block.dropFirst(1) }
    skipsLineFeed = false
  }

  private mutating func skipLine(_ block: inout RecordBlock) {
    let length = block.view(0..<block.filled).firstIndex { $0 == .lineFeed || hasReturns && $0 == .carriageReturn }
    guard let length else {
      block.filled = 0
      return
    }
    isSkippingLine = false
    skipsLineFeed = block.start[length] == .carriageReturn
    block.dropFirst(length + 1)
  }
}
