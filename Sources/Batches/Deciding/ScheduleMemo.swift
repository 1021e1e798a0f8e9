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
  /// Which of ``VisitCounts`` counts; `nil` for none.
  private let counting: Int?

  init(_ rhythm: VisitRhythm, code: UInt32) {
    self.code = Int32(truncatingIfNeeded: code)
    counting = rhythm.quota.flatMap { VisitCounts.place(for: $0) }
    mostMade = Int32(clamping: rhythm.quota?.visits ?? 0)
    reach = rhythm.quota.map { Int32(clamping: $0.count * $0.unit.mostDays) } ?? 0
  }

  /// The visits of ``VisitCounts``, in one number, that count for the rhythm; 0 stands for none.
  @inline(__always) func made(of counts: Int64) -> Int32 {
    guard counts > 0, let counting else { return ScheduleKey.nothing }
    return Int32(truncatingIfNeeded: VisitCounts.count(at: counting, of: counts))
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

/// Days of visits, and what they go by, side by side.
struct KnownSchedule: BitwiseCopyable {
  fileprivate let key: SIMD4<Int32>
  /// The interval, next due and latest day, and days overdue.
  private let numbers: SIMD4<Int32>
  /// The code of the reason.
  let reason: UInt32

  init(_ schedule: VisitSchedule, for key: ScheduleKey) {
    self.key = key.values
    numbers = [
      Int32(clamping: schedule.interval), schedule.nextDue.days, schedule.latest.days,
      Int32(clamping: schedule.overdueDays),
    ]
    reason = UInt32(schedule.reasonCode) + 1
  }

  /// Stands where there is nothing: no rhythm has the code 0.
  fileprivate static let vacant = KnownSchedule()

  private init() { (key, numbers, reason) = (.zero, .zero, 0) }

  @inline(__always) var interval: Double { Double(numbers[0]) }
  @inline(__always) var nextDue: Double { Double(numbers[1]) }
  @inline(__always) var latest: Double { Double(numbers[2]) }
  @inline(__always) var daysOverdue: Double { Double(numbers[3]) }
}

/// The days of visits that were found out so far: open addressing over flat memory, in which each memo scatters its keys differently.
/// Not shared between threads.
final class ScheduleMemo {
  private var schedules: UnsafeMutablePointer<KnownSchedule>
  private var places: Int
  private var count = 0
  private let seeds = HashSeeds()

  /// How many are kept from batch to batch.
  private static let keptCount = 1 << 16

  init() { (schedules, places) = Self.allocate(1024) }

  deinit { schedules.deallocate() }
}

extension ScheduleMemo {
  /// What was found out for a key; `nil` if nothing was.
  @inline(__always) subscript(key: ScheduleKey) -> KnownSchedule? {
    var place = hash(key.values) & (places - 1)
    while schedules[place].key[0] != 0 {
      if schedules[place].key == key.values { return schedules[place] }
      place = (place + 1) & (places - 1)
    }
    return nil
  }

  /// Keeps what was found out for a key of which nothing was known.
  func insert(_ schedule: KnownSchedule) {
    if count * 2 >= places { grow() }
    put(schedule)
    count += 1
  }

  /// Forgets everything, if it is too much.
  func trim() {
    if count > Self.keptCount { removeAll() }
  }

  /// Forgets everything.
  func removeAll() {
    schedules.update(repeating: .vacant, count: places)
    count = 0
  }

  private func put(_ schedule: KnownSchedule) {
    var place = hash(schedule.key) & (places - 1)
    while schedules[place].key[0] != 0 { place = (place + 1) & (places - 1) }
    schedules[place] = schedule
  }

  private func grow() {
    let (old, oldPlaces) = (schedules, places)
    (schedules, places) = Self.allocate(places * 2)
    for place in 0..<oldPlaces where old[place].key[0] != 0 { put(old[place]) }
    old.deallocate()
  }

  @inline(__always) private func hash(_ key: SIMD4<Int32>) -> Int {
    let halves = unsafeBitCast(key, to: SIMD2<UInt64>.self)
    return Int(truncatingIfNeeded: seeds.mix(halves[0], halves[1]))
  }

  /// Room for so many, all vacant.
  private static func allocate(_ places: Int) -> (UnsafeMutablePointer<KnownSchedule>, Int) {
    let schedules = UnsafeMutablePointer<KnownSchedule>.allocate(capacity: places)
    schedules.initialize(repeating: .vacant, count: places)
    return (schedules, places)
  }
}
