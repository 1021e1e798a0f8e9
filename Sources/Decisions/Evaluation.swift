import Cadences
package import Expressions
import Policies

/// One customer on the way to a decision: what is known so far, and what was asked on the way.
struct Evaluation {
  /// A slot for each fact, derived value, tier and output; unknown until it is decided.
  var frame: [Outcome]

  /// For each fact, whether a condition needed it and it was missing.
  private(set) var isMissing: [Bool]

  /// The rules looked at, if a trace was asked for.
  private(set) var entries: [Trace.Entry]?

  /// The scores added up, if a trace was asked for.
  private(set) var sums: [Trace.Sum] = []

  /// The days of visits, if a trace was asked for.
  private var schedule: VisitSchedule?

  private let layout: FrameLayout

  /// Nothing is known yet of a customer of `policy`.
  init(of policy: Policy, tracing: Bool) {
    layout = policy.frame
    frame = Array(repeating: .unknown, count: policy.frame.count)
    isMissing = Array(repeating: false, count: policy.facts.count)
    entries = tracing ? [] : nil
  }

  /// What came of a condition or value in the state reached so far.
  func outcome(of expression: CheckedExpression) -> Outcome {
    expression.evaluate(in: frame)
  }

  /// What came of a condition, as a truth.
  func truth(of condition: CheckedExpression) -> Truth {
    Truth(of: outcome(of: condition)) { value in
      guard case .bool(let bool) = value else { return nil }
      return bool
    }
  }

  /// Notes the facts for want of which an expression ended unknown: those behind the unknown values that it reads.
  mutating func noteMissing(readBy expression: CheckedExpression) {
    for slot in expression.valueSlots where frame[slot].isUnknown {
      for fact in layout.factsBehind[slot] where frame[fact].isUnknown {
        isMissing[fact] = true
      }
    }
  }

  /// Notes a rule that was looked at, with the values in the slots that it read.
  mutating func trace(
    _ rule: String, of owner: String, _ verdict: Trace.Verdict, reading slots: @autoclosure () -> [Int],
    at provenance: Provenance
  ) {
    guard entries != nil else { return }
    let read = Set(slots()).sorted().map { Trace.ReadValue(name: layout.names[$0], value: frame[$0].value) }
    entries?.append(Trace.Entry(owner: owner, rule: rule, verdict: verdict, read: read, provenance: provenance))
  }

  /// Notes how a score came about.
  mutating func trace(_ score: Score, of owner: String) {
    guard entries != nil else { return }
    let parts = score.parts.map { Trace.Sum.Part(part: $0.id, points: score.points(of: $0, in: self)) }
    sums.append(Trace.Sum(owner: owner, parts: parts, total: score.sum(in: self).value?.number))
  }

  /// Notes the days of visits, with the values in the slots that they were made of.
  mutating func trace(
    _ schedule: VisitSchedule, reading slots: @autoclosure () -> [Int], at provenance: Provenance
  ) {
    guard entries != nil else { return }
    self.schedule = schedule
    trace(SchedulePlan.rule, of: SchedulePlan.rule, .matched, reading: slots(), at: provenance)
  }

  /// Corrects what is noted of the rule that was looked at last, where its condition does not say it all.
  mutating func retrace(as verdict: Trace.Verdict) {
    guard let last = entries?.popLast() else { return }
    entries?.append(
      Trace.Entry(owner: last.owner, rule: last.rule, verdict: verdict, read: last.read, provenance: last.provenance))
  }
}

extension Evaluation {
  /// All that was noted, if a trace was asked for.
  var trace: Trace? { entries.map { Trace(entries: $0, sums: sums, schedule: schedule) } }
}

extension Outcome {
  /// Whether the data does not say.
  package var isUnknown: Bool {
    guard case .unknown = self else { return false }
    return true
  }

  /// The value, if there is one.
  package var value: Value? {
    guard case .value(let value) = self else { return nil }
    return value
  }
}
