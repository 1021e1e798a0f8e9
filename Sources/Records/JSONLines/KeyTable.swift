/// The keys of JSON objects, known by their bytes: each has a number, and the columns that it feeds.
///
/// A key's bytes are those between its quotes, escapes and all. Keys that differ in bytes but are the same text (escapes resolved, by
/// canonical equivalence) share an identity.
struct KeyTable: ~Copyable {
  /// A key, its bytes aside.
  struct Entry {
    /// Where its bytes start in the table's.
    var start: Int
    /// How many there are.
    var length: Int
    /// The number of the key that had this text first; its own, if none came before.
    var identity: Int
    /// The column that it feeds; -1 for none, or for more than one, which ``KeyTable/columns(fedBy:)`` has.
    var column: Int
    /// How many columns it feeds.
    var columnCount: Int
    /// The number of the key that followed it last, 0 for none.
    var follower = 0
    /// The line in which it, or a key of the same identity, was met last, as the table's user counts.
    var line = 0
    /// The same for the block.
    var block = 0
  }

  /// By number; the first stands for the start of an object.
  let entries: UnsafeMutablePointer<Entry>
  /// How many keys there are, and the start of an object.
  private(set) var count = 0

  /// All keys' bytes, and a word behind them.
  private var bytes = [UInt8](repeating: 0, count: 8)
  private var texts: [String] = []
  private var columns: [[Int]] = []
  private var numbers: [String: Int] = [:]
  /// Numbers by hash, 0 for none; a power of two of them.
  private var slots = [Int](repeating: 0, count: 64)

  private let keyHash = KeyHash()

  /// How many keys are told apart.
  private let mostKeys: Int

  /// A table of keys, each of which feeds columns.
  init(_ keys: [(key: String, columns: [Int])]) {
    mostKeys = max(4096, 2 * keys.count)
    entries = .allocate(capacity: mostKeys)
    append(Entry(start: 0, length: 0, identity: 0, column: -1, columnCount: 0), "", [])
    for (key, columns) in keys {
      var key = key.backslashesEscaped
      key.withUTF8 { _ = add($0, hash: keyHash($0), feeding: columns) }
    }
  }

  deinit { entries.deallocate() }
}

extension KeyTable {
  /// The text of a key.
  func text(of key: Int) -> String { texts[key] }

  /// The columns that a key feeds.
  func columns(fedBy key: Int) -> [Int] { columns[key] }

  /// The number of the key of these bytes, which follows the key `previous` (0 at the start of an object); 0 if it has a wrong escape,
  /// or there are too many keys. The bytes are UTF-8, and seven behind them can be read.
  @inline(__always)
  mutating func number(of key: UnsafePointer<UInt8>, _ length: Int, after previous: Int) -> Int {
    let expected = entries[previous].follower
    if expected != 0, matches(key, length, entries[expected]) { return expected }
    return find(key, length, after: previous)
  }

  @inline(__always)
  private func matches(_ key: UnsafePointer<UInt8>, _ length: Int, _ entry: Entry) -> Bool {
    guard length == entry.length else { return false }
    return bytes.withUnsafeBytes { bytes in
      guard let known = bytes.baseAddress.map({ $0 + entry.start }) else { return false }
      var offset = 0
      while offset &+ 8 <= length {
        if Self.difference(key, known, at: offset) != 0 { return false }
        offset &+= 8
      }
      return offset == length
        || Self.difference(key, known, at: offset) &<< UInt64(truncatingIfNeeded: 64 &- 8 &* (length &- offset)) == 0
    }
  }

  /// The bits in which eight bytes differ, the first byte lowest.
  @inline(__always)
  private static func difference(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, at offset: Int) -> UInt64 {
    let word = left.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    return UInt64(littleEndian: word ^ right.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inline(never)
  private mutating func find(_ key: UnsafePointer<UInt8>, _ length: Int, after previous: Int) -> Int {
    let hash = keyHash(UnsafeBufferPointer(start: key, count: length))
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0, !matches(key, length, entries[slots[slot]]) { slot = (slot + 1) & (slots.count - 1) }
    var found = slots[slot]
    if found == 0 { found = add(UnsafeBufferPointer(start: key, count: length), hash: hash, feeding: []) }
    entries[previous].follower = found
    return found
  }
}

// MARK: - Adding

extension KeyTable {
  private mutating func add(_ key: UnsafeBufferPointer<UInt8>, hash: Int, feeding columns: [Int]) -> Int {
    guard count < mostKeys, let text = String(unescaping: key) else { return 0 }
    let same = numbers[text]
    let start = bytes.count - 8
    bytes.insert(contentsOf: key, at: start)
    let feeds = same.map { self.columns[$0] } ?? columns
    let entry = Entry(
      start: start, length: key.count, identity: same ?? count, column: feeds.count == 1 ? feeds[0] : -1,
      columnCount: feeds.count)
    append(entry, text, feeds)
    if same == nil { numbers[text] = count - 1 }
    if 2 * count > slots.count { grow() } else { occupy(hash, count - 1) }
    return count - 1
  }

  private mutating func append(_ entry: Entry, _ text: String, _ feeds: [Int]) {
    (entries + count).initialize(to: entry)
    texts.append(text)
    columns.append(feeds)
    count += 1
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: 2 * slots.count)
    for number in 1..<count {
      let key = bytes[entries[number].start..<entries[number].start + entries[number].length]
      occupy(key.withUnsafeBufferPointer { keyHash($0) }, number)
    }
  }

  private mutating func occupy(_ hash: Int, _ number: Int) {
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = number
  }
}

extension String {
  /// The text as it may stand in JSON, quotes and control characters aside, which keys that are met as they are have not.
  fileprivate var backslashesEscaped: String {
    utf8.contains(.backslash)
      ? String(decoding: utf8.flatMap { $0 == .backslash ? [$0, $0] : [$0] }, as: UTF8.self) : self
  }

  /// What the inside of a JSON string stands for; `nil` if an escape is wrong.
  fileprivate init?(unescaping bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.contains(.backslash), let start = bytes.baseAddress else {
      self.init(decoding: bytes, as: UTF8.self)
      return
    }
    let text = [UInt8](unsafeUninitializedCapacity: bytes.count) { text, count in
      let written = text.baseAddress.flatMap { JSONBytes(start: start).unescape(0, bytes.count, to: $0) }
      count = written ?? 0
    }
    // Every escape stands for a byte at least.
    guard !text.isEmpty else { return nil }
    self.init(decoding: text, as: UTF8.self)
  }
}
