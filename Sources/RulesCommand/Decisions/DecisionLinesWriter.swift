import Cadences
import Decisions
import Expressions
import Policies
import Records
import SourceText

/// Writes decisions as JSON Lines, one object for each customer; keys stand in a fixed order.
struct DecisionLinesWriter: DecisionWriter {
  private let keyName: String
  private let asOf: String
  private var json = JSONWriter()
  private(set) var count = 0

  /// Lines for decisions of the set; only a decision that carries its trace has one written.
  init(_ set: PolicySet, hasTrace: Bool) {
    keyName = set.columns.key
    asOf = set.asOf.description
  }

  /// Writes a line.
  mutating func write(_ decision: Decision) {
    json.object { line in
      line.member(keyName, decision.key)
      line.member("policy", decision.policy)
      line.member("as_of", asOf)
      line.members("tiers", decision.tiers.map { ($0.dimension, $0) }) { $0.value($1) }
      line.key("cadence")
      line.value(decision.cadence)
      line.elements("flags", decision.flags) { $0.value($1) }
      line.members("outputs", decision.outputs.flatMap(\.values).map { ($0.column, $0.value) }) { $0.value($1) }
      line.elements("reasons", decision.reasons) { $0.string($1) }
      line.elements("missing", decision.missing) { $0.string($1) }
      guard let trace = decision.trace else { return }
      line.elements("scores", trace.sums) { $0.value($1) }
      line.elements("trace", trace.entries) { $0.value($1) }
    }
    json.endLine()
    count += 1
  }

  var pendingCount: Int { json.bytes.count }

  mutating func takeBytes() -> [UInt8] {
    defer { json.removeAll() }
    return json.bytes
  }
}

// MARK: - Parts of a decision

extension JSONWriter {
  fileprivate mutating func value(_ tier: TierDecision) {
    object { tierObject in
      tierObject.member("tier", tier.tier)
      tierObject.member("rule", tier.rule)
    }
  }

  fileprivate mutating func value(_ cadence: CadenceDecision?) {
    guard let cadence else { return null() }
    object { object in
      object.quota(cadence.cadence)
      object.member("mode", cadence.mode?.rawValue)
      object.member("mode_obligation", cadence.modeObligation)
      object.member("obligation", cadence.obligation)
      object.member("base", cadence.base.description)
      object.elements("steps", cadence.steps) { $0.value($1) }
    }
  }

  private mutating func quota(_ cadence: Cadence) {
    switch cadence {
    case .quota(let visits, let period):
      member("visits", visits)
      member("per", period.description)
    case .onDemand:
      member("visits", Rational.zero)
      member("per", "on_demand")
    }
    member("visits_per_year", cadence.visitsPerYear)
  }

  fileprivate mutating func value(_ step: CadenceStep) {
    object { object in
      object.member("rule", step.rule)
      object.member("kind", step.kind.name)
      switch step.kind {
      case .multiply(let factor): object.member("by", factor)
      case .add(let amount, let period):
        object.member("by", amount)
        object.member("per", period.description)
      case .round, .floor, .atLeast, .atMost: break
      }
      object.member("result", step.result.description)
    }
  }

  fileprivate mutating func value(_ flag: RaisedFlag) {
    object { object in
      object.member("id", flag.id)
      object.member("severity", flag.severity)
      object.member("owner", flag.owner)
      object.member("due", flag.due?.description)
    }
  }

  fileprivate mutating func value(_ sum: Trace.Sum) {
    object { object in
      object.member("of", sum.owner)
      object.key("total")
      object.value(sum.total.map(Value.double))
      object.members("parts", sum.parts.map { ($0.part, $0.points) }) { $0.value($1.map(Value.double)) }
    }
  }

  fileprivate mutating func value(_ entry: Trace.Entry) {
    object { object in
      object.member("of", entry.owner)
      object.member("rule", entry.rule)
      object.member("verdict", entry.verdict.rawValue)
      object.members("read", entry.read.map { ($0.name, $0.value) }) { $0.value($1) }
      object.member("at", entry.provenance.range.description)
      object.member("source", entry.provenance.source)
    }
  }

  /// A value of the policy; what JSON has no form for is written as text, what is not known as `null`.
  fileprivate mutating func value(_ value: Value?) {
    switch value {
    case nil, .null: null()
    case .bool(let bool): self.bool(bool)
    case .int(let integer): self.integer(integer)
    case .uint(let integer): number(spelled: String(integer))
    case .double(let number): self.number(number)
    case .list(let values): array { array in for element in values { array.value(element) } }
    case .some(let other): string(other.text)
    }
  }
}

extension CadenceStep.Kind {
  /// The kind's name for tools.
  fileprivate var name: String {
    switch self {
    case .multiply: "multiply"
    case .add: "add"
    case .round: "round"
    case .floor: "floor"
    case .atLeast: "at_least"
    case .atMost: "at_most"
    }
  }
}

// MARK: - Members

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ text: String?) {
    key(name)
    if let text { string(text) } else { null() }
  }

  /// A number, exact where its decimals end, else rounded to two places.
  fileprivate mutating func member(_ name: String, _ number: Rational) {
    key(name)
    self.number(spelled: number.shownText)
  }

  fileprivate mutating func elements<Element>(
    _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    array { array in for element in elements { write(&array, element) } }
  }

  fileprivate mutating func members<Element>(
    _ name: String, _ members: [(String, Element)], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    object { object in
      for (name, element) in members {
        object.key(name)
        write(&object, element)
      }
    }
  }
}
