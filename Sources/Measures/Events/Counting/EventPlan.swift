import Expressions
import Policies

/// How the events of a source are counted: what is kept of each customer, and where. Made once, shared by all threads.
struct EventPlan: Sendable {
  /// What is measured.
  let source: EventSource
  /// In the order of the source's measures.
  let measures: [PlannedMeasure]
  /// For each question the form of its answers; `nil` where nothing is kept of them but whether they are true.
  let forms: [AnswerForm?]
  /// Bytes of what is kept of a customer: an ``EventRecord``, then what each measure needs; a multiple of 16.
  let recordSize: Int
  /// How many measures count different values.
  let distinctCount: Int
  /// Days since 1970-01-01.
  let asOf: Int32

  /// The plan for what a set of policies asks for.
  init(_ source: EventSource) {
    self.source = source
    let outputs = source.table.questions.outputs
    asOf = source.table.questions.asOf.days
    var size = MemoryLayout<EventRecord>.stride
    var distinct = 0
    var forms: [AnswerForm?] = outputs.map { _ in nil }
    measures = source.measures.map { measure in
      let form = measure.value.map { AnswerForm(outputs[$0]) }
      if let value = measure.value, measure.aggregate != .streak { forms[value] = form }
      defer { if measure.aggregate == .distinct { distinct += 1 } }
      return PlannedMeasure(measure, form: form, at: &size, distinct: distinct)
    }
    self.forms = forms
    recordSize = (size + 15) / 16 * 16
    distinctCount = distinct
  }
}

/// How answers are kept in words of 64 bits.
enum AnswerForm: Sendable {
  /// The bits of a double.
  case number
  /// Of a signed number.
  case integer
  /// Days since 1970-01-01.
  case date
  /// The number of a text.
  case text
  /// 1 or 0.
  case truth

  /// The form of what an output gives.
  init(_ output: Output) {
    guard let expression = output.expression else {
      self = .number
      return
    }
    switch expression.type {
    case .int: self = .integer
    case .timestamp: self = .date
    case .string, .enumeration: self = .text
    case .bool: self = .truth
    default: self = .number
    }
  }
}

/// A measure, and where what it needs of a customer stands.
struct PlannedMeasure: Sendable {
  let aggregate: Measure.Aggregate
  /// The days whose events count.
  let window: Measure.Window?
  /// For a trend, those before.
  let windowBefore: Measure.Window?
  /// The question that an event has to answer with yes.
  let filter: Int?
  /// The question whose answer is counted.
  let value: Int?
  /// The form of that answer.
  let form: AnswerForm?
  /// Bytes from the beginning of a customer's record.
  let offset: Int
  /// Which of the sets of different values is its own.
  let distinct: Int

  /// Takes what it needs from the end of a record of `size` bytes.
  init(_ measure: Measure, form: AnswerForm?, at size: inout Int, distinct: Int) {
    aggregate = measure.aggregate
    window = measure.window
    windowBefore = measure.windowBefore
    filter = measure.filter
    value = measure.value
    self.form = form
    self.distinct = distinct
    let (bytes, alignment) =
      switch measure.aggregate {
      case .count, .min, .max, .distinct, .daysSince: (8, 8)
      case .first, .last: (16, 8)
      case .streak: (MemoryLayout<StreakState>.stride, 8)
      case .sum: (16, 16)
      case .average, .trend: (32, 16)
      }
    offset = (size + alignment - 1) / alignment * alignment
    size = offset + bytes
  }
}

extension PlannedMeasure {
  /// Whether it adds numbers up, or compares them: they have to be such that it can.
  var isOfAmounts: Bool {
    switch aggregate {
    case .sum, .min, .max, .average, .trend: value != nil
    case .count, .distinct, .first, .last, .daysSince, .streak: false
    }
  }
}

/// What every customer's record begins with.
struct EventRecord {
  var low: UInt64
  /// Of a longer text, where it stands in the shard's arena.
  var high: UInt64
  var length: UInt32
  private var unused: UInt32 = 0
  /// How many events name the customer.
  var events: UInt64

  /// That of a customer without events.
  init(_ key: EventKey, events: UInt64) {
    (low, high, length) = (key.low, key.high, key.length)
    self.events = events
  }
}

/// The latest events that satisfy a condition.
struct StreakState {
  /// How many follow the latest that does not.
  var run: UInt64 = 0
  /// The day of the latest that does not; before all days if each does.
  var breaker = Int32.min
  /// The days of the earliest and the latest that are counted in `run`; no day where that is 0.
  var first = Int32.max
  var last = Int32.min
  /// Whether one that breaks the streak came too late to know what it breaks: all have to be looked at again.
  var isOpen = false

  /// That of no event.
  init() {}
}
