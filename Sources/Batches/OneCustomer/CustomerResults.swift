import Decisions
import Expressions
import Policies

/// Puts the decision on one customer together out of ready-made parts. Not shared between threads.
final class CustomerResults {
  private let keyFact: Fact
  private let keyColumn: Int?
  private let isKeyText: Bool
  private let identity: String

  private let tierAnswers: PlainList<CodeRegister>
  private let tiers: ReadyLists<TierDecision>
  private let missingFacts: PlainList<MissingFact>
  private let missing: ReadyLists<String>
  private let outputs: CustomerOutputs

  struct MissingFact {
    let fact: UInt32
    let rows: MaskRegister
  }

  /// For what `decider` decides of customers whose key stands in that column.
  init(_ decider: PolicyDecider, keyColumn: Int?) {
    let policy = decider.plan.policy
    keyFact = policy.facts[policy.keyFact]
    self.keyColumn = keyColumn
    isKeyText = keyFact.kind == .string
    identity = policy.identity
    var answers = PlainList<CodeRegister>()
    _ = answers.append(contentsOf: policy.dimensionOrder.map { decider.plan.tables[$0].plan.answer })
    tierAnswers = answers
    tiers = ReadyLists { place, answer in decider.tier(policy.dimensionOrder[place], answer: UInt32(answer)) }
    var facts = PlainList<MissingFact>()
    _ = facts.append(
      contentsOf: decider.plan.missing.possible.map { MissingFact(fact: UInt32($0.fact), rows: $0.rows) })
    missingFacts = facts
    missing = ReadyLists { _, fact in policy.facts[fact].name }
    outputs = CustomerOutputs(decider)
  }
}

extension CustomerResults {
  /// The decision that stands in the registers, on the customer of `row`.
  func decision(
    on row: [FactValue], _ cadence: CadenceDecision?, _ flags: CustomerFlags.Outcome, in registers: CustomerRegisters
  ) -> Decision {
    Decision(
      key: key(of: row), policy: identity, tiers: tiers(in: registers), cadence: cadence, flags: flags.up,
      clearedFlags: flags.cleared,
      outputs: outputs.decisions(in: registers), missing: missing(in: registers), trace: nil)
  }

  /// Between two customers: forgets what is too much.
  func tidy() {
    tiers.trim()
    missing.trim()
  }

  @inline(__always) private func key(of row: [FactValue]) -> String {
    guard let keyColumn, keyColumn < row.count else { return "" }
    if isKeyText, case .text(let text) = row[keyColumn], text.hasLetterInFront { return text }
    return readKey(row[keyColumn])
  }

  private func readKey(_ value: FactValue) -> String {
    guard case .success(.value(let key)) = keyFact.read(value) else { return "" }
    return key.text
  }

  @inline(__always) private func tiers(in registers: CustomerRegisters) -> [TierDecision] {
    var state: UInt32 = 0
    for index in 0..<tierAnswers.count { state = tiers.states.appending(registers[tierAnswers[index]], to: state) }
    return tiers[state]
  }

  @inline(__always) private func missing(in registers: CustomerRegisters) -> [String] {
    var state: UInt32 = 0
    for index in 0..<missingFacts.count where registers[missingFacts[index].rows] != 0 {
      state = missing.states.appending(missingFacts[index].fact, to: state)
    }
    return missing[state]
  }
}
