import Expressions

/// What the row evaluator said of rows so far, for parts that read but a few texts and conditions, or one date, which repeat themselves.
///
/// Open addressing over flat memory; each memo scatters its keys differently. Not shared between threads.
final class RowMemo {
  /// The codes of the texts that are read, the states of the conditions, and the day.
  typealias Key = SIMD4<UInt32>

  /// What was said of a row.
  struct Entry {
    let outcome: Outcome
    /// Its code in the dictionary of the part's results, if it is a text.
    let code: UInt32
  }

  /// What was said, in the order in which it was said first.
  private(set) var entries: [Entry] = []
  private var keys: UnsafeMutablePointer<Key>
  /// For each place one more than the index of its entry; 0 where there is none.
  private var indexes: UnsafeMutablePointer<UInt32>
  private var places: Int
  private let seeds = HashSeeds()

  /// Dictionaries whose codes the keys and entries hold.
  private let dictionaries: [TextDictionary]
  private var generations: [Int]

  /// How many different rows are kept from batch to batch.
  private static let keptCount = 1 << 14

  /// Nothing yet; `nil` for a part whose rows hardly repeat themselves.
  init?(_ part: RowPart, _ dictionaries: [TextDictionary]) {
    guard part.inputs.count <= Key.scalarCount, part.inputs.allSatisfy(\.vector.repeatsItself),
      part.inputs.count(where: \.vector.isDate) <= 1
    else { return nil }
    let registers = (part.inputs.map(\.vector) + [part.result]).compactMap(\.dictionary)
    self.dictionaries = registers.map { dictionaries[Int($0.index)] }
    generations = self.dictionaries.map(\.generation)
    places = 256
    keys = .allocate(capacity: places)
    indexes = .allocate(capacity: places)
    indexes.initialize(repeating: 0, count: places)
  }

  deinit {
    keys.deallocate()
    indexes.deallocate()
  }
}

extension RowMemo {
  /// The index of what was said of a row; `nil` if nothing was.
  @inline(__always) func index(of key: Key) -> Int? {
    var place = hash(key) & (places - 1)
    while indexes[place] != 0 {
      if keys[place] == key { return Int(indexes[place]) - 1 }
      place = (place + 1) & (places - 1)
    }
    return nil
  }

  /// Keeps what was said of a row of which nothing was said yet, and gives its index.
  func insert(_ entry: Entry, for key: Key) -> Int {
    if entries.count * 2 >= places { grow() }
    entries.append(entry)
    put(key, UInt32(entries.count))
    return entries.count - 1
  }

  /// Forgets what has lost its meaning, or has grown too large.
  func trim() {
    guard entries.count > Self.keptCount || !isCurrent else { return }
    generations = dictionaries.map(\.generation)
    entries.removeAll(keepingCapacity: true)
    indexes.update(repeating: 0, count: places)
  }

  private var isCurrent: Bool {
    for index in generations.indices where dictionaries[index].generation != generations[index] { return false }
    return true
  }

  private func put(_ key: Key, _ index: UInt32) {
    var place = hash(key) & (places - 1)
    while indexes[place] != 0 { place = (place + 1) & (places - 1) }
    keys[place] = key
    indexes[place] = index
  }

  private func grow() {
    let (oldKeys, oldIndexes, oldPlaces) = (keys, indexes, places)
    places *= 4
    keys = .allocate(capacity: places)
    indexes = .allocate(capacity: places)
    indexes.initialize(repeating: 0, count: places)
    for place in 0..<oldPlaces where oldIndexes[place] != 0 { put(oldKeys[place], oldIndexes[place]) }
    oldKeys.deallocate()
    oldIndexes.deallocate()
  }

  @inline(__always) private func hash(_ key: Key) -> Int {
    let halves = unsafeBitCast(key, to: SIMD2<UInt64>.self)
    return Int(truncatingIfNeeded: seeds.mix(halves[0], halves[1]))
  }
}

extension Vector {
  /// Whether there are but few values, which many rows share.
  fileprivate var repeatsItself: Bool {
    switch self {
    case .text, .truth, .date: true
    case .constant, .unknown, .number, .box: false
    }
  }

  fileprivate var isDate: Bool {
    if case .date = self { true } else { false }
  }

  /// The dictionary whose codes it has.
  fileprivate var dictionary: DictionaryRegister? {
    guard case .text(let text) = self else { return nil }
    return text.dictionary
  }
}
