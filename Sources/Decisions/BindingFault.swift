/// Why rows with these columns cannot be decided: all that is wrong with the header, in the order of the policies' facts.
public struct BindingFault: Error, Hashable, Sendable {
  /// One thing that is wrong.
  public enum Problem: Hashable, Sendable {
    /// A fact that no row may lack has no column; what the column is called, and the header it may have been meant for.
    case absent(fact: String, column: String, closest: String?)
    /// Two columns bear the header that a fact is read from.
    case repeated(fact: String, column: String)
    /// One column bears a fact's `column:` header and another its name.
    case givenTwice(fact: String, column: String)
  }

  /// At least one.
  public let problems: [Problem]
}

extension BindingFault: CustomStringConvertible {
  /// The problems in plain words, one a line.
  public var description: String { problems.map(\.message).joined(separator: "\n") }
}

extension BindingFault.Problem {
  /// In plain words.
  public var message: String {
    switch self {
    case .absent(let fact, let column, let closest):
      Self.absence(of: fact, column: column) + (closest.map { Self.suggestion($0, column: column) } ?? "")
    case .repeated(let fact, let column):
      "the column '\(column)' of the fact \(fact) occurs more than once"
    case .givenTwice(let fact, let column):
      "the fact \(fact) has two columns, '\(column)' and '\(fact)'; only one can be right"
    }
  }

  private static func suggestion(_ header: String, column: String) -> String {
    let bare = header.withoutSpaces
    guard bare == column, header != bare else { return "; did you mean '\(header)'?" }
    return "; the header '\(header)' has spaces in it, which count"
  }

  private static func absence(of fact: String, column: String) -> String {
    column == fact ? "no column for the fact \(fact)" : "no column '\(column)' (or '\(fact)') for the fact \(fact)"
  }
}
