import Cadences
import Decisions
import Expressions
import Policies

/// A schedule over a batch: where it finds what it is made of, and where its values stand.
struct ScheduleVectors: Sendable {
  let plan: SchedulePlan
  let asOf: CalendarDate
  /// Days since 1970-01-01; never known where the policy does not say.
  let lastVisit: NumberVector
  let made: NumberVector
  let since: NumberVector
  /// What each of them lacks where it ends unknown.
  let notes: [MissingNote]
  /// The customers who have dates.
  let active: MaskRegister
  let intervalDays: NumberRegister
  let nextDue: NumberRegister
  let latest: NumberRegister
  let daysOverdue: NumberRegister
  /// Codes of the reasons, in the order of ``VisitSchedule/reasons``; 0 for customers without dates.
  let reasons: CodeRegister
}

extension ScheduleVectors {
  /// Compiles what the schedule is made of.
  init(
    _ plan: SchedulePlan, in policy: Policy, _ missing: inout MissingFacts, _ builder: inout VectorBuilder
  ) {
    self.plan = plan
    asOf = policy.asOf
    lastVisit = builder.scheduleInput(plan.lastVisit, isDate: true)
    made = builder.scheduleInput(plan.made?.expression, isDate: false)
    since = builder.scheduleInput(plan.since, isDate: true)
    notes = plan.told.compactMap { builder.missingNote(of: $0, in: policy.frame) }
    for note in notes { missing.prepare(for: note, &builder.layout) }
    active = builder.layout.newMask()
    intervalDays = builder.layout.newNumbers()
    nextDue = builder.layout.newNumbers()
    latest = builder.layout.newNumbers()
    daysOverdue = builder.layout.newNumbers()
    reasons = builder.layout.newCodes()
  }

  /// The numbers that it is made of.
  var inputs: [NumberVector] { [lastVisit, made, since] }

  /// Binds the slots that expressions read; call it once what the schedule is made of is compiled.
  func bind(in frame: FrameLayout, _ builder: inout VectorBuilder) {
    let dictionary = builder.layout.newDictionary(VisitSchedule.reasons)
    for value in ScheduledValue.allCases {
      guard let slot = frame.slot(of: value) else { continue }
      builder.bind(slot, to: vector(of: value, dictionary))
    }
  }

  private func vector(of value: ScheduledValue, _ dictionary: DictionaryRegister) -> Vector {
    switch value {
    case .intervalDays: .number(numbers(intervalDays))
    case .nextDue: .date(numbers(nextDue))
    case .latest: .date(numbers(latest))
    case .daysOverdue: .number(numbers(daysOverdue))
    case .dueReason: .text(TextVector(codes: reasons, dictionary: dictionary, failed: .none))
    }
  }

  private func numbers(_ lane: NumberRegister) -> NumberVector {
    NumberVector(lane: lane, known: active, failed: .none, isInteger: true)
  }
}

extension VectorBuilder {
  /// A date or a number that a schedule is made of; what no lane holds is left to the row evaluator.
  fileprivate mutating func scheduleInput(_ expression: CheckedExpression?, isDate: Bool) -> NumberVector {
    let none = NumberVector(lane: lane(of: 0.0), known: .none, failed: .none, isInteger: true)
    guard let expression else { return none }
    let vector = vector(of: expression)
    switch vector {
    case .unknown: return none
    case .number(let number) where !isDate: return number
    case .date(let date) where isDate: return date
    case .constant(let value):
      guard let number = value.scheduleNumber else { return none }
      return NumberVector(lane: lane(of: number), known: .all, failed: .none, isInteger: true)
    case .number, .date, .truth, .text, .box:
      let failed = failed(of: vector)
      let known = known(of: vector)
      postpone(known, except: .none)
      return NumberVector(lane: none.lane, known: .none, failed: failed, isInteger: true)
    }
  }
}

extension Value {
  /// What a schedule makes of it: a number, or the day of a moment.
  fileprivate var scheduleNumber: Double? {
    switch self {
    case .int(let integer): Double(integer)
    case .uint(let integer): Double(integer)
    case .double(let number): number
    case .timestamp(let moment): Double(moment.date.days)
    default: nil
    }
  }
}
