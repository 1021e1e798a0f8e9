/// Gets bytes of an input into blocks, and keeps what stands behind the last whole record for the next block.
struct BlockSource: Sendable {
  /// How many bytes a block is filled with, where its records allow.
  let blockSize: Int
  /// How long a record may be.
  let limit: Int
  /// Whether the input has ended.
  private(set) var isAtEnd = false
  /// Whether a line feed at the front belongs to a line break that was already taken.
  var skipsLineFeed = false
  /// Whether the rest of an overlong line is being thrown away.
  var isSkippingLine = false

  private var tail: [UInt8] = []

  /// A source of blocks of `blockSize` bytes and records of `limit` bytes, give or take a block.
  init(blockSize: Int, limit: Int) {
    precondition(blockSize > 0 && limit > 0 && limit + blockSize < 1 << 30, "offsets into a block have 32 bits")
    self.blockSize = blockSize
    self.limit = limit
  }
}

extension BlockSource {
  /// The most that is read in search of the end of a record.
  var mostBytes: Int { limit + blockSize }

  /// Empties `block` and puts into it what was kept.
  mutating func begin(_ block: inout RecordBlock) {
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
  mutating func fill<Failure: Error>(
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

  /// Drops what stands before the next record of a CSV: the rest of an overlong line, and half a line break.
  mutating func skipFront(_ block: inout RecordBlock) {
    if isSkippingLine { skipLine(&block) }
    guard skipsLineFeed, block.filled > 0 else { return }
    if block.start[0] == .lineFeed { block.dropFirst(1) }
    skipsLineFeed = false
  }

  private mutating func skipLine(_ block: inout RecordBlock) {
    let length = block.view(0..<block.filled).firstIndex { $0 == .lineFeed || $0 == .carriageReturn }
    guard let length else {
      block.filled = 0
      return
    }
    isSkippingLine = false
    skipsLineFeed = block.start[length] == .carriageReturn
    block.dropFirst(length + 1)
  }
}
