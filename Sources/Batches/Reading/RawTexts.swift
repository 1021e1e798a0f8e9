import Columns

/// What a text means to a fact, as it stands in a lane of codes.
struct TextMeaning: Equatable {
  /// A code, or a fault.
  let bits: UInt32

  /// The code that goes into the lane.
  static func code(_ code: UInt32) -> TextMeaning { TextMeaning(bits: code) }
  /// Cannot stand for the fact, or may not be missing: the row is deferred. The lane gets 0.
  static let faulty = TextMeaning(bits: 1 << 31)
  /// Not met so far.
  static let unmet = TextMeaning(bits: .max)

  /// Whether it is neither a fault nor unmet.
  @inline(__always) var isCode: Bool { bits < 1 << 31 }
  /// What goes into the lane.
  @inline(__always) var code: UInt32 { bits & ~(1 << 31) }
  /// 1 if faulty, else 0.
  @inline(__always) var fault: UInt64 { UInt64(bits >> 31) }
}

/// The texts that a fact has been read from so far, by their bytes, with what each means: an open-addressing hash table.
///
/// Up to 16 bytes a text stands in its entry; longer ones stand in an arena. Each table scatters them differently.
final class RawTexts {
  /// How many texts it holds.
  private(set) var count = 0

  private var entries: UnsafeMutablePointer<Entry>
  /// The number of entries less one, a power of two of them.
  private var mask: Int
  private var arena: [UInt8] = []
  private let seeds = HashSeeds()

  private struct Entry {
    var key: RawTextKey
    var meaning: TextMeaning
  }

  /// A table that holds nothing.
  init() {
    mask = Self.leastEntries - 1
    entries = Self.free(Self.leastEntries)
  }

  deinit { entries.deallocate() }

  private static let leastEntries = 64
  /// Up to this size a table is at most a quarter full, so that nearly every text stands where it is looked for first.
  private static let sparseEntries = 8_192
  /// Beyond that, it is better to start over than to keep what may never come again.
  static let mostTexts = 65_536
  /// Of long texts.
  private static let mostBytes = 1 << 23

  private static func free(_ count: Int) -> UnsafeMutablePointer<Entry> {
    let entries = UnsafeMutablePointer<Entry>.allocate(capacity: count)
    entries.initialize(repeating: Entry(key: .none, meaning: .unmet), count: count)
    return entries
  }
}

extension RawTexts {
  /// Whether it has become so large that it had better forget.
  var isFull: Bool { count > Self.mostTexts || arena.count > Self.mostBytes }

  /// Forgets all texts.
  func removeAll() {
    entries.deallocate()
    entries = Self.free(Self.leastEntries)
    mask = Self.leastEntries - 1
    count = 0
    arena.removeAll()
  }

  /// Writes the codes of up to 64 cells; 0 for those that are faulty, or not met so far.
  func find(_ cells: CellRows, into codes: UnsafeMutablePointer<UInt32>) -> (faulty: UInt64, unmet: UInt64) {
    var faulty: UInt64 = 0
    var unmet: UInt64 = 0
    for row in 0..<cells.count {
      let meaning = find(cells[row], of: cells.bytes)
      codes[row] = meaning.bits
      guard !meaning.isCode else { continue }
      codes[row] = 0
      if meaning == .unmet { unmet |= 1 << UInt64(row) } else { faulty |= 1 << UInt64(row) }
    }
    return (faulty, unmet)
  }

  /// What the text of a cell means; `unmet` if it was not met.
  @inline(__always) func find(_ cell: Cell, of bytes: UnsafePointer<UInt8>) -> TextMeaning {
    let start = UnsafeRawPointer(bytes + Int(cell.start))
    let length = Int(cell.end &- cell.start)
    guard length <= RawTextKey.inlineLength else { return findLong(start, length) }
    return find(RawTextKey(start, length: length))
  }

  /// As for a cell, of a text around which nothing can be loaded.
  @inline(__always) func find(_ text: UnsafeBufferPointer<UInt8>) -> TextMeaning {
    let bytes = UnsafeRawBufferPointer(text)
    guard let start = bytes.baseAddress, bytes.count > RawTextKey.inlineLength else { return find(RawTextKey(bytes)) }
    return findLong(start, bytes.count)
  }

  @inline(__always) private func find(_ key: RawTextKey) -> TextMeaning {
    var place = Int(truncatingIfNeeded: key.hash(seeds)) & mask
    while true {
      let entry = entries[place]
      if entry.key == key || entry.key.isNone { return entry.meaning }
      place = (place &+ 1) & mask
    }
  }

  private func findLong(_ start: UnsafeRawPointer, _ length: Int) -> TextMeaning {
    let hash = seeds.hash(start, length: length)
    var place = Int(truncatingIfNeeded: hash) & mask
    while !entries[place].key.isNone {
      let entry = entries[place]
      if entry.key.isLong(hash, length: length), holds(start, length, at: entry.key.arenaOffset) {
        return entry.meaning
      }
      place = (place &+ 1) & mask
    }
    return .unmet
  }

  private func holds(_ start: UnsafeRawPointer, _ length: Int, at offset: Int) -> Bool {
    arena.withUnsafeBytes { known in
      guard let known = known.baseAddress else { return false }
      return RawTextKey.areEqual(known + offset, start, length: length)
    }
  }
}

extension RawTexts {
  /// Adds the text of a cell, which it does not hold.
  func add(_ cell: Cell, of bytes: UnsafePointer<UInt8>, meaning: TextMeaning) {
    add(UnsafeBufferPointer(start: bytes + Int(cell.start), count: Int(cell.end - cell.start)), meaning: meaning)
  }

  /// Adds a text that it does not hold.
  func add(_ text: UnsafeBufferPointer<UInt8>, meaning: TextMeaning) {
    if (count + 1) * (mask < Self.sparseEntries ? 4 : 2) > mask + 1 { grow() }
    let bytes = UnsafeRawBufferPointer(text)
    if let start = bytes.baseAddress, bytes.count > RawTextKey.inlineLength {
      let hash = seeds.hash(start, length: bytes.count)
      let key = RawTextKey(hash: hash, length: bytes.count, arenaOffset: arena.count)
      arena.append(contentsOf: bytes)
      place(Entry(key: key, meaning: meaning))
    } else {
      place(Entry(key: RawTextKey(bytes), meaning: meaning))
    }
    count += 1
  }

  private func grow() {
    let old = UnsafeMutableBufferPointer(start: entries, count: mask + 1)
    mask = old.count * 2 - 1
    entries = Self.free(mask + 1)
    for entry in old where !entry.key.isNone { place(entry) }
    old.baseAddress?.deallocate()
  }

  private func place(_ entry: Entry) {
    var place = Int(truncatingIfNeeded: entry.key.hash(seeds)) & mask
    while !entries[place].key.isNone { place = (place + 1) & mask }
    entries[place] = entry
  }
}
