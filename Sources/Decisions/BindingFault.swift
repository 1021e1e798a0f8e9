import SourceText

/// Why rows with these columns cannot be decided: all that is wrong with the header, in the order of the policies' facts.
public struct BindingFault: Error, Hashable, Sendable {
  /// One thing that is wrong.
  public enum Problem: Hashable, Sendable {
    /// A fact that no row may lack has no column; what the column is called, and the header it may have been meant for.
    case absent(fact: String, column: String, closest: String?)
    /// Two columns bear the header that a fact is read from.
    case repeated(fact: String, column: String)
  }

  /// At least one.
  public let problems: [Problem]
}

extension BindingFault.Problem {
  /// In plain words.
  public var message: String {
    switch self {
    case .absent(let fact, let column, let closest):
      Self.absence(of: fact, column: column) + (closest.map { "; did you mean '\($0)'?" } ?? "")
    case .repeated(let fact, let column):
      "the column '\(column)' of the fact \(fact) occurs more than once"
    }
  }

  private static func absence(of fact: String, column: String) -> String {
    column == fact ? "no column for the fact \(fact)" : "no column '\(column)' (or '\(fact)') for the fact \(fact)"
  }
}
