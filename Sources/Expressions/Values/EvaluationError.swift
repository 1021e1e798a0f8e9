public import SourceText

/// Why an evaluation failed, and where.
public struct EvaluationError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Kind: Error, Hashable, Sendable {
    /// A whole number beyond 64 bits, or a time beyond its range; the operation as written.
    case overflow(String)
    /// By `/` or `%`.
    case divisionByZero
    /// The index asked for and the length of the list.
    case indexOutOfBounds(Int64, count: Int)
    /// A number with a fraction, or no number at all.
    case unsupportedIndex(String)
    /// The key's text.
    case noSuchKey(String)
    /// A key of a type that maps do not take.
    case unsupportedKey(TypeName)
    /// The key's text.
    case duplicateKey(String)
    /// The function or operator, and the types it met.
    case noSuchOverload(String, [TypeName])
    /// The text of a value that does not read as, or does not fit, the type.
    case conversion(String, TypeName)
    /// As written.
    case noSuchDate(String)
    case noSuchTimeZone(String)
    case unknownName(String)
    case unknownFunction(String)
    /// The regular expression, and what is wrong with it.
    case pattern(String, why: String)
    /// More steps through lists than an evaluation may take.
    case tooLong
  }

  private let storage: Storage

  /// Shared, so that an outcome stays as small as a value.
  private final class Storage: Sendable {
    let kind: Kind
    let range: SourceRange?

    init(kind: Kind, range: SourceRange?) {
      self.kind = kind
      self.range = range
    }
  }

  /// A failure at a place, if that is known.
  public init(_ kind: Kind, at range: SourceRange? = nil) { storage = Storage(kind: kind, range: range) }

  /// What went wrong.
  public var kind: Kind { storage.kind }

  /// The part of the expression that failed.
  public var range: SourceRange? { storage.range }

  /// Same kind at the same place.
  public static func == (a: EvaluationError, b: EvaluationError) -> Bool {
    a.storage === b.storage || (a.kind == b.kind && a.range == b.range)
  }

  /// Agrees with `==`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(kind)
    hasher.combine(range)
  }
}

extension EvaluationError.Kind {
  /// In plain words, without a full stop.
  public var message: String {
    switch self {
    case .overflow(let operation): "\(operation) goes beyond the range of its type"
    case .divisionByZero: "division by zero"
    case .indexOutOfBounds(let index, let count): "there is no element \(index) in a list of \(count)"
    case .unsupportedIndex(let index): "\(index) cannot be the index of a list"
    case .noSuchKey(let key): "there is no key '\(key)' in the map"
    case .unsupportedKey(let type): "a value of type \(type.word) cannot be the key of a map"
    case .duplicateKey(let key): "the key '\(key)' occurs twice"
    case .noSuchOverload(let function, let types):
      "'\(function)' does not take \(types.map(\.word).joined(separator: ", "))"
    case .conversion(let text, let type): "'\(text)' does not read as \(type.word)"
    case .noSuchDate(let text): "'\(text)' is not a date"
    case .noSuchTimeZone(let text): "'\(text)' is not a time zone"
    case .unknownName(let name): "there is no '\(name)'"
    case .unknownFunction(let name): "there is no function '\(name)'"
    case .pattern(let pattern, let why): "'\(pattern)' is not a regular expression: \(why)"
    case .tooLong: "the expression takes too many steps"
    }
  }
}

extension EvaluationError: CustomStringConvertible {
  /// The message, after the place if it is known.
  public var description: String {
    range.map { "\($0): \(kind.message)" } ?? kind.message
  }
}
