/// The keys of JSON objects, known by their bytes: each has a number, and the columns that it feeds.
///
/// Keys that differ in bytes but are the same text (by canonical equivalence) count as one.
struct KeyTable: Sendable {
  /// A key.
  struct Entry: Sendable {
    /// Where its bytes start in the table's.
    let start: Int
    let length: Int
    /// The number of the key that has the same text; its own, if none came before.
    let number: Int
    /// The columns that it feeds.
    let columns: [Int]
    let text: String
  }

  /// By number; the first stands for the start of an object.
  private(set) var entries: [Entry] = []

  /// For each key the one that followed it last.
  private var followers: [Int] = []
  /// All keys' bytes, and a word behind them.
  private var bytes = [UInt8](repeating: 0, count: 8)
  private var numbers: [String: Int] = [:]
  /// Numbers by hash, 0 for none; a power of two of them.
  private var slots = [Int](repeating: 0, count: 64)

  /// How many keys are told apart.
  private static let mostKeys = 4096

  /// A table of keys, each of which feeds columns.
  init(_ keys: [(key: String, columns: [Int])]) {
    append(Entry(start: 0, length: 0, number: 0, columns: [], text: ""))
    for (key, columns) in keys {
      var key = key
      key.withUTF8 { _ = add($0, hash: Self.hash($0), feeding: columns) }
    }
  }
}

extension KeyTable {
  /// The number of the key of these bytes, which follows the key `previous` (0 at the start of an object); `nil` if there are too
  /// many keys. The bytes are UTF-8, and seven behind them can be read.
  mutating func number(of key: UnsafeBufferPointer<UInt8>, after previous: Int) -> Int? {
    let expected = followers[previous]
    if expected != 0, matches(key, entries[expected]) { return expected }
    guard let found = find(key) else { return nil }
    followers[previous] = found
    return found
  }

  private func matches(_ key: UnsafeBufferPointer<UInt8>, _ entry: Entry) -> Bool {
    guard key.count == entry.length else { return false }
    return bytes.withUnsafeBytes { bytes in
      let (left, right) = (UnsafeRawBufferPointer(key), bytes)
      var offset = 0
      while offset + 8 <= key.count {
        if Self.word(left, offset) != Self.word(right, entry.start + offset) { return false }
        offset += 8
      }
      return offset == key.count
        || (Self.word(left, offset) ^ Self.word(right, entry.start + offset)) << UInt64(64 - 8 * (key.count - offset))
          == 0
    }
  }

  /// Eight bytes, the first of them lowest.
  private static func word(_ bytes: UnsafeRawBufferPointer, _ offset: Int) -> UInt64 {
    guard let start = bytes.baseAddress else { return 0 }
    return UInt64(littleEndian: start.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  private mutating func find(_ key: UnsafeBufferPointer<UInt8>) -> Int? {
    let hash = Self.hash(key)
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 {
      if matches(key, entries[slots[slot]]) { return slots[slot] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return add(key, hash: hash, feeding: [])
  }

  private mutating func add(_ key: UnsafeBufferPointer<UInt8>, hash: Int, feeding columns: [Int]) -> Int? {
    guard entries.count < Self.mostKeys else { return nil }
    let text = String(decoding: key, as: UTF8.self)
    let same = numbers[text]
    let number = same ?? entries.count
    let start = bytes.count - 8
    bytes.insert(contentsOf: key, at: start)
    let feeds = same.map { entries[$0].columns } ?? columns
    append(Entry(start: start, length: key.count, number: number, columns: feeds, text: text))
    if same == nil { numbers[text] = number }
    if 2 * entries.count > slots.count { grow() } else { occupy(hash, entries.count - 1) }
    return entries.count - 1
  }

  private mutating func append(_ entry: Entry) {
    entries.append(entry)
    followers.append(0)
  }

  private mutating func grow() {
    slots = Array(repeating: 0, count: 2 * slots.count)
    for (index, entry) in entries.enumerated().dropFirst() {
      let key = bytes[entry.start..<entry.start + entry.length]
      occupy(key.withUnsafeBufferPointer { Self.hash($0) }, index)
    }
  }

  private mutating func occupy(_ hash: Int, _ index: Int) {
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = index
  }

  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for byte in key { hash = (hash ^ UInt64(byte)) &* 0x2545_F491_4F6C_DD1D }
    return Int(truncatingIfNeeded: hash >> 32)
  }
}
