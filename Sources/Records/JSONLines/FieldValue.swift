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

extension FieldValue {
  /// The members of an object that is nested; `nil` for anything else.
  package var members: [JSONRecord.Member]? {
    guard case .nested(var text) = self else { return nil }
    return text.withUTF8 { bytes in
      guard case .record(let record) = JSONLinesReader.step(of: bytes, number: 1) else { return nil }
      return record.members
    }
  }

  /// The elements of an array that is nested; `nil` for anything else.
  package var elements: [FieldValue]? {
    guard case .nested(var text) = self, text.first == "[" else { return nil }
    return text.withUTF8 { bytes in
      var parser = JSONParser(bytes)
      return try? parser.parseArray()
    }
  }
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
