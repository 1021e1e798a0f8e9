import Batches
import Columns
import Decisions
import Expressions
import Policies

/// Finds what the events of customers come to. Not shared between threads.
final class EventLookup {
  private let measured: MeasuredEvents
  private let ledger: EventLedger
  /// The fact that names the customer.
  private let fact: Fact
  /// The shards, and which of their customers were looked up.
  private let views: EventShardViews
  /// The records of the rows of a block.
  private let records = EventMemory<UnsafeMutableRawPointer>()
  private let keys = EventMemory<EventKey>()
  private let hashes = EventMemory<UInt64>()
  /// One that has looked up nobody.
  init(_ measured: MeasuredEvents) {
    self.measured = measured
    ledger = measured.ledger
    fact = measured.ledger.keyFact
    views = EventShardViews(measured.ledger)
  }

  /// Hands on which customers were looked up.
  func settle() { measured.note(views.takeMarks()) }
}

extension EventLookup {
  /// The measures of the rows of some cells, whose keys stand in a column; those of nobody's events where there is none.
  func columns(of cells: CellColumns, key column: Int?) -> [FactColumn] {
    records.reserve(cells.rowCount)
    keys.reserve(cells.rowCount)
    hashes.reserve(cells.rowCount)
    let (keys, hashes, bytes, seeds) = (keys.start, hashes.start, cells.bytes, ledger.seeds)
    if let column = column.flatMap({ cells.columns[$0] }) {
      let isText = fact.kind == .string
      for row in 0..<cells.rowCount {
        let (start, length) = (bytes + Int(column[row].start), Int(column[row].end &- column[row].start))
        keys[row] = isText ? EventKey(start, length: length, seeds) : wholeKey(start, length)
        hashes[row] = keys[row].hash(seeds)
      }
      views.find(keys, hashes, count: cells.rowCount, into: records.start)
    } else {
      records.fill(cells.rowCount, with: ledger.blank.start)
    }
    return columns(count: cells.rowCount)
  }

  /// The measures of the customer of a key.
  func columns(of value: FactValue) -> [FactColumn] {
    records.reserve(1)
    records[0] = record(of: value)
    return columns(count: 1)
  }

  /// Notes that there is a row of the customer of a key.
  func note(_ value: FactValue) { _ = record(of: value) }

  /// The measures of customers whose keys stand in a column.
  func columns(of keys: FactColumn) -> [FactColumn] {
    records.reserve(keys.count)
    for row in 0..<keys.count { records[row] = record(of: keys.value(at: row)) }
    return columns(count: keys.count)
  }

  private func columns(count: Int) -> [FactColumn] {
    zip(ledger.source.measures, ledger.plan.measures).map { measure, plan in
      column(plan, of: UnsafePointer(records.start), count: count)
    }
  }
}

// MARK: - Keys

extension EventLookup {
  /// The key of a text that is a whole number; one that nobody has, if it is none.
  @inline(__always) private func wholeKey(_ start: UnsafePointer<UInt8>, _ length: Int) -> EventKey {
    if let whole = Int64(plainDigits: start, length) { return EventKey(word: UInt64(bitPattern: whole)) }
    let text = String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    guard case .success(.value(.int(let whole))) = fact.read(.text(text)) else { return .none }
    return EventKey(word: UInt64(bitPattern: whole))
  }

  private func record(of value: FactValue) -> UnsafeMutableRawPointer {
    guard case .success(.value(let key)) = fact.read(value) else { return ledger.blank.start }
    if case .int(let whole) = key { return views.find(EventKey(word: UInt64(bitPattern: whole))) }
    guard case .string(var text) = key else { return ledger.blank.start }
    // Sixteen bytes of a key are loaded at once.
    let length = text.utf8.count
    text.append(contentsOf: repeatElement("\0", count: EventKey.inlineLength))
    return text.withUTF8 { bytes in
      bytes.baseAddress.map { views.find(EventKey($0, length: length, ledger.seeds)) } ?? ledger.blank.start
    }
  }
}

extension Int64 {
  /// The number that up to 18 digits are; `nil` for any other text.
  @inline(__always) fileprivate init?(plainDigits start: UnsafePointer<UInt8>, _ length: Int) {
    guard (1...18).contains(length) else { return nil }
    var number: Int64 = 0
    for index in 0..<length {
      let digit = start[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      number = number &* 10 &+ Int64(digit)
    }
    self = number
  }
}

// MARK: - Measures

extension EventLookup {
  private typealias Records = UnsafePointer<UnsafeMutableRawPointer>

  private func column(_ measure: PlannedMeasure, of records: Records, count: Int) -> FactColumn {
    let offset = measure.offset
    switch measure.aggregate {
    case .count, .distinct:
      return wholes(records, count) { Int64(($0 + offset).load(as: UInt64.self)) }
    case .streak:
      return wholes(records, count) { Int64(($0 + offset).load(as: StreakState.self).run) }
    case .sum where measure.isWhole: return wholeSums(records, count, at: offset)
    case .sum:
      return numbers(records, count) {
        Double(nearestTo: ($0 + offset).load(as: Int128.self), over: MeantDecimal.billion)
      }
    case .min where measure.isWhole, .max where measure.isWhole:
      return presentWholes(records, count) {
        let whole = ($0 + offset).load(as: Int64.self)
        return whole == .min || whole == .max ? nil : whole
      }
    case .min, .max:
      return numbers(records, count) {
        let number = ($0 + offset).load(as: Double.self)
        return number.isInfinite ? nil : number
      }
    case .average:
      return numbers(records, count) {
        let amount = ($0 + offset).load(as: Int128.self)
        let events = ($0 + offset).load(fromByteOffset: 16, as: UInt64.self)
        return events == 0 ? nil : Double(nearestTo: amount, over: measure.unitsInOne * Int128(events))
      }
    case .trend:
      return numbers(records, count) {
        let amount = ($0 + offset).load(as: Int128.self)
        let before = ($0 + offset).load(fromByteOffset: 16, as: Int128.self)
        if before == 0 { return nil }
        return Double(nearestTo: before > 0 ? amount - before : before - amount, over: abs(before))
      }
    case .visitCounts:
      guard let stretches = measure.stretches else { preconditionFailure("visits are counted by a calendar") }
      return presentWholes(records, count) {
        var days = ($0 + offset).load(as: VisitDays.self)
        return days.packed(stretches)
      }
    case .daysSince:
      let asOf = Int64(ledger.plan.asOf)
      return presentWholes(records, count) {
        let day = ($0 + offset).load(as: Int64.self)
        return day == .min ? nil : asOf - day
      }
    case .first, .last: return answers(measure, of: records, count)
    }
  }

  /// Sums of whole numbers. Where one is larger than any whole number of a fact, they are written out, so that whoever reads them can
  /// say so.
  private func wholeSums(_ records: Records, _ count: Int, at offset: Int) -> FactColumn {
    func sum(_ row: Int) -> Int128 { (records[row] + offset).load(as: Int128.self) }
    guard (0..<count).allSatisfy({ Int64(exactly: sum($0)) != nil }) else {
      return .texts((0..<count).map { String(sum($0)) })
    }
    return wholes(records, count) { Int64(truncatingIfNeeded: ($0 + offset).load(as: Int128.self)) }
  }

  private func answers(_ measure: PlannedMeasure, of records: Records, _ count: Int) -> FactColumn {
    let offset = measure.offset
    @inline(__always) func word(_ record: UnsafeMutableRawPointer) -> UInt64? {
      let kept = (record + offset).load(as: KeptAnswer.self)
      return kept.isKnown ? kept.word : nil
    }
    switch measure.form ?? .number {
    case .number: return numbers(records, count) { word($0).map { Double(bitPattern: $0) } }
    case .integer: return presentWholes(records, count) { word($0).map { Int64(bitPattern: $0) } }
    case .date:
      let (days, present) = present(records, count, blank: 0) { word($0).map { Int32(truncatingIfNeeded: $0) } }
      return .days(days, present: present)
    case .truth:
      let (truths, present) = present(records, count, blank: false) { word($0).map { $0 == 1 } }
      return .bools(truths, present: present)
    case .text:
      let (codes, present) = present(records, count, blank: 0) { word($0).map { UInt32(truncatingIfNeeded: $0) } }
      return .codes(codes, of: measured.texts, present: present)
    }
  }

  @inline(__always) private func wholes(
    _ records: Records, _ count: Int, _ value: (UnsafeMutableRawPointer) -> Int64
  ) -> FactColumn {
    .integers(
      Array(unsafeUninitializedCapacity: count) { values, initialized in
        for row in 0..<count { values[row] = value(records[row]) }
        initialized = count
      })
  }

  @inline(__always) private func presentWholes(
    _ records: Records, _ count: Int, _ value: (UnsafeMutableRawPointer) -> Int64?
  ) -> FactColumn {
    let (values, present) = present(records, count, blank: 0, value)
    return .integers(values, present: present)
  }

  @inline(__always) private func numbers(
    _ records: Records, _ count: Int, _ value: (UnsafeMutableRawPointer) -> Double?
  ) -> FactColumn {
    let (values, present) = present(records, count, blank: 0, value)
    return .numbers(values, present: present)
  }

  @inline(__always) private func present<T: BitwiseCopyable>(
    _ records: Records, _ count: Int, blank: T, _ value: (UnsafeMutableRawPointer) -> T?
  ) -> ([T], RowMask) {
    var words = [UInt64](repeating: 0, count: (count + 63) / 64)
    let values = [T](unsafeUninitializedCapacity: count) { values, initialized in
      for row in 0..<count {
        let known = value(records[row])
        values.initializeElement(at: row, to: known ?? blank)
        if known != nil { words[row >> 6] |= 1 << UInt64(row & 63) }
      }
      initialized = count
    }
    return (values, RowMask(words: words))
  }
}
