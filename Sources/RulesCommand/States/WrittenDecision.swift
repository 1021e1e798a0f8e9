import Decisions
import Measures
import Records

/// A decision as a line of JSON holds it: whole, in groups, or the columns that were chosen.
struct WrittenDecision {
  private let members: [String: FieldValue]
  private let tiers: [String: FieldValue]
  private let outputs: [String: FieldValue]

  init(_ record: JSONRecord) {
    members = Self.byKey(record.members)
    tiers = Self.byKey(members["tiers"]?.members ?? [])
    outputs = Self.byKey(members["outputs"]?.members ?? [])
  }

  private static func byKey(_ members: [JSONRecord.Member]) -> [String: FieldValue] {
    Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
  }

  /// What stands in a column of the decision; `nil` for nothing.
  func text(of column: String) -> String? {
    if column == FlagStates.column, members[column] == nil { return statesOfFlags }
    if let tier = tiers[column] { return tier.members.flatMap { Self.byKey($0)["tier"]?.plainText } }
    return (outputs[column] ?? members[column])?.plainText
  }

  private var statesOfFlags: String? {
    members["flags"]?.elements?.compactMap { flag in
      flag.members.flatMap { Self.byKey($0)["instance"]?.plainText }
    }.joined(separator: ";")
  }
}

extension FieldValue {
  /// The value as a table would show it; `nil` for nothing.
  fileprivate var plainText: String? {
    switch self {
    case .null: nil
    case .text(let text): text.isEmpty ? nil : text
    case .integer(let integer): String(integer)
    case .number(_, let spelling): spelling
    case .bool(let bool): bool ? "true" : "false"
    case .nested: elements.map { $0.compactMap(\.plainText).joined(separator: ";") }.flatMap { $0.isEmpty ? nil : $0 }
    }
  }
}
