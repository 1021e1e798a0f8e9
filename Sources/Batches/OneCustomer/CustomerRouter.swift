import Decisions
import Policies

/// Finds the policy that decides one customer after another. Not shared between threads.
final class CustomerRouter {
  private let plan: RoutingPlan
  private let workspace: Workspace
  private let readers: [CodeReader]
  private let columns: [Int?]
  /// The codes of the routing facts, one after the other.
  private let states = SequenceStates()
  /// The policy of each state, ``Router/unclear``, or `unasked`.
  private var policies: [UInt32] = []
  private var untilTidy = CustomerRouter.tidyInterval
  private var dictionaryGenerations: [Int]

  private static let tidyInterval = 1024
  private static let unasked = UInt32.max - 1

  /// For customers whose routing facts stand in these columns; `nil` where one of these facts is no text.
  init?(_ plan: RoutingPlan, columns: [Int?]) {
    let areTexts = plan.readings.allSatisfy { if case .text = $0.vector { true } else { false } }
    guard areTexts else { return nil }
    self.plan = plan
    self.columns = columns
    workspace = Workspace(plan.layout, capacity: CustomerRegisters.capacity)
    workspace.begin(count: 1)
    readers = plan.readings.map { CodeReader($0.fact, into: $0.vector) }
    dictionaryGenerations = workspace.dictionaries.map(\.generation)
  }
}

extension CustomerRouter {
  /// The index of the customer's policy; `nil` if the row evaluator has to look for it.
  func policy(of row: [FactValue]) -> Int? {
    untilTidy -= 1
    if untilTidy == 0 { tidy() }
    var state: UInt32 = 0
    for (index, reader) in readers.enumerated() {
      let meaning = reader.meaning(of: row.value(in: columns[index]), in: workspace)
      guard meaning.fault == 0 else { return nil }
      state = states.appending(meaning.code, to: state)
    }
    let known = Int(state) < policies.count ? policies[Int(state)] : Self.unasked
    let policy = known != Self.unasked ? known : learn(Int(state))
    return policy == Router.unclear ? nil : Int(policy)
  }

  private func learn(_ state: Int) -> UInt32 {
    let values = zip(workspace.dictionaries, states.sequence(of: UInt32(state))).map { dictionary, code in
      code == 0 ? nil : dictionary.texts[code]
    }
    while policies.count <= state { policies.append(Self.unasked) }
    policies[state] = plan.policies.policyIndex(governing: values).map { UInt32($0) } ?? Router.unclear
    return policies[state]
  }

  private func tidy() {
    untilTidy = Self.tidyInterval
    for reader in readers { reader.tidy(in: workspace) }
    let generations = workspace.dictionaries.map(\.generation)
    states.trim()
    guard generations != dictionaryGenerations || policies.count > states.count else { return }
    dictionaryGenerations = generations
    states.removeAll()
    policies = []
  }
}

extension [FactValue] {
  /// What a column holds; nothing, where there is no such column.
  @inline(__always) fileprivate func value(in column: Int?) -> FactValue {
    guard let column, column < count else { return .missing }
    return self[column]
  }
}
