import Decisions
import Expressions
import Policies

/// Puts the decision on one customer together out of ready-made parts. Not shared between threads.
final class CustomerResults {
  private let decider: PolicyDecider
  private let keyFact: Fact
  private let keyColumn: Int?
  private let isKeyText: Bool
  private let identity: String

  private let tierAnswers: PlainList<CodeRegister>
  private let tierStates = SequenceStates()
  /// By state.
  private var tiers: [[TierDecision]] = []

  private let flagStates: CodeRegister?
  /// By state.
  private var flags: [[RaisedFlag]] = []
  private var flagGeneration = 0

  private let missingFacts: PlainList<MissingFact>
  private let missingStates = SequenceStates()
  /// By state.
  private var missing: [[String]] = []

  private let outputs: CustomerOutputs

  private struct MissingFact {
    let fact: Int
    let rows: MaskRegister
  }

  /// For what `decider` decides of customers whose key stands in that column.
  init(_ decider: PolicyDecider, keyColumn: Int?) {
    self.decider = decider
    let policy = decider.plan.policy
    keyFact = policy.facts[policy.keyFact]
    self.keyColumn = keyColumn
    isKeyText = keyFact.kind == .string
    identity = policy.identity
    var answers = PlainList<CodeRegister>()
    _ = answers.append(contentsOf: policy.dimensionOrder.map { decider.plan.tables[$0].plan.answer })
    tierAnswers = answers
    flagStates = decider.plan.flags?.states
    var facts = PlainList<MissingFact>()
    _ = facts.append(contentsOf: decider.plan.missing.possible.map { MissingFact(fact: $0.fact, rows: $0.rows) })
    missingFacts = facts
    outputs = CustomerOutputs(decider)
  }
}

extension CustomerResults {
  /// The decision that stands in the registers, on the customer of `row`.
  func decision(on row: [FactValue], in registers: CustomerRegisters) -> Decision {
    Decision(
      key: key(of: row), policy: identity, tiers: tiers(in: registers), cadence: cadence(in: registers),
      flags: flags(in: registers), outputs: outputs.decisions(in: registers), missing: missing(in: registers),
      trace: nil
    )
  }

  /// Between two customers: forgets what is too much.
  func tidy() {
    tierStates.trim()
    if tiers.count > tierStates.sequences.count { tiers = [] }
    missingStates.trim()
    if missing.count > missingStates.sequences.count { missing = [] }
    let generation = decider.flags?.raised.generation ?? 0
    if generation != flagGeneration { flags = [] }
    flagGeneration = generation
  }

  @inline(__always) private func key(of row: [FactValue]) -> String {
    guard let keyColumn, keyColumn < row.count else { return "" }
    if isKeyText, case .text(let text) = row[keyColumn], row[keyColumn].hasLetterInFront { return text }
    return readKey(row[keyColumn])
  }

  private func readKey(_ value: FactValue) -> String {
    guard case .success(.value(let key)) = keyFact.read(value) else { return "" }
    return key.text
  }

  @inline(__always) private func cadence(in registers: CustomerRegisters) -> CadenceDecision? {
    guard let cadence = decider.cadence else { return nil }
    return cadence.decisions[registers[cadence.vectors.states]]
  }
}

// MARK: - Lists, each made once

extension CustomerResults {
  @inline(__always) private func tiers(in registers: CustomerRegisters) -> [TierDecision] {
    var state: UInt32 = 0
    for index in 0..<tierAnswers.count { state = tierStates.appending(registers[tierAnswers[index]], to: state) }
    if Int(state) >= tiers.count { learnTiers() }
    return tiers[Int(state)]
  }

  private func learnTiers() {
    let order = decider.plan.policy.dimensionOrder
    for sequence in tierStates.sequences[tiers.count...] {
      tiers.append(zip(order, sequence).map { decider.tier($0, answer: UInt32($1)) })
    }
  }

  @inline(__always) private func flags(in registers: CustomerRegisters) -> [RaisedFlag] {
    guard let flagStates else { return [] }
    let state = Int(registers[flagStates])
    if state >= flags.count { learnFlags(upTo: state) }
    return flags[state]
  }

  private func learnFlags(upTo state: Int) {
    while flags.count <= state { flags.append(decider.raisedFlags(state: UInt32(flags.count))) }
  }

  @inline(__always) private func missing(in registers: CustomerRegisters) -> [String] {
    var state: UInt32 = 0
    for index in 0..<missingFacts.count where registers[missingFacts[index].rows] != 0 {
      state = missingStates.appending(UInt32(truncatingIfNeeded: missingFacts[index].fact), to: state)
    }
    if Int(state) >= missing.count { learnMissing() }
    return missing[Int(state)]
  }

  private func learnMissing() {
    let facts = decider.plan.policy.facts
    for sequence in missingStates.sequences[missing.count...] { missing.append(sequence.map { facts[$0].name }) }
  }
}
