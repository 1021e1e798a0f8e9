/// A fact as a file or a caller gives it, before the policy's schema has said what it means.
public enum FactValue: Hashable, Sendable {
  /// Nothing is given.
  case missing
  /// Text, typed by the schema; empty or all spaces: missing.
  case text(String)
  /// A whole number, as JSON has them.
  case integer(Int64)
  /// A number, and how it was written where that is known: it counts where the schema takes the number for text.
  case number(Double, spelling: String? = nil)
  /// A truth value.
  case bool(Bool)
}

extension FactValue {
  /// The text that a file would hold for it, as it was written as far as that is known; `nil` if it is missing.
  public var text: String? {
    switch self {
    case .missing: nil
    case .text(let text): text.isBlank ? nil : text
    case .integer(let integer): String(integer)
    case .number(_, let spelling?): spelling
    case .number(let number, nil): Int64(exactly: number).map(String.init) ?? number.description
    case .bool(let bool): bool ? "true" : "false"
    }
  }
}
