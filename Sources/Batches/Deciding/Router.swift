import Decisions
import Policies

/// How it is found out which policy of a set decides a customer.
struct RoutingPlan: Sendable {
  let policies: PolicySet
  let readings: [FactReading]
  let layout: WorkspaceLayout

  /// One that is missing governs as missing, even where a policy requires it.
  init(_ policies: PolicySet) {
    self.policies = policies
    var layout = WorkspaceLayout()
    readings = policies.routingFacts.map { FactReading($0.allowedMissing, layout: &layout) }
    self.layout = layout
  }
}

/// Finds the policies that decide the customers of a batch. Not shared between threads.
final class Router {
  /// Stands for a customer whom the row evaluator has to look at: none governs it, or what it goes by cannot be read.
  static let unclear = UInt32.max

  private let plan: RoutingPlan
  private let workspace: Workspace
  private let readers: [FactReader]
  /// The routing facts' codes, one after the other.
  private let states = SequenceStates()
  /// The policy of each state, as far as it was asked.
  private var policyOfState: [UInt32?] = []
  private var stateGeneration = 0
  private var dictionaryGenerations: [Int] = []

  init(_ plan: RoutingPlan) {
    self.plan = plan
    workspace = Workspace(plan.layout)
    readers = plan.readings.map { FactReader($0) }
  }

  /// The index of each row's policy, or ``unclear``, into `policy`, which has room for `count`.
  func route(
    _ input: BatchInput, columns: [Int?], rows selection: UnsafePointer<UInt32>, count: Int,
    into policy: UnsafeMutablePointer<UInt32>
  ) {
    policy.update(repeating: 0, count: count)
    workspace.begin(count: count)
    let rows = SelectedRows(selection, count: count)
    for (fact, reader) in readers.enumerated() { reader.read(input, column: columns[fact], rows, into: workspace) }
    forgetOldCodes()
    for case .text(let text) in plan.readings.map(\.vector) {
      let codes = workspace[text.codes]
      for row in 0..<count { policy[row] = states.appending(codes[row], to: policy[row]) }
    }
    for row in 0..<count { policy[row] = self.policy(ofState: Int(policy[row])) }
    workspace.forEachRow(of: .deferred) { row in policy[row] = Self.unclear }
  }

  private func forgetOldCodes() {
    states.trim()
    let current = workspace.dictionaries.map(\.generation)
    if current != dictionaryGenerations {
      dictionaryGenerations = current
      states.removeAll()
    }
    guard states.generation != stateGeneration else { return }
    stateGeneration = states.generation
    policyOfState = []
  }

  @inline(__always) private func policy(ofState state: Int) -> UInt32 {
    if state < policyOfState.count, let known = policyOfState[state] { return known }
    return learn(state)
  }

  private func learn(_ state: Int) -> UInt32 {
    let codes = states.sequence(of: UInt32(state))
    let values = codes.enumerated().map { fact, code -> String? in
      code == 0 ? nil : workspace.dictionaries[fact].texts[code]
    }
    let policy = plan.policies.policyIndex(governing: values).map { UInt32($0) } ?? Self.unclear
    if state >= policyOfState.count {
      policyOfState += Array(repeating: nil, count: state + 1 - policyOfState.count)
    }
    policyOfState[state] = policy
    return policy
  }
}
