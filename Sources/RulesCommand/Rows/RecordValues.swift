import Decisions
import Policies
import Records

/// Sorts the members of JSON objects into the columns that they feed.
struct RecordValues {
  /// The values of the last object, one for each column.
  private(set) var values: [FactValue] = []

  private let keys: JSONKeys

  /// Sorts by `keys`.
  init(_ keys: JSONKeys) { self.keys = keys }
}

extension RecordValues {
  /// What is wrong with an object.
  enum Fault {
    /// An array or object stands where a fact's value belongs.
    case nested(key: String)
    /// Two keys give the same fact.
    case repeated(key: String, other: String)
  }

  /// Whether a key feeds a column.
  func isKnown(_ key: String) -> Bool { !keys.columns(fedBy: key).isEmpty }

  /// Takes the members of a row; what is wrong with them first, if anything is. What is not at fault is taken nevertheless.
  mutating func take(_ record: JSONRecord) -> Fault? {
    values.removeAll(keepingCapacity: true)
    values.append(contentsOf: repeatElement(.missing, count: keys.columns.count))
    var first: Fault?
    for member in record.members {
      for column in keys.columns(fedBy: member.key) {
        guard let fault = take(member, into: column, of: record) else { continue }
        values[column] = .missing
        first = first ?? fault
      }
    }
    return first
  }

  private mutating func take(_ member: JSONRecord.Member, into column: Int, of record: JSONRecord) -> Fault? {
    guard let value = FactValue(member.value) else { return .nested(key: member.key) }
    if value.isBlank { return nil }
    guard case .missing = values[column] else {
      let other = record.members.first { $0.key != member.key && keys.columns(fedBy: $0.key).contains(column) }
      return .repeated(key: member.key, other: other?.key ?? "")
    }
    values[column] = value
    return nil
  }
}

extension FactValue {
  /// `nil` for arrays and objects, which no fact can be.
  fileprivate init?(_ value: FieldValue) {
    switch value {
    case .null: self = .missing
    case .text(let text): self = .text(text)
    case .integer(let integer): self = .integer(integer)
    case .number(let number, let spelling): self = .number(number, spelling: spelling)
    case .bool(let bool): self = .bool(bool)
    case .nested: return nil
    }
  }
}
