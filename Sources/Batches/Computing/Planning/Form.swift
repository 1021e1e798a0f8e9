import Expressions

/// In which form a part of an expression will stand for the rows of a batch.
enum Form: Hashable, Sendable {
  /// The same for every row.
  case constant(Outcome)
  case truth
  case number(isInteger: Bool)
  /// Midnights.
  case date
  /// Of a dictionary; `nil` for one that is yet to be made.
  case text(DictionaryRegister?)
  /// Anything else.
  case box

  /// The form of a vector.
  init(_ vector: Vector) {
    switch vector {
    case .constant(let value): self = .constant(.value(value))
    case .unknown: self = .constant(.unknown)
    case .truth: self = .truth
    case .number(let number): self = .number(isInteger: number.isInteger)
    case .date: self = .date
    case .text(let text): self = .text(text.dictionary)
    case .box: self = .box
    }
  }
}

/// What two forms have to have in common for values of both to stand in one vector.
enum Shape: Hashable, Sendable {
  /// Without any value: fits each of the others.
  case any
  case truth
  case number(isInteger: Bool)
  case date
  case text

  /// The shape that both fit; `nil` if there is none.
  func joined(with other: Shape) -> Shape? {
    self == .any ? other : other == .any || other == self ? self : nil
  }

  /// Whether it is a number, or without any value.
  var fitsNumber: Bool {
    switch self {
    case .any, .number: true
    case .truth, .date, .text: false
    }
  }
}

extension Form {
  /// Its shape; `nil` for what fits in no vector but boxes.
  var shape: Shape? {
    switch self {
    case .constant(.value(let value)): Shape(value)
    case .constant: .any
    case .truth: .truth
    case .number(let isInteger): .number(isInteger: isInteger)
    case .date: .date
    case .text: .text
    case .box: nil
    }
  }

  /// The value that it is for every row.
  var constant: Value? {
    guard case .constant(.value(let value)) = self else { return nil }
    return value
  }

  /// Whether it is without a value for every row.
  var isNeverKnown: Bool { shape == .any }
}

extension Shape {
  fileprivate init?(_ value: Value) {
    switch value {
    case .bool: self = .truth
    case .int where AnswerForm.number(isInteger: true).number(value) != nil: self = .number(isInteger: true)
    case .double: self = .number(isInteger: false)
    case .timestamp where AnswerForm.date.number(value) != nil: self = .date
    case .string: self = .text
    default: return nil
    }
  }
}
