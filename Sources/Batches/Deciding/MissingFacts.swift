import Expressions
import Policies

/// For want of which facts an expression may end unknown.
struct MissingNote: Sendable {
  /// A fact behind a value that the expression reads.
  struct Part: Hashable, Sendable {
    /// Index in the policy's facts.
    let fact: Int
    /// The rows for which the value that is read is unknown, and those for which the fact is.
    let unknownValue: MaskRegister
    let unknownFact: MaskRegister
  }

  /// The rows for which the expression ends unknown.
  let unknown: MaskRegister
  /// None, if nothing that it reads can be unknown for want of a fact.
  let parts: [Part]
}

extension VectorBuilder {
  /// What an expression lacks where it ends unknown: the facts behind the unknown values that it reads.
  mutating func missingNote(of expression: CheckedExpression, in layout: FrameLayout) -> MissingNote? {
    let parts = missingParts(of: expression, in: layout)
    return parts.isEmpty ? nil : MissingNote(unknown: unknown(of: vector(of: expression)), parts: parts)
  }

  /// The facts behind the values that an expression reads, as far as they can be unknown.
  mutating func missingParts(of expression: CheckedExpression, in layout: FrameLayout) -> [MissingNote.Part] {
    var parts: [MissingNote.Part] = []
    for slot in expression.valueSlots {
      for fact in layout.factsBehind[slot] where canBeUnknown(fact) {
        parts.append(
          MissingNote.Part(
            fact: fact, unknownValue: unknown(of: slots[slot]), unknownFact: unknown(of: slots[fact])))
      }
    }
    return parts
  }

  private func canBeUnknown(_ slot: Int) -> Bool {
    switch slots[slot] {
    case .constant: false
    case .number(let number), .date(let number): number.known != .all
    case .unknown, .truth, .text, .box: true
    }
  }
}

/// Which facts the decisions of a batch lack: a mask for each fact that any rule may miss.
struct MissingFacts: Sendable {
  /// By index of fact; `nil` for those that no rule can miss.
  private var masks: [MaskRegister?]

  /// For a policy of so many facts, of which none is missed yet.
  init(factCount: Int) { masks = Array(repeating: nil, count: factCount) }

  /// Takes a mask for each fact that `note` may find missing.
  mutating func prepare(for note: MissingNote?, _ layout: inout WorkspaceLayout) {
    prepare(for: note?.parts ?? [], &layout)
  }

  /// Takes a mask for each fact that may be found missing.
  mutating func prepare(for parts: [MissingNote.Part], _ layout: inout WorkspaceLayout) {
    for part in parts where masks[part.fact] == nil { masks[part.fact] = layout.newMask() }
  }

  /// The facts that may be missing, in the policy's order, with the rows that miss them.
  var possible: [(fact: Int, rows: MaskRegister)] {
    masks.enumerated().compactMap { index, mask in mask.map { (index, $0) } }
  }

  /// Forgets the last batch.
  func clear(in workspace: Workspace) {
    for case let mask? in masks { workspace[mask].update(repeating: 0, count: workspace.words) }
  }

  /// Notes which of the facts are missing for one row.
  func note(_ parts: [MissingNote.Part], row: Int, in workspace: Workspace) {
    let (word, bit) = (row >> 6, 1 << UInt64(row & 63) as UInt64)
    for part in parts {
      guard let mask = masks[part.fact] else { continue }
      workspace[mask][word] |= bit & workspace[part.unknownValue][word] & workspace[part.unknownFact][word]
    }
  }

  /// Notes what is missing for those rows of `rows` for which the expression ends unknown.
  func note(_ note: MissingNote, rows: UnsafeMutablePointer<UInt64>, in workspace: Workspace) {
    let unknown = workspace[note.unknown]
    for part in note.parts {
      guard let mask = masks[part.fact] else { continue }
      let missing = workspace[mask]
      let (value, fact) = (workspace[part.unknownValue], workspace[part.unknownFact])
      for word in 0..<workspace.words { missing[word] |= rows[word] & unknown[word] & value[word] & fact[word] }
    }
  }
}
