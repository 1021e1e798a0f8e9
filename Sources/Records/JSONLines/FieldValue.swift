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
    guard case .nested(let text) = self, text.first == "[" else { return nil }
    // An object whose keys are the elements' places is what the parser reads.
    var (object, depth, isInText, isEscaped, count) = ("{\"0\":", 0, false, false, 0)
    let body = text.dropFirst().dropLast()
    if body.allSatisfy(\.isWhitespace) { return [] }
    for character in body {
      if isInText {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == "\"" {
          isInText = false
        }
      } else {
        switch character {
        case "\"": isInText = true
        case "[", "{": depth += 1
        case "]", "}": depth -= 1
        case "," where depth == 0:
          count += 1
          object += ",\"\(count)\":"
          continue
        default: break
        }
      }
      object.append(character)
    }
    return FieldValue.nested(object + "}").members?.map(\.value)
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
