/// Gets bytes of an input into blocks, and keeps what stands behind the last whole record for the next block.
struct BlockSource: Sendable {
  /// How many bytes a block is filled with, where its records allow.
  let blockSize: Int
  /// How many bytes a record may have, without its line break.
  let limit: Int
  /// How many bytes are read in search of a record's end.
  private let reach: Int
  /// Whether a carriage return ends a line.
  let hasReturns: Bool
  /// Whether a line feed at the front belongs to a line break that was already taken.
  var skipsLineFeed = false
  /// Whether the rest of an overlong line is being thrown away.
  private var isSkippingLine = false

  /// Whether a byte-order mark may stand at the front.
  private var mayHaveMark: Bool
  /// Bytes that were read and come before those that were not; the first `taken` of them are in the block that is being filled.
  private var kept: [UInt8] = []
  private var taken = 0
  private var hasEnded = false

  /// A source of blocks of about `blockSize` bytes and of records of up to `limit`, whose ends are looked for in `reach` bytes.
  init(blockSize: Int, limit: Int, reach: Int, hasReturns: Bool, mayHaveMark: Bool) {
    precondition(blockSize > 0 && limit > 0 && limit <= reach, "records have room")
    precondition(reach + blockSize < 1 << 30, "offsets into a block have 32 bits")
    self.blockSize = blockSize
    self.limit = limit
    self.reach = reach
    self.hasReturns = hasReturns
    self.mayHaveMark = mayHaveMark
  }
}

extension BlockSource {
  /// Whether nothing comes after what is filled.
  var isAtEnd: Bool { hasEnded && taken == kept.count }

  /// Whether `block` holds the most that is read in search of the end of a record.
  func isFull(_ block: borrowing RecordBlock) -> Bool { block.filled >= reach }

  /// Fills `block` up to where `cut` cuts it, which returns `false` if it finds no place and more can be read; `false` at the end
  /// of the input.
  mutating func fill<Failure: Error>(
    _ block: inout RecordBlock, from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int,
    cut: (inout BlockSource, inout RecordBlock) -> Bool
  ) throws(Failure) -> Bool {
    begin(&block)
    var goal = blockSize
    while true {
      try top(&block, to: goal, from: read)
      skipFront(&block)
      if block.filled == 0, isAtEnd { return false }
      if block.filled > 0, !mayHaveMark, cut(&self, &block) { return true }
      if block.filled >= goal { goal = min(2 * goal, max(goal, reach)) }
    }
  }

  private func begin(_ block: inout RecordBlock) {
    block.beginFilling()
    block.limit = limit
  }

  /// Reads until `block` holds `goal` bytes or the input ends.
  private mutating func top<Failure: Error>(
    _ block: inout RecordBlock, to goal: Int, from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) {
    block.reserve(goal)
    takeKept(&block, upTo: goal)
    while !isAtEnd, block.filled < goal {
      let free = UnsafeMutableRawBufferPointer(start: block.start + block.filled, count: goal - block.filled)
      let count = try read(free)
      if count == 0 { hasEnded = true }
      block.filled += count
    }
  }

  /// Moves bytes that were kept into `block`, until it holds `goal` bytes.
  private mutating func takeKept(_ block: inout RecordBlock, upTo goal: Int) {
    let count = min(kept.count - taken, goal - block.filled)
    guard count > 0 else { return }
    kept.withUnsafeBufferPointer { kept in
      guard let first = kept.baseAddress else { return }
      (block.start + block.filled).update(from: first + taken, count: count)
    }
    block.filled += count
    taken += count
  }

  /// Cuts `block` behind `count` bytes and keeps the rest for the next.
  mutating func cut(_ block: inout RecordBlock, at count: Int) {
    keep(block.view(count..<block.filled))
    block.filled = count
    block.count = count
  }

  /// Puts bytes that were taken last in front of all that will be read.
  mutating func keep(_ bytes: UnsafeBufferPointer<UInt8>) {
    if taken < kept.count {
      // What is in the block came from there.
      taken -= bytes.count
    } else {
      kept = Array(bytes)
      taken = 0
    }
  }
}

extension BlockSource {
  /// The next bytes, as many as come at once; empty at the end of the input.
  mutating func readBytes<Failure: Error>(
    from read: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
  ) throws(Failure) -> [UInt8] {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
    defer { memory.deallocate() }
    let count = try read(memory)
    if count == 0 { hasEnded = true }
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
