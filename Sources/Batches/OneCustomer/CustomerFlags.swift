import Decisions
import Expressions
import Policies

/// Raises the flags of one customer after another; what came of them lately is kept as it was. Not shared between threads.
final class CustomerFlags {
  private let policy: Policy
  private let flags: PlainList<Entry>
  /// Whether anybody says which flags were up before.
  private let hasLives: Bool
  /// What there is to say of the flags that matter, as sequences: see ``FlagElement``.
  private let states = SequenceStates()
  private let outcomes = ReadyValues<Outcome>()

  /// A flag; the indexes are those of conditions.
  struct Entry {
    let condition: Int32
    /// -1: that the condition is false.
    let ending: Int32
    let raised: NumberRegister
    let wasUp: MaskRegister
    let isUp: MaskRegister
  }

  /// The flags that are up, and those that were and are no more.
  struct Outcome {
    let up: [RaisedFlag]
    let cleared: [String]
  }

  /// The flags of a policy; their conditions are added to `conditions`.
  init(_ plan: FlagPlan?, of policy: Policy, _ conditions: inout CustomerConditions) {
    self.policy = policy
    hasLives = plan?.lives != nil
    var flags = PlainList<Entry>()
    for (index, condition) in (plan?.conditions ?? []).enumerated() {
      flags.append(
        Entry(
          condition: conditions.add(condition),
          ending: plan?.lives?.endings[index].map { conditions.add($0) } ?? -1,
          raised: plan?.lives?.raised[index].lane ?? .scratch, wasUp: plan?.lives?.raised[index].known ?? .none,
          isUp: plan?.up(index) ?? .none))
    }
    self.flags = flags
  }
}

extension CustomerFlags {
  /// Raises those that are to be; the state of all of them.
  @inline(__always) func raise(_ conditions: borrowing CustomerConditions, in registers: CustomerRegisters) -> UInt32 {
    var state: UInt32 = 0
    for index in 0..<flags.count {
      let flag = flags[index]
      if hasLives {
        state = goOn(index, flag, conditions, from: state, in: registers)
      } else if conditions.holds(Int(flag.condition), in: registers) {
        state = states.appending(FlagElement.raised(index), to: state)
      }
    }
    return state
  }

  private func goOn(
    _ index: Int, _ flag: Entry, _ conditions: borrowing CustomerConditions, from state: UInt32,
    in registers: CustomerRegisters
  ) -> UInt32 {
    guard registers[flag.wasUp] != 0 else {
      let isRaised = conditions.holds(Int(flag.condition), in: registers)
      registers[flag.isUp] = isRaised ? 1 : 0
      return isRaised ? states.appending(FlagElement.raised(index), to: state) : state
    }
    let hasEnded = hasEnded(flag, conditions, in: registers)
    registers[flag.isUp] = hasEnded ? 0 : 1
    let head = states.appending(FlagElement.known(index, hasEnded: hasEnded), to: state)
    return states.appending(FlagElement.word(of: registers[flag.raised]), to: head)
  }

  private func hasEnded(
    _ flag: Entry, _ conditions: borrowing CustomerConditions, in registers: CustomerRegisters
  ) -> Bool {
    if flag.ending >= 0 { return conditions.holds(Int(flag.ending), in: registers) }
    if conditions.holds(Int(flag.condition), in: registers) { return false }
    return conditions.answer(Int(flag.condition), in: registers) == .no
  }

  /// What a state says.
  @inline(__always) subscript(state: UInt32) -> Outcome {
    if Int(state) >= outcomes.count { catchUp() }
    return outcomes[Int(state)]
  }

  /// Between two customers: forgets what is too much.
  func trim() {
    states.trim()
    if outcomes.count > states.count { outcomes.removeAll() }
  }

  private func catchUp() {
    for code in outcomes.count..<states.count {
      let (up, cleared) = policy.flagStates(of: FlagElement.elements(of: states.sequence(of: UInt32(code))))
      outcomes.append(Outcome(up: up, cleared: cleared))
    }
  }
}

extension Policy {
  /// The flags that are up, and those that were and are no more.
  func flagStates(of elements: [FlagElement]) -> (up: [RaisedFlag], cleared: [String]) {
    var (up, cleared): ([RaisedFlag], [String]) = ([], [])
    for element in elements {
      let (flag, since) = (flags[element.flag], element.since.map { CalendarDate(days: $0) })
      if element.isUp {
        up.append(flag.raised(since: since, asOf: asOf))
      } else if let since {
        cleared.append(flag.instance(since: since))
      }
    }
    return (up, cleared)
  }
}
