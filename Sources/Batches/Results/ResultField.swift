import Cadences
import Decisions
import Expressions
import Policies

/// A column of results: which part of the decisions it shows, and in which form.
struct ResultField: Sendable {
  /// The form of its values.
  enum Form: Sendable {
    case texts, numbers, bools
  }

  /// What the column is called.
  let name: String
  /// For each policy of the set, the part of its decisions; `nil` for a policy that has none of that name.
  let parts: [Part?]
  let form: Form

  /// What is shown of a policy's decision.
  enum Part: Hashable, Sendable {
    case policy
    case visits
    case per
    case mode
    case flagStates
    case flagsCleared
    case field(DecisionField)
  }

  /// The column of that name; `nil` if no policy has one.
  init?(_ name: String, of plan: BatchPlan) {
    let parts = plan.policies.map { Part(name, of: $0.policy) }
    guard parts.contains(where: { $0 != nil }) else { return nil }
    self.name = name
    self.parts = parts
    let forms = Set(zip(plan.policies, parts).compactMap { policy, part in part.map { policy.form(of: $0) } })
    form = forms.count == 1 ? forms.first ?? .texts : .texts
  }
}

extension ResultField.Part {
  fileprivate init?(_ name: String, of policy: Policy) {
    switch name {
    case "policy": self = .policy
    case "visits": self = .visits
    case "per": self = .per
    case "mode": self = .mode
    case "flags": self = .field(.flags)
    case "flag_states": self = .flagStates
    case "flags_cleared": self = .flagsCleared
    case "reasons": self = .field(.reasons)
    case "missing": self = .field(.missing)
    default:
      guard let field = DecisionField(named: name, of: policy) else { return nil }
      self = .field(field)
    }
  }
}

extension DecisionField {
  /// The dimension of that name, or the output's column.
  fileprivate init?(named name: String, of policy: Policy) {
    if let index = policy.dimensions.firstIndex(where: { $0.name == name }) {
      self = .tier(index)
      return
    }
    for (index, output) in policy.outputs.enumerated() {
      guard let column = output.columns.firstIndex(where: { $0.name == name }) else { continue }
      self = .output(index, column: column)
      return
    }
    return nil
  }
}

extension PolicyPlan {
  fileprivate func form(of part: ResultField.Part) -> ResultField.Form {
    switch part {
    case .visits: .numbers
    case .field(.output(let index, column: _)): form(of: outputs[index])
    case .policy, .per, .mode, .flagStates, .flagsCleared, .field: .texts
    }
  }

  private func form(of output: PlannedOutput) -> ResultField.Form {
    guard case .computed(let vector, _, _) = output else { return .texts }
    switch vector {
    case .number: return .numbers
    case .truth: return .bools
    case .constant, .unknown, .date, .text, .box: return .texts
    }
  }
}

extension ResultField.Part {
  /// What a meaning shows in this part.
  func text(of meaning: CodedMeaning) -> String? {
    switch (self, meaning) {
    case (.per, .cadence(let cadence)): cadence?.cadence.perText
    case (.mode, .cadence(let cadence)): cadence?.mode?.rawValue
    case (.visits, .cadence(let cadence)): cadence.map { $0.cadence.visits.description }
    case (_, .tier(let tier)): tier.tier
    case (.flagStates, .flags(let flags, _)): flags.map(\.stateText).joined(separator: ";")
    case (.flagsCleared, .flags(_, let cleared)): cleared.joined(separator: ";")
    case (_, .flags(let flags, _)): flags.map(\.id).joined(separator: ";")
    case (_, .names(let names)): names.joined(separator: ";")
    case (_, .value(let value)): value?.text
    case (_, .cadence): nil
    }
  }

  /// The field that its codes stand in; `nil` for the policy's name.
  var field: DecisionField? {
    switch self {
    case .policy: nil
    case .visits, .per, .mode: .cadence
    case .flagStates, .flagsCleared: .flags
    case .field(let field): field
    }
  }
}

extension Cadence {
  /// How many visits it asks for in each of its periods; none on demand.
  var visits: Rational {
    switch self {
    case .quota(let visits, per: _): visits
    case .onDemand: .zero
    }
  }

  /// The period, or `on_demand`.
  var perText: String {
    switch self {
    case .quota(visits: _, let period): period.description
    case .onDemand: description
    }
  }
}
