import CVectors
import Expressions
import Policies

/// Raises the flags of all rows of a batch at once. Not shared between threads.
///
/// The flags of a group are bits of a code. Where there is more than one group, the groups that have a flag up are sequences, and
/// these have the codes.
///
/// Where it is known which flags were up before, all codes are sequences: see ``FlagElement``.
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
    if plan.lives != nil { return elements(ofCode: code).filter(\.isUp).map(\.flag) }
    guard hasGroups else { return Self.bits(of: Int(code)) }
    return groups.sequence(of: code).flatMap { element in
      Self.bits(of: element & (1 << Self.groupSize - 1)).map { element >> Self.groupSize * Self.groupSize + $0 }
    }
  }

  /// What there is to say of flags, ascending, where it is known which were up before.
  func elements(ofCode code: UInt32) -> [FlagElement] { FlagElement.elements(of: groups.sequence(of: code)) }

  private static func bits(of code: Int) -> [Int] { (0..<groupSize).filter { code >> $0 & 1 == 1 } }

  /// Puts the code of the flags that are up into the plan's `states`.
  func run(in workspace: Workspace, missing: MissingFacts) {
    groups.trim()
    let states = workspace[plan.states]
    states.update(repeating: 0, count: workspace.count)
    if let lives = plan.lives {
      live(lives, into: states, in: workspace, missing)
    } else if hasGroups {
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

  private func live(
    _ lives: FlagLives, into states: UnsafeMutablePointer<UInt32>, in workspace: Workspace, _ missing: MissingFacts
  ) {
    let words = workspace.words
    let (before, others, ended) = (workspace[lives.before], workspace[lives.others], workspace[lives.ended])
    for flag in plan.conditions.indices {
      let (known, up) = (workspace[lives.raised[flag].known], workspace[lives.up[flag]])
      var wasAnyUp: UInt64 = 0
      for word in 0..<words {
        before[word] = workspace[.all][word] & known[word]
        others[word] = workspace[.all][word] & ~known[word]
        wasAnyUp |= before[word]
      }
      raise(flag, rows: others, into: up, in: workspace, missing)
      groups.append(FlagElement.raised(flag), rows: up, words: words, states: states)
      guard wasAnyUp != 0 else { continue }
      end(flag, lives, in: workspace, missing)
      note(flag, raised: workspace[lives.raised[flag].lane], before, ended: ended, words, states)
      for word in 0..<words { up[word] |= before[word] & ~ended[word] }
    }
  }

  private func raise(
    _ flag: Int, rows: UnsafeMutablePointer<UInt64>, into up: UnsafeMutablePointer<UInt64>, in workspace: Workspace,
    _ missing: MissingFacts
  ) {
    _ = plan.conditions[flag].ask(
      scope: rows, holding: up, open: workspace[plan.open], missing: missing, in: workspace)
  }

  /// Puts the rows for which a flag that was up is no more into the mask for these.
  private func end(_ flag: Int, _ lives: FlagLives, in workspace: Workspace, _ missing: MissingFacts) {
    let (before, ended, open) = (workspace[lives.before], workspace[lives.ended], workspace[plan.open])
    if let ending = lives.endings[flag] {
      _ = ending.ask(scope: before, holding: ended, open: open, missing: missing, in: workspace)
      return
    }
    let holding = workspace[plan.holding]
    let isAnyOpen = plan.conditions[flag].ask(
      scope: before, holding: holding, open: open, missing: missing, in: workspace)
    for word in 0..<workspace.words { ended[word] = before[word] & ~(holding[word] | (isAnyOpen ? open[word] : 0)) }
  }

  /// Adds to the states of the rows for which a flag was up, since when that was, and whether it ended.
  private func note(
    _ flag: Int, raised days: UnsafeMutablePointer<Double>, _ before: UnsafeMutablePointer<UInt64>,
    ended: UnsafeMutablePointer<UInt64>, _ words: Int, _ states: UnsafeMutablePointer<UInt32>
  ) {
    for word in 0..<words {
      var bits = before[word]
      while bits != 0 {
        let bit = UInt64(bits.trailingZeroBitCount)
        let row = word << 6 + Int(bit)
        let head = FlagElement.known(flag, hasEnded: ended[word] >> bit & 1 == 1)
        states[row] = groups.appending(FlagElement.word(of: days[row]), to: groups.appending(head, to: states[row]))
        bits &= bits &- 1
      }
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
