import Columns

/// A line of JSON and where its tokens are.
struct TokenLine {
  /// Where the line starts.
  let start: Int
  /// The offsets of its tokens, up to its line feed's.
  let tokens: UnsafePointer<UInt32>
  /// The line feed's.
  let last: UnsafePointer<UInt32>
  /// Whether a string may hold a backslash.
  let hasEscapes: Bool
}

/// Sorts the members of JSON objects into columns.
struct MemberSorter: Sendable {
  private var keys: KeyTable
  /// The line on which a column was fed last, in a count of its own.
  private var feedings: [Int]
  /// The line and the block in which each key was met last; grows with the keys.
  private var meetings: [(line: Int, block: Int)] = []
  /// The keys of the current line.
  private var lineKeys: [Int] = []
  private var hasNewKey = false
  private var fedCount = 0
  private var otherCount = 0
  private var line = 0
  private var block = 0

  /// How many keys that feed nothing a block tells of.
  private static let mostOthers = 100

  /// A sorter for keys that feed `columnCount` columns.
  init(columnCount: Int, keys: KeyTable) {
    self.keys = keys
    feedings = Array(repeating: 0, count: columnCount)
  }

  /// Says that the lines of another block come.
  mutating func beginBlock() {
    block += 1
    otherCount = 0
  }
}

extension MemberSorter {
  /// Fills the cells of the next row from a line's object; `false`, with cells that mean nothing, if the line is not regular.
  mutating func sort(_ line: TokenLine, _ block: inout RecordBlock) -> Bool {
    beginLine()
    guard readObject(line, &block) else { return false }
    let row = block.table.count
    if fedCount < feedings.count {
      for column in feedings.indices where feedings[column] != self.line { block.table.columns[column]?[row] = .empty }
    }
    if hasNewKey { noteKeys(&block) }
    return true
  }

  private mutating func beginLine() {
    line &+= 1
    fedCount = 0
    hasNewKey = false
    lineKeys.removeAll(keepingCapacity: true)
  }

  /// Reads `{"key": value, …}` and nothing more, members being sorted as they come.
  private mutating func readObject(_ line: TokenLine, _ block: inout RecordBlock) -> Bool {
    var token = line.tokens
    var offset = Int(token.pointee)
    guard block.start[offset] == UInt8(ascii: "{"), block.isBlank(line.start, offset) else { return false }
    token += 1
    if block.start[Int(token.pointee)] == UInt8(ascii: "}") {
      guard block.isBlank(offset + 1, Int(token.pointee)) else { return false }
      offset = Int(token.pointee)
      token += 1
    } else {
      var key = 0
      repeat {
        guard let end = readMember(&token, after: offset, &key, line.hasEscapes, &block) else { return false }
        offset = end
      } while block.start[offset] == .comma
      guard block.start[offset] == UInt8(ascii: "}") else { return false }
    }
    return token == line.last && block.isBlank(offset + 1, Int(token.pointee))
  }

  /// Reads `"key": value` behind `offset`, and `token` on; returns where the token after it stands. `key` is the last key's number.
  @inline(__always)
  private mutating func readMember(
    _ token: inout UnsafePointer<UInt32>, after offset: Int, _ key: inout Int, _ hasEscapes: Bool,
    _ block: inout RecordBlock
  ) -> Int? {
    let open = Int(token[0])
    guard block.start[open] == .quote, block.isBlank(offset &+ 1, open) else { return nil }
    let (close, colon) = (Int(token[1]), Int(token[2]))
    guard block.start[colon] == UInt8(ascii: ":"), block.isBlank(close &+ 1, colon) else { return nil }
    if hasEscapes, block.view(open..<close).contains(.backslash) { return nil }
    let next = Int(token[3])
    let cell: Cell
    let end: Int
    if block.start[next] == .quote {
      let closing = Int(token[4])
      end = Int(token[5])
      guard block.isBlank(colon &+ 1, next), block.isBlank(closing &+ 1, end) else { return nil }
      guard let text = hasEscapes ? block.unescaped(next, closing) : Cell(next &+ 1, closing) else { return nil }
      cell = text
      token += 6
    } else {
      guard let value = block.plainValue(colon &+ 1, next) else { return nil }
      (cell, end) = (value, next)
      token += 4
    }
    let bytes = UnsafeBufferPointer(start: UnsafePointer(block.start + open + 1), count: close &- open &- 1)
    guard let number = keys.number(of: bytes, after: key), take(number, cell, &block) else { return nil }
    key = number
    return end
  }

  /// Puts a value into the columns that its key feeds; `false` if the key or one of them was there before.
  @inline(__always)
  private mutating func take(_ key: Int, _ cell: Cell, _ block: inout RecordBlock) -> Bool {
    let number = keys.entries[key].number
    while meetings.count <= number { meetings.append((0, 0)) }
    if meetings[number].line == line { return false }
    meetings[number].line = line
    if meetings[number].block != self.block { hasNewKey = true }
    lineKeys.append(key)
    for column in keys.entries[key].columns {
      if feedings[column] == line { return false }
      feedings[column] = line
      fedCount &+= 1
      block.table.columns[column]?[block.table.count] = cell
    }
    return true
  }

  /// Tells of the current line's keys that the block has not had.
  private mutating func noteKeys(_ block: inout RecordBlock) {
    for key in lineKeys {
      let entry = keys.entries[key]
      guard meetings[entry.number].block != self.block else { continue }
      meetings[entry.number].block = self.block
      let isKnown = !entry.columns.isEmpty
      if !isKnown { otherCount += 1 }
      guard isKnown || otherCount <= Self.mostOthers else { continue }
      block.keys.append(BlockKey(text: entry.text, isKnown: isKnown, row: block.table.count))
    }
  }
}
