import Batches
import Cadences
import Decisions
import Expressions
import Policies

/// A part of a decision that is written by itself.
enum DecisionPart: Hashable, Sendable {
  case key
  /// The tier of the dimension of that name.
  case tier(String)
  case visits, per, mode
  /// The ids of the flags that are up.
  case flags
  /// The flags that are up, each with its state; those that were and are no more.
  case flagStates, flagsCleared
  /// The output column of that name.
  case output(String)
  case reasons, missing, policy, trace
  /// The same in all decisions.
  case constant(String)

  /// A tier with the rule that made it.
  case tierWithRule(String)
  /// The cadence with its steps.
  case cadence
  /// Flags with what they ask for, without and with their states.
  case flagsInFull, flagsWithStates
  case scores, traceEntries
}

extension DecisionPart {
  /// Where batches of customers of `policy` keep it; `nil` where that is not among their fields.
  func field(in policy: Policy) -> DecisionField? {
    switch self {
    case .tier(let name), .tierWithRule(let name):
      policy.dimensions.firstIndex { $0.name == name }.map { .tier($0) }
    case .visits, .per, .mode, .cadence: .cadence
    case .flags, .flagStates, .flagsCleared, .flagsInFull, .flagsWithStates: .flags
    case .output(let name): policy.outputField(name)
    case .reasons: .reasons
    case .missing: .missing
    case .key, .policy, .trace, .constant, .scores, .traceEntries: nil
    }
  }
}

extension Policy {
  /// Where the output column of that name stands.
  fileprivate func outputField(_ name: String) -> DecisionField? {
    for (index, output) in outputs.enumerated() {
      if let column = output.columns.firstIndex(where: { $0.name == name }) { return .output(index, column: column) }
    }
    return nil
  }
}

// MARK: - What it says

extension DecisionPart {
  /// What it says in a decision.
  func value(in decision: Decision) -> WrittenValue {
    switch self {
    case .key: .text(decision.key)
    case .policy: .text(decision.policy)
    case .constant(let text): .text(text)
    case .trace: .text(decision.traceText)
    case .scores: .scores(decision.trace?.sums ?? [])
    case .traceEntries: .entries(decision.trace?.entries ?? [])
    default: meaning(in: decision).map { value(of: $0) } ?? .nothing
    }
  }

  /// What it says where batches hold this of it.
  func value(of meaning: CodedMeaning) -> WrittenValue {
    switch (self, meaning) {
    case (.tierWithRule, .tier(let tier)): .tier(tier)
    case (_, .tier(let tier)): tier.tier.map { .text($0) } ?? .nothing
    case (.visits, .cadence(let cadence?)): cadence.cadence.visitsValue
    case (.per, .cadence(let cadence?)): .text(cadence.cadence.periodName)
    case (.mode, .cadence(let cadence?)): cadence.mode.map { .text($0.rawValue) } ?? .nothing
    case (.cadence, .cadence(let cadence?)): .cadence(cadence)
    case (_, .cadence): .nothing
    case (.flagsInFull, .flags(let flags, _)): .flags(flags)
    case (.flagsWithStates, .flags(let flags, _)): .flagStates(flags)
    case (.flagStates, .flags(let flags, _)): .names(flags.map(\.stateText))
    case (.flagsCleared, .flags(_, let cleared)): .names(cleared)
    case (_, .flags(let flags, _)): .names(flags.map(\.id))
    case (_, .names(let names)): .names(names)
    case (_, .value(let value)): value.map { .value($0) } ?? .nothing
    }
  }

  /// What it says where batches have no rows of codes for it, because it is the same for all customers.
  func value(ofConstant value: Value?) -> WrittenValue {
    switch self {
    case .flags, .flagStates, .flagsCleared, .flagsInFull, .flagsWithStates: self.value(of: .flags([], cleared: []))
    default: value.map { .value($0) } ?? .nothing
    }
  }

  private func meaning(in decision: Decision) -> CodedMeaning? {
    switch self {
    case .tier(let name), .tierWithRule(let name):
      decision.tiers.first { $0.dimension == name }.map { .tier($0) }
    case .visits, .per, .mode, .cadence: .cadence(decision.cadence)
    case .flags, .flagStates, .flagsCleared, .flagsInFull, .flagsWithStates:
      .flags(decision.flags, cleared: decision.clearedFlags)
    case .output(let name):
      .value(decision.outputs.lazy.flatMap(\.values).first { $0.column == name }?.value)
    case .reasons: .names(decision.reasons)
    case .missing: .names(decision.missing)
    case .key, .policy, .trace, .constant, .scores, .traceEntries: nil
    }
  }
}

extension Cadence {
  /// How many visits there are in its period; none, where there is no quota.
  var visitsValue: WrittenValue {
    switch self {
    case .quota(let visits, _): .number(visits.shownText)
    case .onDemand: .number("0")
    }
  }

  /// The period in which the visits are due.
  var periodName: String {
    switch self {
    case .quota(_, let period): period.description
    case .onDemand: "on_demand"
    }
  }
}

extension Rational {
  /// The exact decimal text where it ends, else rounded to two places.
  var shownText: String { exactDecimalText ?? decimalText(places: 2) }
}
