import Cadences
import Decisions
import Expressions
import Policies

/// What an obligation makes of the claims before it. Not shared between threads.
final class ClaimSteps {
  /// For the first obligation, by code of its subject: what it comes to alone.
  let first = StepTable()

  /// By the claims before it and the value of its subject, side by side.
  private let steps = StepTable()
  private let obligation: Obligation
  /// How many things its subject may be to it.
  private let width: UInt32
  /// By code of its subject: 0, or the index of a value that it names plus 1.
  private var claims: [UInt32] = []
  private var generation = 0

  init(_ duty: CadenceVectors.Duty) {
    obligation = duty.obligation
    width = UInt32(duty.valueCount + 1)
  }
}

extension ClaimSteps {
  /// What it makes of a state, given what its subject claims; `nil` if that is not known yet.
  @inline(__always) func result(of state: UInt32, given claim: UInt32) -> UInt32? {
    let place = state * width + claim
    guard place < steps.count, steps[place] != StepTable.open else { return nil }
    return steps[place]
  }

  /// Remembers what it makes of a state.
  func set(_ result: UInt32, of state: UInt32, given claim: UInt32) { steps.set(result, of: state * width + claim) }

  /// What a code of its subject claims, which was learned.
  @inline(__always) func claim(ofCode code: UInt32) -> UInt32 { claims[Int(code)] }

  /// Finds out what the codes that the subject has got since the last batch are to the obligation.
  func learnCodes(of dictionary: TextDictionary) {
    if generation != dictionary.generation {
      generation = dictionary.generation
      claims = []
      first.removeAll()
    }
    if claims.isEmpty { claims.append(0) }
    for text in dictionary.texts[claims.count...] {
      claims.append(obligation.demandingIndex(of: text).map { UInt32($0) + 1 } ?? 0)
    }
  }

  /// Forgets all states.
  func removeAll() {
    first.removeAll()
    steps.removeAll()
  }
}

/// What an adjustment makes of cadences on their way. Not shared between threads.
final class MoveSteps {
  /// With a constant amount, by state.
  let constant = StepTable()
  /// With a computed amount, by state and code of the amount.
  let computed = PairTable()
  /// The amounts met so far, by code.
  private(set) var amounts: [Rational] = []

  /// The codes of the amounts, by the two halves of the double.
  private let codes = PairTable()
}

extension MoveSteps {
  /// How many computed amounts, and steps by them, it remembers.
  var count: Int { codes.count + computed.count }

  /// Forgets all states and amounts.
  func removeAll() {
    constant.removeAll()
    computed.removeAll()
    codes.removeAll()
    amounts = []
  }

  /// The code of an amount; `nil` where no exact number stands for it.
  func code(of amount: Double, isInteger: Bool) -> UInt32? {
    guard amount.isFinite else { return nil }
    let (high, low) = (UInt32(amount.bitPattern >> 32), UInt32(truncatingIfNeeded: amount.bitPattern))
    if let known = codes.value(high, low) { return known == StepTable.failed ? nil : known }
    let meant = isInteger ? Int64(exactly: amount).map { Rational($0) } : Rational(meant: .double(amount))
    guard let meant else {
      codes.insert(high, low, StepTable.failed)
      return nil
    }
    amounts.append(meant)
    codes.insert(high, low, UInt32(amounts.count - 1))
    return UInt32(amounts.count - 1)
  }
}
