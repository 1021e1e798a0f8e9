import Expressions
import Policies

/// A fact that no row of an input gives, and what that means for its customers.
public struct AbsentFact: Hashable, Sendable {
  /// The fact's name.
  public let fact: String
  /// `column:`, the header it was expected under besides its name; `nil` where there is none.
  public let column: String?
  /// The header that was probably meant for it.
  public let closest: String?
  /// What the fact is taken to be.
  public let meaning: Meaning

  /// What the absence of a fact means.
  public enum Meaning: Hashable, Sendable {
    /// Conditions that need it do not match.
    case unknown
    /// As if every row said this.
    case value(String)
    /// Rows without it are rejected.
    case rejected
  }

  init(_ fact: Fact, closest: String?) {
    self.fact = fact.name
    column = fact.column == fact.name ? nil : fact.column
    self.closest = closest
    meaning =
      switch fact.missing {
      case .reject: .rejected
      case .unknown: .unknown
      case .value(let value): .value(value.text)
      }
  }
}

extension AbsentFact {
  /// In plain words: the header it was looked for under, and what follows.
  public var message: String { message(calling: "header", ofEach: "customer") }

  /// As ``message``, where headers are called something else, and rows are not customers.
  package func message(calling header: String, ofEach row: String) -> String {
    let notes = [column.map { "\(header) \($0)" }, closest.map(suggestion)].compactMap(\.self)
    let expected = notes.isEmpty ? "" : " (\(notes.joined(separator: "; ")))"
    return "\(fact)\(expected): \(meaning.consequence(forEach: row))"
  }

  private func suggestion(_ header: String) -> String {
    let hasSpaces = [column, fact].contains(header.withoutSpaces) && header != header.withoutSpaces
    return "did you mean '\(header)'" + (hasSpaces ? ", which has spaces in it?" : "?")
  }
}

extension AbsentFact.Meaning {
  fileprivate func consequence(forEach row: String) -> String {
    switch self {
    case .unknown: "unknown for every \(row)"
    case .value(let text): "default \(text) for every \(row)"
    case .rejected: "rows are rejected for want of it"
    }
  }
}
