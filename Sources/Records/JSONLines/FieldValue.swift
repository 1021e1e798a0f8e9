/// What a JSON object says under one key.
package enum FieldValue: Hashable, Sendable {
  case null
  case text(String)
  /// A number in the one spelling that 64-bit integers have: without fraction and exponent, zero without a sign.
  case integer(Int64)
  /// Any other number; finite, and as it stands in the input.
  case number(Double, spelling: String)
  case bool(Bool)
  /// An array or object, as it stands in the input.
  case nested(String)
}

/// An object of a JSON Lines file.
package struct JSONRecord: Hashable, Sendable {
  /// One pair of the object.
  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: FieldValue
  }

  /// The physical line, 1-based.
  package let line: Int
  /// In the order of the input; keys are unique.
  package let members: [Member]
}
