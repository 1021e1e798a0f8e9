import Expressions
import Policies

/// How a fact is read from a column, and where its values stand: made once for a plan.
struct FactReading: Sendable {
  /// The fact, whose schema says what a column means.
  let fact: Fact
  /// Where its values stand: `.number` for numbers and whole numbers, `.date`, `.truth` for bools, `.text` for enums and strings.
  /// `.unknown` for a fact that nothing asks for.
  let vector: Vector
  /// Whether anything asks for its values; if not, they are only checked.
  let isRead: Bool

  /// Takes the registers for the values of `fact`.
  ///
  /// Where the fact cannot be unknown, the rows with a value are `.all`: what is missing is a default or deferred. The dictionary of
  /// an enum holds the names of its values in order, with codes from 1 on.
  init(_ fact: Fact, layout: inout WorkspaceLayout, isRead: Bool = true) {
    self.fact = fact
    self.isRead = isRead
    vector = isRead ? .reading(fact, layout: &layout) : .unknown
  }

  /// Whether nothing has to be done for customers who have no column for it: nobody asks for it, and nobody has to have it.
  var isIdleWhereAbsent: Bool { !isRead && !fact.isRequired }
}

extension Vector {
  fileprivate static func reading(_ fact: Fact, layout: inout WorkspaceLayout) -> Vector {
    switch fact.kind {
    case .number: .number(.reading(fact, isInteger: false, layout: &layout))
    case .integer: .number(.reading(fact, isInteger: true, layout: &layout))
    case .date: .date(.reading(fact, isInteger: false, layout: &layout))
    case .bool: .truth(TruthVector(yes: layout.newMask(), no: layout.newMask(), failed: .none))
    case .string: .text(.reading([], layout: &layout))
    case .enumeration(let values): .text(.reading(values.map(\.name), layout: &layout))
    }
  }
}

extension NumberVector {
  fileprivate static func reading(_ fact: Fact, isInteger: Bool, layout: inout WorkspaceLayout) -> NumberVector {
    let known = fact.canBeUnknown ? layout.newMask() : .all
    return NumberVector(lane: layout.newNumbers(), known: known, failed: .none, isInteger: isInteger)
  }
}

extension TextVector {
  fileprivate static func reading(_ texts: [String], layout: inout WorkspaceLayout) -> TextVector {
    TextVector(codes: layout.newCodes(), dictionary: layout.newDictionary(texts), failed: .none)
  }
}

extension Fact {
  /// Whether a row may be decided without it.
  fileprivate var canBeUnknown: Bool {
    if case .unknown = missing { true } else { false }
  }
}
