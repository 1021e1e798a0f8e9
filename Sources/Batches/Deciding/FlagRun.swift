import CVectors
import Expressions
import Policies

/// Raises the flags of all rows of a batch at once. Not shared between threads.
///
/// The flags of a group are bits of a code. Where there is more than one group, the groups that have a flag up are sequences, and
/// these have the codes.
final class FlagRun {
  let plan: FlagPlan
  private let groups = SequenceStates()
  private let ids: [String]
  /// What expressions see of each code, as far as it came up.
  private var lists: [Outcome?] = []
  private var listGeneration = 0

  /// How many flags a group has: so many that their codes still fill a small table.
  private static let groupSize = 12

  init(_ plan: FlagPlan, ids: [String]) {
    self.plan = plan
    self.ids = ids
  }
}

extension FlagRun {
  /// Changes when codes lose their meaning.
  var generation: Int { groups.generation }

  private var hasGroups: Bool { plan.conditions.count > Self.groupSize }

  /// The flags that are up, ascending: indexes in the policy's flags.
  func flags(ofCode code: UInt32) -> [Int] {
    guard hasGroups else { return Self.bits(of: Int(code)) }
    return groups.sequence(of: code).flatMap { element in
      Self.bits(of: element & (1 << Self.groupSize - 1)).map { element >> Self.groupSize * Self.groupSize + $0 }
    }
  }

  private static func bits(of code: Int) -> [Int] { (0..<groupSize).filter { code >> $0 & 1 == 1 } }

  /// Puts the code of the flags that are up into the plan's `states`.
  func run(in workspace: Workspace, missing: MissingFacts) {
    groups.trim()
    let states = workspace[plan.states]
    states.update(repeating: 0, count: workspace.count)
    if hasGroups {
      let group = workspace[plan.group]
      for first in stride(from: 0, to: plan.conditions.count, by: Self.groupSize) {
        group.update(repeating: 0, count: workspace.count)
        raise(first..<min(first + Self.groupSize, plan.conditions.count), into: group, in: workspace, missing)
        let number = UInt32(first / Self.groupSize) << UInt32(Self.groupSize)
        for row in 0..<workspace.count where group[row] != 0 {
          states[row] = groups.appending(number | group[row], to: states[row])
        }
      }
    } else {
      raise(plan.conditions.indices, into: states, in: workspace, missing)
    }
    if let published = plan.published { publish(states, to: published, in: workspace) }
  }

  private func raise(
    _ flags: Range<Int>, into codes: UnsafeMutablePointer<UInt32>, in workspace: Workspace, _ missing: MissingFacts
  ) {
    let (holding, open) = (workspace[plan.holding], workspace[plan.open])
    for flag in flags {
      _ = plan.conditions[flag].ask(
        scope: workspace[.all], holding: holding, open: open, missing: missing, in: workspace)
      states_add_bits(holding, 1 << UInt32(flag - flags.lowerBound), workspace.count, codes)
    }
  }

  private func publish(_ states: UnsafeMutablePointer<UInt32>, to box: BoxRegister, in workspace: Workspace) {
    if listGeneration != generation { (lists, listGeneration) = ([], generation) }
    for row in 0..<workspace.count { workspace.boxes[Int(box.index)][row] = list(ofCode: states[row]) }
  }

  private func list(ofCode code: UInt32) -> Outcome {
    if Int(code) < lists.count, let known = lists[Int(code)] { return known }
    while lists.count <= Int(code) { lists.append(nil) }
    let list = Outcome.value(.list(flags(ofCode: code).map { .string(ids[$0]) }))
    lists[Int(code)] = list
    return list
  }
}
