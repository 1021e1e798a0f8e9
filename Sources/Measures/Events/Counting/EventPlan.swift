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
  /// For each question the measures that do more with texts than to ask whether they are there.
  let textMeasures: [[Int]]
  /// How many measures keep a text of each customer.
  let keptTextCount: Int
  /// Days since 1970-01-01.
  let asOf: Int32
  /// Whether the order of one day's events makes a difference.
  let needsMoments: Bool

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
      return PlannedMeasure(measure, form: form, at: &size, distinct: distinct, asOf: source.table.questions.asOf.days)
    }
    self.forms = forms
    needsMoments = measures.contains { $0.isOfOrder }
    recordSize = (size + 15) / 16 * 16
    distinctCount = distinct
    keptTextCount = measures.count { $0.keepsText }
    textMeasures = outputs.indices.map { [measures] question in
      measures.indices.filter { measures[$0].value == question && measures[$0].isOfTexts }
    }
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
  /// Of an event, the block's number of a text; of a customer, the number in the shard's table.
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
  /// Where visits are counted, the stretches that they lie in.
  let stretches: VisitStretches?

  /// Takes what it needs from the end of a record of `size` bytes.
  init(_ measure: Measure, form: AnswerForm?, at size: inout Int, distinct: Int, asOf: Int32) {
    aggregate = measure.aggregate
    window = measure.window
    windowBefore = measure.windowBefore
    filter = measure.filter
    value = measure.value
    self.form = form
    self.distinct = distinct
    stretches =
      if case .visitCounts(let calendar) = measure.aggregate { VisitStretches(calendar, until: asOf) } else { nil }
    let (bytes, alignment) =
      switch measure.aggregate {
      case .count, .min, .max, .distinct, .daysSince: (8, 8)
      case .first, .last: (16, 8)
      case .streak: (MemoryLayout<StreakState>.stride, 8)
      case .sum: (16, 16)
      case .visitCounts: (MemoryLayout<VisitDays>.stride, 16)
      case .average, .trend: (32, 16)
      }
    offset = (size + alignment - 1) / alignment * alignment
    size = offset + bytes
  }
}

extension PlannedMeasure {
  /// Whether it keeps texts, or tells them apart.
  var isOfTexts: Bool { form == .text && (aggregate == .first || aggregate == .last || aggregate == .distinct) }

  /// Whether it keeps a text.
  var keepsText: Bool { isOfTexts && aggregate != .distinct }

  /// Whether what it counts is whole numbers: kept as they are, not in billionths or as doubles.
  var isWhole: Bool { form == .integer }

  /// How many of the units in which amounts are added up make one.
  var unitsInOne: Int128 { isWhole ? 1 : MeantDecimal.billion }

  /// Whether it adds numbers up, or compares them: they have to be such that it can.
  var isOfAmounts: Bool {
    switch aggregate {
    case .sum, .min, .max, .average, .trend: value != nil
    case .count, .distinct, .first, .last, .daysSince, .streak, .visitCounts: false
    }
  }

  /// Whether it goes by the order of events, to the second.
  var isOfOrder: Bool { aggregate == .first || aggregate == .last || aggregate == .streak }
}

/// What every customer's record begins with.
struct EventRecord {
  /// A longer text stands in the shard's arena.
  var key: EventKey
  /// How many events name the customer that no other source of the table has counted before.
  var events: UInt64
}

/// The latest events that satisfy a condition.
struct StreakState {
  /// How many follow the latest that does not.
  var run: UInt64 = 0
  /// The moment of the latest that does not, in seconds since 1970-01-01; before all moments if each does.
  var breaker = Int64.min
  /// The moments of the earliest and the latest that are counted in `run`; none where that is 0.
  var first = Int64.max
  var last = Int64.min
  /// Whether one that breaks the streak came too late to know what it breaks: all have to be looked at again.
  var isOpen = false

  /// That of no event.
  init() {}
}
