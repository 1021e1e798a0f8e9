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

/// The row that a line fills.
private struct Row {
  let columns: UnsafeMutableBufferPointer<UnsafeMutablePointer<Cell>?>
  let index: Int

  /// Puts a cell into a column, if that is wanted.
  @inline(__always)
  func fill(_ column: Int, _ cell: Cell) {
    if let cells = columns[column] { cells[index] = cell }
  }
}

/// Sorts the members of JSON objects into columns.
struct MemberSorter: ~Copyable {
  private var keys: KeyTable
  /// The line on which a column was fed last, in a count of its own.
  private let feedings: UnsafeMutablePointer<Int>
  private let columnCount: Int
  /// The current line and block, in a count that starts with 1.
  private var line = 0
  private var block = 0
  /// How many members the current line has had.
  private var memberCount = 0
  /// How many columns the current line has fed.
  private var fedCount = 0
  private var hasNewKey = false
  /// How many keys that feed nothing the current block has.
  private var otherCount = 0

  /// How many keys that feed nothing a block tells of.
  private static let mostOthers = 100

  /// A sorter for keys that feed `columnCount` columns.
  init(columnCount: Int, keys: [(key: String, columns: [Int])]) {
    self.keys = KeyTable(keys)
    self.columnCount = columnCount
    feedings = .allocate(capacity: columnCount)
    feedings.initialize(repeating: 0, count: columnCount)
  }

  deinit { feedings.deallocate() }

  /// Says that the lines of another block come.
  mutating func beginBlock() {
    block += 1
    otherCount = 0
  }
}

extension MemberSorter {
  /// Fills the cells of the next row from a line's object; `false`, with cells that mean nothing, if the line is not regular.
  mutating func sort(_ line: TokenLine, _ block: inout RecordBlock) -> Bool {
    self.line &+= 1
    (memberCount, fedCount, hasNewKey) = (0, 0, false)
    guard readObject(line, &block) else { return false }
    if fedCount < columnCount { emptyOthers(Row(columns: block.table.columns, index: block.table.count)) }
    if hasNewKey { noteKeys(&block) }
    return true
  }

  /// Reads `{"key": value, …}` and nothing more, members being sorted as they come.
  private mutating func readObject(_ line: TokenLine, _ block: inout RecordBlock) -> Bool {
    var token = line.tokens
    var bytes = block.json
    let open = Int(token[0])
    guard bytes[open] == UInt8(ascii: "{"), bytes.isBlank(line.start, open) else { return false }
    token += 1
    var close = Int(token[0])
    if bytes[close] == UInt8(ascii: "}"), bytes.isBlank(open + 1, close) {
      token += 1
    } else {
      guard let end = readMembers(&token, after: open, line, &block) else { return false }
      close = end
      bytes = block.json
    }
    return token == line.last && bytes.isBlank(close + 1, Int(token[0]))
  }

  /// Reads `"key": value` as often as commas follow, and `token` on to what follows the brace, whose offset it returns.
  private mutating func readMembers(
    _ token: inout UnsafePointer<UInt32>, after open: Int, _ line: TokenLine, _ block: inout RecordBlock
  ) -> Int? {
    let row = Row(columns: block.table.columns, index: block.table.count)
    var bytes = block.json
    var offset = open
    var key = 0
    while true {
      let open = Int(token[0])
      guard bytes[open] == .quote, bytes.isBlank(offset &+ 1, open) else { return nil }
      let (close, colon) = (Int(token[1]), Int(token[2]))
      guard bytes[colon] == UInt8(ascii: ":"), bytes.isBlank(close &+ 1, colon) else { return nil }
      key = keys.number(of: bytes.start + (open &+ 1), close &- open &- 1, after: key)
      guard key != 0, meet(key) else { return nil }

      let first = Int(token[3])
      let cell: Cell?
      if bytes[first] == .quote {
        let last = Int(token[4])
        offset = Int(token[5])
        token += 6
        guard bytes.isBlank(colon &+ 1, first), bytes.isBlank(last &+ 1, offset) else { return nil }
        cell = line.hasEscapes ? block.unescaped(first, last) : Cell(first &+ 1, last)
        if line.hasEscapes { bytes = block.json }
      } else if let plain = bytes.plainValue(colon &+ 1, first) {
        offset = first
        token += 4
        cell = plain
      } else {
        guard keys.entries[key].columnCount == 0,
          let end = bytes.endOfValue(at: colon &+ 1, before: Int(line.last.pointee))
        else { return nil }
        token += 3
        while Int(token[0]) < end { token += 1 }
        offset = Int(token[0])
        token += 1
        guard bytes.isBlank(end, offset) else { return nil }
        cell = .empty
      }
      guard let cell, feed(key, cell, row) else { return nil }
      let next = bytes[offset]
      if next == .comma { continue }
      return next == UInt8(ascii: "}") ? offset : nil
    }
  }

  /// Notes that the line has a key; `false` if it had it before.
  @inline(__always)
  private mutating func meet(_ key: Int) -> Bool {
    let met = keys.entries + keys.entries[key].identity
    if met.pointee.line == line { return false }
    met.pointee.line = line
    memberCount &+= 1
    if met.pointee.block != block { hasNewKey = true }
    return true
  }

  /// Puts a value into the columns that its key feeds; `false` if one of them was fed before.
  @inline(__always)
  private mutating func feed(_ key: Int, _ cell: Cell, _ row: Row) -> Bool {
    let column = keys.entries[key].column
    if column >= 0 { return fill(column, cell, row) }
    if keys.entries[key].columnCount == 0 { return true }
    for column in keys.columns(fedBy: key) where !fill(column, cell, row) { return false }
    return true
  }

  @inline(__always)
  private mutating func fill(_ column: Int, _ cell: Cell, _ row: Row) -> Bool {
    if feedings[column] == line { return false }
    feedings[column] = line
    fedCount &+= 1
    row.fill(column, cell)
    return true
  }

  private func emptyOthers(_ row: Row) {
    for column in 0..<columnCount where feedings[column] != line { row.fill(column, .empty) }
  }

  /// Tells of the keys of the current line that the block has not had.
  private mutating func noteKeys(_ block: inout RecordBlock) {
    var key = 0
    for _ in 0..<memberCount {
      key = keys.entries[key].follower
      let met = keys.entries + keys.entries[key].identity
      guard met.pointee.block != self.block else { continue }
      met.pointee.block = self.block
      let isKnown = keys.entries[key].columnCount > 0
      if !isKnown { otherCount += 1 }
      guard isKnown || otherCount <= Self.mostOthers else { continue }
      block.keys.append(BlockKey(text: keys.text(of: key), isKnown: isKnown, row: block.table.count))
    }
  }
}
