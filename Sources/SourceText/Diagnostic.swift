/// A fault in a user's text: where it is, what is wrong, and what to write instead.
public struct Diagnostic: Hashable, Sendable {
  /// How much a diagnostic weighs.
  public enum Severity: String, Sendable {
    /// Nothing is evaluated.
    case error
    /// Worth a look; the policy evaluates.
    case warning
  }

  /// Another place that belongs to the fault ("the base says so here").
  public struct Note: Hashable, Sendable {
    /// The place.
    public let range: SourceRange
    /// What stands there.
    public let message: String

    /// A remark at a place.
    public init(range: SourceRange, message: String) {
      self.range = range
      self.message = message
    }
  }

  /// How much it weighs.
  public let severity: Severity

  /// Stable, kebab-case, unique to the kind of fault; for tools and the reference.
  public let code: String

  /// The offending text.
  public let range: SourceRange

  /// What is wrong, in plain words.
  public let message: String

  /// What to write instead.
  public let hint: String?

  /// Further places.
  public let notes: [Note]

  /// A fault at `range`.
  public init(
    _ severity: Severity = .error, code: String, range: SourceRange, message: String, hint: String? = nil,
    notes: [Note] = []
  ) {
    self.severity = severity
    self.code = code
    self.range = range
    self.message = message
    self.hint = hint
    self.notes = notes
  }
}

/// What a stage made of a text, with everything it has to say about it.
///
/// `value` is `nil` when the faults left nothing to go on with.
public struct Diagnosed<Value> {
  /// The result, as far as there is one.
  public let value: Value?

  /// In the order in which they were found.
  public let diagnostics: [Diagnostic]

  /// A result with its diagnostics.
  public init(_ value: Value?, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }

  /// Whether any diagnostic is an error.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

extension Diagnosed: Sendable where Value: Sendable {}
