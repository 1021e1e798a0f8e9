import Cadences
import Decisions
import Expressions
import Policies
import Records
import SourceText

// MARK: - Parts of a decision

extension JSONWriter {
  /// A tier and the rule that made it.
  mutating func value(_ tier: TierDecision) {
    object { tierObject in
      tierObject.member("tier", tier.tier)
      tierObject.member("rule", tier.rule)
    }
  }

  /// A cadence and how it came about.
  mutating func value(_ cadence: CadenceDecision) {
    object { object in
      object.quota(cadence.cadence)
      object.member("mode", cadence.mode?.rawValue)
      object.member("mode_obligation", cadence.modeObligation)
      object.member("obligation", cadence.obligation)
      object.member("base", cadence.base.description)
      object.key("steps")
      object.elements(cadence.steps) { $0.value($1) }
    }
  }

  private mutating func quota(_ cadence: Cadence) {
    key("visits")
    value(cadence.visitsValue)
    member("per", cadence.periodName)
    member("visits_per_year", cadence.visitsPerYear)
  }

  private mutating func value(_ step: CadenceStep) {
    object { object in
      object.member("rule", step.rule)
      object.member("kind", step.kind.name)
      switch step.kind {
      case .multiply(let factor): object.member("by", factor)
      case .add(let amount, let period):
        object.member("by", amount)
        object.member("per", period.description)
      case .exception(let exception):
        object.member("asked_by", exception.by)
        object.member("why", exception.why)
        object.member("until", exception.until.description)
      case .round, .floor, .atLeast, .atMost: break
      }
      object.member("result", step.result.description)
    }
  }

  /// A flag and what it asks for.
  mutating func value(_ flag: RaisedFlag) { object { $0.members(of: flag) } }

  /// A flag with what it asks for, since when it is up, and how far it went.
  mutating func value(withState flag: RaisedFlag) {
    object { object in
      object.members(of: flag)
      object.member("instance", flag.instance)
      object.member("since", flag.since.description)
      object.key("level")
      object.number(spelled: String(flag.level))
      object.key("new")
      object.bool(flag.isNew)
    }
  }

  private mutating func members(of flag: RaisedFlag) {
    member("id", flag.id)
    member("severity", flag.severity)
    member("owner", flag.owner)
    member("due", flag.due?.description)
  }

  /// A score and its parts.
  mutating func value(_ sum: Trace.Sum) {
    object { object in
      object.member("of", sum.owner)
      object.key("total")
      object.value(sum.total.map(Value.double))
      object.members("parts", sum.parts.map { ($0.part, $0.points) }) { $0.value($1.map(Value.double)) }
    }
  }

  /// A rule that was looked at.
  mutating func value(_ entry: Trace.Entry) {
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
  mutating func value(_ value: Value?) {
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
    case .exception: "exception"
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

  /// An array with an element for each of `elements`.
  mutating func elements<Element>(_ elements: [Element], _ write: (inout JSONWriter, Element) -> Void) {
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
