/// Conditions of a policy and what they may lack, laid out for one customer.
struct CustomerConditions: ~Copyable {
  private var conditions = PlainList<Condition>()
  private var notes = PlainList<Note>()
  /// The mask of each fact that may be missing; `nil` for the others.
  private let masks: [MaskRegister?]

  struct Condition {
    let truth: TruthVector
    let notes: PlainRange
  }

  /// A fact that is missing where three masks hold the customer.
  struct Note {
    let missing: MaskRegister
    let unknown: MaskRegister
    let unknownValue: MaskRegister
    let unknownFact: MaskRegister
  }

  /// What came of a condition.
  enum Answer {
    case yes, no
    /// The customer's data does not say.
    case open
    /// Cannot be computed.
    case failed
  }

  /// No conditions yet, of a policy with so many facts.
  init(_ missing: MissingFacts, factCount: Int) {
    var masks = [MaskRegister?](repeating: nil, count: factCount)
    for (fact, rows) in missing.possible { masks[fact] = rows }
    self.masks = masks
  }
}

extension CustomerConditions {
  /// Adds a condition; its index.
  mutating func add(_ plan: ConditionPlan) -> Int32 {
    let notes = add(plan.notes)
    // One that is true or false for every row, is false where it is not true.
    let no = plan.isTotal ? .all : plan.truth.no
    conditions.append(
      Condition(truth: TruthVector(yes: plan.truth.yes, no: no, failed: plan.truth.failed), notes: notes))
    return Int32(conditions.count - 1)
  }

  /// Adds what an expression may lack.
  mutating func add(_ notes: [MissingNote]) -> PlainRange {
    self.notes.append(
      contentsOf: notes.flatMap { note in
        note.parts.compactMap { part in
          masks[part.fact].map {
            Note(
              missing: $0, unknown: note.unknown, unknownValue: part.unknownValue, unknownFact: part.unknownFact)
          }
        }
      })
  }

  /// What came of a condition.
  @inline(__always) func answer(_ index: Int, in registers: CustomerRegisters) -> Answer {
    let truth = conditions[index].truth
    if registers[truth.yes] != 0 { return .yes }
    if registers[truth.no] != 0 { return .no }
    return registers[truth.failed] != 0 ? .failed : .open
  }

  /// Whether a condition holds; what is missing is noted where it is unknown, and the customer deferred where it cannot be computed.
  @inline(__always) func holds(_ index: Int, in registers: CustomerRegisters) -> Bool {
    switch answer(index, in: registers) {
    case .yes: return true
    case .no: return false
    case .open: note(conditions[index].notes, in: registers)
    case .failed: registers[.deferred] = 1
    }
    return false
  }

  /// Notes what is missing, as far as it is.
  @inline(__always) func note(_ range: PlainRange, in registers: CustomerRegisters) {
    for index in range.indices {
      let note = notes[index]
      registers[note.missing] |=
        registers[note.unknown] & registers[note.unknownValue] & registers[note.unknownFact]
    }
  }
}
