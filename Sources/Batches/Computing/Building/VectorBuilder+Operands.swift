import Expressions
import Policies

/// Vectors in the form in which an instruction takes them.
extension VectorBuilder {
  /// What an expression gives as a condition; what is no bool is failed.
  mutating func truth(of condition: CheckedExpression) -> TruthVector { truth(of: vector(of: condition)) }

  /// A vector as a condition; what is no bool is failed.
  mutating func truth(of vector: Vector) -> TruthVector {
    switch vector {
    case .constant(.bool(let bool)): TruthVector(bool)
    case .constant: .failed
    case .unknown: .unknown
    case .truth(let truth): truth
    case .box(let box): truth(of: box)
    case .number, .date, .text:
      TruthVector(yes: .none, no: .none, failed: either(known(of: vector), failed(of: vector)))
    }
  }

  private mutating func truth(of box: BoxRegister) -> TruthVector {
    let made = vector(for: .conditionOfBox(box)) { builder in
      let truth = builder.layout.newTruth()
      builder.append(.readTruth(box, yes: truth.yes, no: truth.no, failed: truth.failed))
      return .truth(truth)
    }
    return made.asTruth
  }

  /// Numbers; what is none, is never known.
  mutating func number(of vector: Vector, isInteger: Bool) -> NumberVector {
    switch vector {
    case .number(let number): return number
    case .constant(let value):
      guard let number = value.exactNumber else { break }
      return NumberVector(lane: lane(of: number), known: .all, failed: .none, isInteger: isInteger)
    default: break
    }
    return NumberVector(lane: lane(of: 0.0), known: .none, failed: failed(of: vector), isInteger: isInteger)
  }

  /// Dates; what is none, is never known.
  mutating func date(of vector: Vector) -> NumberVector {
    switch vector {
    case .date(let date): return date
    case .constant(let value):
      guard let days = AnswerForm.date.number(value) else { break }
      return NumberVector(lane: lane(of: days), known: .all, failed: .none, isInteger: true)
    default: break
    }
    return NumberVector(lane: lane(of: 0.0), known: .none, failed: failed(of: vector), isInteger: true)
  }
}

extension VectorBuilder {
  /// The rows with a value.
  mutating func known(of vector: Vector) -> MaskRegister {
    switch vector {
    case .constant: .all
    case .unknown: .none
    case .truth(let truth): either(truth.yes, truth.no)
    case .number(let number), .date(let number): number.known
    case .text(let text): mask { .findKnown(text.codes, result: $0) }
    case .box(let box): state(of: box).known
    }
  }

  /// The rows for which a value cannot be computed.
  mutating func failed(of vector: Vector) -> MaskRegister {
    switch vector {
    case .constant, .unknown: .none
    case .truth(let truth): truth.failed
    case .number(let number), .date(let number): number.failed
    case .text(let text): text.failed
    case .box(let box): state(of: box).failed
    }
  }

  /// The rows where a value is neither known nor failed.
  mutating func unknown(of vector: Vector) -> MaskRegister {
    if case .truth(let truth) = vector { return unknown(of: truth) }
    let settled = either(known(of: vector), failed(of: vector))
    return subtract(settled, from: .all)
  }

  private mutating func state(of box: BoxRegister) -> (known: MaskRegister, failed: MaskRegister) {
    // A list whose texts are told apart by masks is always there.
    if members[box] != nil { return (.all, .none) }
    let made = vector(for: .stateOfBox(box)) { builder in
      let (known, failed) = (builder.layout.newMask(), builder.layout.newMask())
      builder.append(.readState(box, known: known, failed: failed))
      return .truth(TruthVector(yes: known, no: .none, failed: failed))
    }
    return (made.asTruth.yes, made.asTruth.failed)
  }
}

extension Vector {
  /// What is the same for every row.
  init(_ outcome: Outcome) {
    switch outcome {
    case .value(let value): self = .constant(value)
    case .unknown: self = .unknown
    case .error: self = .truth(.failed)
    }
  }

  /// The condition that it was made as; unknown for what is none.
  fileprivate var asTruth: TruthVector {
    if case .truth(let truth) = self { truth } else { .unknown }
  }
}
