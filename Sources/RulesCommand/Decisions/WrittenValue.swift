import Decisions
import Expressions
import Records

/// What stands in one place of a written decision.
enum WrittenValue: Sendable {
  /// The decision says nothing here.
  case nothing
  case text(String)
  /// A number that is spelled already.
  case number(String)
  case value(Value)
  case names([String])
  case tier(TierDecision)
  case cadence(CadenceDecision)
  case flags([RaisedFlag])
  /// The same with their states.
  case flagStates([RaisedFlag])
  case scores([Trace.Sum])
  case entries([Trace.Entry])
}

extension WrittenValue {
  /// How a table shows it: lists joined by `;`, empty where nothing is said or where a table has no form for it.
  var tableText: String {
    switch self {
    case .text(let text), .number(let text): text
    case .value(let value): value.text
    case .names(let names): names.joined(separator: ";")
    case .nothing, .tier, .cadence, .flags, .flagStates, .scores, .entries: ""
    }
  }
}

extension JSONWriter {
  /// What stands under a key of a written decision.
  mutating func value(_ value: WrittenValue) {
    switch value {
    case .nothing: null()
    case .text(let text): string(text)
    case .number(let text): number(spelled: text)
    case .value(let value): self.value(value)
    case .names(let names): elements(names) { $0.string($1) }
    case .tier(let tier): self.value(tier)
    case .cadence(let cadence): self.value(cadence)
    case .flags(let flags): elements(flags) { $0.value($1) }
    case .flagStates(let flags): elements(flags) { $0.value(withState: $1) }
    case .scores(let sums): elements(sums) { $0.value($1) }
    case .entries(let entries): elements(entries) { $0.value($1) }
    }
  }
}
