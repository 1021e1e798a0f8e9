import Calendars
import Cadences

/// All that days of visits go by, as far as it makes a difference.
struct ScheduleKey: Hashable {
  /// The code of the rhythm, from 1 on; then the last visit, the visits made, and the first day, or ``nothing``.
  fileprivate let values: SIMD4<Int32>

  /// Stands for what is not known.
  static var nothing: Int32 { .min }

  fileprivate init(_ values: SIMD4<Int32>) { self.values = values }

  var last: CalendarDate? { Self.day(values[1]) }
  var made: Int? { values[2] == Self.nothing ? nil : Int(values[2]) }
  var since: CalendarDate? { Self.day(values[3]) }

  private static func day(_ days: Int32) -> CalendarDate? { days == nothing ? nil : CalendarDate(days: days) }
}

/// What keys have to say where a customer is visited in a rhythm.
struct RhythmKeying {
  private let code: Int32
  /// More visits than these are as good, since no more are owed.
  private let mostMade: Int32
  /// A first day so many days before the last visit lies before the stretch with that visit.
  private let reach: Int32

  init(_ rhythm: VisitRhythm, code: UInt32) {
    self.code = Int32(truncatingIfNeeded: code)
    mostMade = Int32(clamping: rhythm.quota?.visits ?? 0)
    reach = rhythm.quota.map { Int32(clamping: $0.count * $0.unit.mostDays) } ?? 0
  }

  /// The key of a customer; what makes no difference is left out of it.
  @inline(__always) func key(last: Int32, made: Int32, since: Int32, asOf: Int32) -> ScheduleKey {
    let nothing = ScheduleKey.nothing
    if last == nothing || last > asOf || last < since { return ScheduleKey([code, nothing, nothing, since]) }
    let counted = made == nothing || mostMade == 0 ? nothing : min(made, mostMade)
    return ScheduleKey([code, last, counted, since == nothing || since <= last - reach ? nothing : since])
  }
}

extension CalendarUnit {
  /// How many days it has at most.
  fileprivate var mostDays: Int {
    switch self {
    case .day: 1
    case .week: 7
    case .month: 31
    case .quarter: 92
    case .year: 366
    }
  }
}

/// Days of visits as lanes hold them.
struct KnownSchedule: BitwiseCopyable {
  let interval: Double
  let nextDue: Double
  let latest: Double
  let daysOverdue: Double
  let reason: UInt32

  init(_ schedule: VisitSchedule) {
    interval = Double(schedule.interval)
    nextDue = Double(schedule.nextDue.days)
    latest = Double(schedule.latest.days)
    daysOverdue = Double(schedule.overdueDays)
    reason = UInt32(schedule.reasonCode) + 1
  }
}

/// The days of visits that were found out so far: open addressing over flat memory. Not shared between threads.
final class ScheduleMemo {
  private var keys: UnsafeMutablePointer<SIMD4<Int32>>
  private var schedules: UnsafeMutablePointer<KnownSchedule>
  private var places: Int
  private var count = 0

  /// How many are kept from batch to batch.
  private static let keptCount = 1 << 16

  init() { (keys, schedules, places) = Self.allocate(1024) }

  deinit {
    keys.deallocate()
    schedules.deallocate()
  }
}

extension ScheduleMemo {
  /// What was found out for a key; `nil` if nothing was.
  @inline(__always) subscript(key: ScheduleKey) -> KnownSchedule? {
    var place = Self.hash(key.values) & (places - 1)
    // No rhythm has the code 0.
    while keys[place][0] != 0 {
      if keys[place] == key.values { return schedules[place] }
      place = (place + 1) & (places - 1)
    }
    return nil
  }

  /// Keeps what was found out for a key of which nothing was known.
  func insert(_ schedule: KnownSchedule, for key: ScheduleKey) {
    if count * 2 >= places { grow() }
    put(schedule, key.values)
    count += 1
  }

  /// Forgets everything, if it is too much.
  func trim() {
    if count > Self.keptCount { removeAll() }
  }

  /// Forgets everything.
  func removeAll() {
    keys.update(repeating: .zero, count: places)
    count = 0
  }

  private func put(_ schedule: KnownSchedule, _ key: SIMD4<Int32>) {
    var place = Self.hash(key) & (places - 1)
    while keys[place][0] != 0 { place = (place + 1) & (places - 1) }
    keys[place] = key
    schedules[place] = schedule
  }

  private func grow() {
    let (oldKeys, oldSchedules, oldPlaces) = (keys, schedules, places)
    (keys, schedules, places) = Self.allocate(places * 4)
    for place in 0..<oldPlaces where oldKeys[place][0] != 0 { put(oldSchedules[place], oldKeys[place]) }
    oldKeys.deallocate()
    oldSchedules.deallocate()
  }

  @inline(__always) private static func hash(_ key: SIMD4<Int32>) -> Int {
    let halves = unsafeBitCast(key, to: SIMD2<UInt64>.self)
    let product = (halves[0] &* 0x9E37_79B9_7F4A_7C15 ^ halves[1]) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: product ^ product >> 32)
  }

  private static func allocate(
    _ places: Int
  ) -> (UnsafeMutablePointer<SIMD4<Int32>>, UnsafeMutablePointer<KnownSchedule>, Int) {
    let keys = UnsafeMutablePointer<SIMD4<Int32>>.allocate(capacity: places)
    keys.initialize(repeating: .zero, count: places)
    return (keys, .allocate(capacity: places), places)
  }
}
