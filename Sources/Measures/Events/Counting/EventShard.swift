import Policies

/// The customers whose keys fall in one part of all hashes, and what their events come to: an open-addressing table of records, which
/// stand side by side in the order in which the customers were met. One thread at a time counts in it.
final class EventShard {
  /// How many shards there are.
  static let count = 1 << countBits
  static let countBits = 6

  let plan: EventPlan
  let seeds: HashSeeds
  /// How many customers it knows.
  private(set) var customers = 0

  /// For each slot half of a hash and one more than a customer's place; 0 where it is free.
  private var slots: UnsafeMutablePointer<UInt64>
  /// The number of slots less one, a power of two of them.
  private var mask: Int
  private var records: UnsafeMutableRawPointer
  private var capacity: Int
  /// Texts of more than 16 bytes.
  private var arena: [UInt8] = []
  /// For each measure that counts different values, which those were.
  var values: [PairSetBox]
  /// Texts of the earliest and latest events, by the numbers that records have; some of them nobody may have any more.
  var keptTexts = ByteTable()
  /// What is kept of a customer without events.
  let blank: BlankRecord

  private static let leastSlots = 64

  /// One that knows no customer.
  init(_ plan: EventPlan, _ seeds: HashSeeds, _ blank: BlankRecord) {
    self.plan = plan
    self.seeds = seeds
    self.blank = blank
    mask = Self.leastSlots - 1
    slots = .allocate(capacity: Self.leastSlots)
    slots.initialize(repeating: 0, count: Self.leastSlots)
    capacity = Self.leastSlots / 2
    records = .allocate(byteCount: capacity * plan.recordSize, alignment: 16)
    values = (0..<plan.distinctCount).map { _ in PairSetBox() }
  }

  deinit {
    slots.deallocate()
    records.deallocate()
  }

  /// The shard that a hash belongs to.
  @inline(__always) static func index(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(64 - countBits))
  }
}

/// A set of values, on its own so that an array can hold several.
final class PairSetBox {
  var set = PairSet()
  /// Of texts, their numbers are in the set.
  var texts = ByteTable()
}

extension EventShard {
  /// Where customers are looked for; valid until another is added.
  var slotTable: (slots: UnsafePointer<UInt64>, mask: Int) { (UnsafePointer(slots), mask) }

  /// What is kept of the customer at a place; valid until another is added.
  @inline(__always) func record(at place: Int) -> UnsafeMutableRawPointer { records + place &* plan.recordSize }

  /// The place of the customer of a key; `nil` if it has no event.
  @inline(__always) func place(of key: EventKey, _ hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    let tag = hash &>> 32
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if entry &>> 32 == tag {
        let place = Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1
        if holds(key, at: place) { return place }
      }
      slot = (slot &+ 1) & mask
    }
  }

  /// Calls `body` with the key of the customer at a place, and its hash.
  func withKey<Result>(at place: Int, _ body: (EventKey, UInt64) -> Result) -> Result {
    let key = record(at: place).assumingMemoryBound(to: EventRecord.self).pointee.key
    return arena.withUnsafeBytes { body(key.standing(in: $0.baseAddress), key.hash(seeds)) }
  }

  /// Writes down the places of the customers of some rows, and adds those who were not met.
  ///
  /// Three loops, so that the memory for many rows is waited for at once: slots, then records, then what to make of them.
  func findPlaces(
    _ rows: UnsafeBufferPointer<UInt32>, _ keys: UnsafePointer<EventKey>, _ hashes: UnsafePointer<UInt64>,
    _ entries: UnsafeMutablePointer<UInt64>, into places: UnsafeMutablePointer<UInt32>
  ) {
    do {
      let (slots, mask) = (slots, mask)
      for index in 0..<rows.count { entries[index] = slots[Int(truncatingIfNeeded: hashes[Int(rows[index])]) & mask] }
      let (records, size, blank) = (records, plan.recordSize, blank.start)
      for index in 0..<rows.count {
        let (entry, row) = (entries[index], Int(rows[index]))
        let isCandidate = entry != 0 && entry &>> 32 == hashes[row] &>> 32
        let record = isCandidate ? records + (Int(truncatingIfNeeded: entry & 0xFFFF_FFFF) &- 1) &* size : blank
        let isSame = record.assumingMemoryBound(to: EventRecord.self).pointee.key.isSame(as: keys[row])
        entries[index] = isCandidate && isSame ? entry & 0xFFFF_FFFF : 0
      }
    }
    for index in 0..<rows.count {
      let row = Int(rows[index])
      // What was found at once is nearly all: the others are new, long, or not where they are looked for first.
      let place =
        entries[index] != 0
        ? Int(entries[index]) &- 1 : place(of: keys[row], hashes[row]) ?? add(keys[row], hashes[row])
      places[index] = UInt32(truncatingIfNeeded: place)
    }
  }

  @inline(__always) private func holds(_ key: EventKey, at place: Int) -> Bool {
    let known = record(at: place).assumingMemoryBound(to: EventRecord.self).pointee.key
    guard key.isLong else { return known.isSame(as: key) }
    return known.low == key.low && known.length == key.length && holdsText(of: key, at: Int(known.high))
  }

  private func holdsText(of key: EventKey, at offset: Int) -> Bool {
    guard let text = key.address else { return false }
    let length = Int(key.length)
    return arena.withUnsafeBytes { arena in
      UnsafeRawBufferPointer(rebasing: arena[offset..<offset + length])
        .elementsEqual(UnsafeRawBufferPointer(start: text, count: length))
    }
  }

  @inline(never) private func add(_ key: EventKey, _ hash: UInt64) -> Int {
    precondition(customers < Int(UInt32.max) - 1, "a part of the customers has at most 2^32 of them")
    if 2 * (customers + 1) > mask + 1 { growSlots() }
    if customers == capacity { growRecords() }
    let place = customers
    var record = EventRecord(key: key, events: 0)
    if key.isLong, let text = key.address {
      record.key.high = UInt64(arena.count)
      arena.append(contentsOf: UnsafeRawBufferPointer(start: text, count: Int(key.length)))
    }
    self.record(at: place).copyMemory(from: blank.start, byteCount: plan.recordSize)
    self.record(at: place).assumingMemoryBound(to: EventRecord.self).pointee = record
    customers += 1
    occupy(hash, place)
    return place
  }

  private func occupy(_ hash: UInt64, _ place: Int) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(place + 1)
  }

  private func growSlots() {
    slots.deallocate()
    mask = 2 * (mask + 1) - 1
    slots = .allocate(capacity: mask + 1)
    slots.initialize(repeating: 0, count: mask + 1)
    for place in 0..<customers {
      occupy(record(at: place).assumingMemoryBound(to: EventRecord.self).pointee.key.hash(seeds), place)
    }
  }

  private func growRecords() {
    let grown = UnsafeMutableRawPointer.allocate(byteCount: 2 * capacity * plan.recordSize, alignment: 16)
    grown.copyMemory(from: records, byteCount: customers * plan.recordSize)
    records.deallocate()
    records = grown
    capacity *= 2
  }
}

/// What is kept of a customer without events. Immutable.
final class BlankRecord: @unchecked Sendable {
  let start: UnsafeMutableRawPointer

  init(_ plan: EventPlan) {
    start = .allocate(byteCount: plan.recordSize, alignment: 16)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: plan.recordSize)
    for measure in plan.measures {
      let state = start + measure.offset
      switch measure.aggregate {
      case .count, .sum, .average, .distinct, .trend: break
      case .min where measure.isWhole: state.storeBytes(of: .max, as: Int64.self)
      case .max where measure.isWhole: state.storeBytes(of: .min, as: Int64.self)
      case .min: state.storeBytes(of: .infinity, as: Double.self)
      case .max: state.storeBytes(of: -.infinity, as: Double.self)
      case .first: state.storeBytes(of: .max, as: Int64.self)
      case .last, .daysSince: state.storeBytes(of: .min, as: Int64.self)
      case .visitCounts: state.storeBytes(of: VisitDays(), as: VisitDays.self)
      case .streak: state.storeBytes(of: StreakState(), as: StreakState.self)
      }
    }
  }

  deinit { start.deallocate() }
}
