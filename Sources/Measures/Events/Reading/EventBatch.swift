import Policies

/// What the events of a block say to those who count them: row `i` is row `i` of the block. Its memory is used for block after block.
final class EventBatch {
  /// How many rows there is room for, those that are not counted among them.
  private(set) var count = 0
  /// How many of them happened after the as-of date.
  var later = 0
  /// The rows that cannot be counted, ascending once ``arrange()`` was called.
  var rejections: [(row: Int, rejection: EventRejection)] = []
  /// How many are counted.
  private(set) var counted = 0

  /// Days since 1970-01-01.
  let days: EventMemory<Int32>
  /// Seconds since 1970-01-01 by the clocks of the events' time zone, where the order of one day's events makes a difference.
  let moments: EventMemory<Int64>
  let keys: EventMemory<EventKey>
  let hashes: EventMemory<UInt64>
  /// The shard of each row; ``noShard`` for one that is not counted.
  let shards: EventMemory<UInt8>
  /// The rows that are events of their customers here, and not in the batch of another source of the same table.
  let own: EventMemory<UInt64>
  /// For each question the answers, where any is kept.
  let answers: [EventMemory<UInt64>?]
  /// For each question the texts that its answers are, where measures are made of these.
  let texts: [BatchTexts?]
  /// Tells one block from the other.
  private(set) var number = 0
  /// For each measure, the rows that it counts.
  let counting: [EventMemory<UInt64>]
  /// For a streak, those that satisfy its condition; for a trend, those that it counts of the window before.
  let others: [EventMemory<UInt64>?]

  /// The rows that are counted, those of one shard after those of the other, each shard's in the order of the rows.
  let order: EventMemory<UInt32>
  /// The records of one shard's rows.
  let records: EventMemory<UnsafeMutableRawPointer>
  let places: EventMemory<UInt32>
  let entries: EventMemory<UInt64>
  /// Where the rows of each shard begin in `order`; one more than there are shards.
  private(set) var starts = [Int](repeating: 0, count: EventShard.count + 1)
  /// Texts that stand in no block.
  private var ownTexts: [UnsafeMutablePointer<UInt8>] = []

  /// Marks a row that is not counted.
  static let noShard = UInt8.max

  /// An empty one for a plan.
  init(_ plan: EventPlan) {
    days = EventMemory()
    moments = EventMemory()
    keys = EventMemory()
    hashes = EventMemory()
    shards = EventMemory()
    own = EventMemory()
    order = EventMemory()
    records = EventMemory()
    places = EventMemory()
    entries = EventMemory()
    answers = plan.forms.map { $0 == nil ? nil : EventMemory() }
    texts = plan.textMeasures.map { $0.isEmpty ? nil : BatchTexts() }
    counting = plan.measures.map { _ in EventMemory() }
    others = plan.measures.map { $0.aggregate == .streak || $0.aggregate == .trend ? EventMemory() : nil }
  }

  deinit { for text in ownTexts { text.deallocate() } }
}

extension EventBatch {
  /// Makes room for the rows of a block, none of which is counted so far.
  func begin(rowCount: Int) {
    count = rowCount
    number += 1
    for texts in texts { texts?.removeAll() }
    (later, counted) = (0, 0)
    rejections.removeAll(keepingCapacity: true)
    for text in ownTexts { text.deallocate() }
    ownTexts.removeAll(keepingCapacity: true)
    // Kernels write whole words of 64 rows.
    let room = (rowCount + 127) / 64 * 64
    days.reserve(room)
    moments.reserve(room)
    keys.reserve(room)
    hashes.reserve(room)
    order.reserve(room)
    records.reserve(room)
    places.reserve(room)
    entries.reserve(room)
    shards.fill(room, with: Self.noShard)
    own.fill(room / 64, with: ~0)
    for answers in answers { answers?.reserve(room) }
    for mask in counting { mask.fill(room / 64, with: 0) }
    for mask in others { mask?.fill(room / 64, with: 0) }
  }

  /// A copy of a text, with bytes behind it that can be loaded; it stays until the next block.
  func keep(_ text: String) -> UnsafePointer<UInt8> {
    var text = text
    return text.withUTF8 { bytes in
      let copy = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count + EventKey.inlineLength)
      copy.initialize(repeating: 0, count: bytes.count + EventKey.inlineLength)
      if let start = bytes.baseAddress { copy.update(from: start, count: bytes.count) }
      ownTexts.append(copy)
      return UnsafePointer(copy)
    }
  }

  /// Puts the rows in the order in which shards take them, once all were read.
  func arrange() {
    rejections.sort { $0.row < $1.row }
    let (shards, order, count) = (UnsafePointer(shards.start), order.start, count)
    starts.withUnsafeMutableBufferPointer { starts in
      starts.update(repeating: 0)
      for row in 0..<count where shards[row] != Self.noShard { starts[Int(shards[row]) + 1] += 1 }
      for shard in 0..<EventShard.count { starts[shard + 1] += starts[shard] }
      withUnsafeTemporaryAllocation(of: Int.self, capacity: EventShard.count) { next in
        for shard in 0..<EventShard.count { next[shard] = starts[shard] }
        for row in 0..<count where shards[row] != Self.noShard {
          let shard = Int(shards[row])
          order[next[shard]] = UInt32(truncatingIfNeeded: row)
          next[shard] &+= 1
        }
      }
      counted = starts[EventShard.count]
    }
  }

  /// Makes those its own that are counted here and not `taken`, and takes them; how many these are.
  func claim(_ taken: inout [UInt64]) -> Int {
    let (shards, own) = (UnsafePointer(shards.start), own.start)
    var claimed = 0
    for word in taken.indices {
      var rows: UInt64 = 0
      for row in 64 * word..<min(64 * word + 64, count) where shards[row] != Self.noShard {
        rows |= 1 &<< UInt64(truncatingIfNeeded: row & 63)
      }
      own[word] = rows & ~taken[word]
      taken[word] |= rows
      claimed += own[word].nonzeroBitCount
    }
    return claimed
  }

  /// The rows of a shard.
  func rows(of shard: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: order.start + starts[shard], count: starts[shard + 1] - starts[shard])
  }
}

/// Memory that grows and never shrinks.
final class EventMemory<Element: BitwiseCopyable> {
  private(set) var start: UnsafeMutablePointer<Element>
  private var capacity = 0

  init() { start = .allocate(capacity: 0) }

  deinit { start.deallocate() }

  /// Room for so many values; what stood there is gone if there was less.
  func reserve(_ count: Int) {
    guard count > capacity else { return }
    start.deallocate()
    start = .allocate(capacity: count)
    capacity = count
  }

  /// So many times the same value.
  func fill(_ count: Int, with value: Element) {
    reserve(count)
    start.initialize(repeating: value, count: count)
  }

  @inline(__always) subscript(_ index: Int) -> Element {
    get { start[index] }
    set { start[index] = newValue }
  }
}
