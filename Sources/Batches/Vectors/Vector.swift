import Expressions

/// Where the outcomes of a value stand for all rows of a batch, and in which form.
enum Vector: Hashable, Sendable {
  /// The same for every row.
  case constant(Value)
  /// Unknown for every row.
  case unknown
  case truth(TruthVector)
  /// Whole numbers (type int) and numbers (type double).
  case number(NumberVector)
  /// Days since 1970-01-01, each standing for its midnight (UTC).
  case date(NumberVector)
  case text(TextVector)
  /// Anything else: lists, durations, moments that are no midnights …
  case box(BoxRegister)
}

/// The outcomes of a condition: a row is in at most one of the three masks; in none of them, it is unknown.
struct TruthVector: Hashable, Sendable {
  let yes: MaskRegister
  let no: MaskRegister
  /// The rows for which it cannot be computed.
  let failed: MaskRegister
}

/// The outcomes of a number, whose lane means something only for the rows in `known`.
///
/// Whole numbers are kept as doubles too; those beyond 2^53 in size, and results that could be, are not: their rows are deferred.
struct NumberVector: Hashable, Sendable {
  let lane: NumberRegister
  /// The rows with a value. A lane holds some number or other for the rest.
  let known: MaskRegister
  /// The rows for which it cannot be computed; disjoint from `known`.
  let failed: MaskRegister
  /// Whether the values are of type int.
  let isInteger: Bool
}

/// The outcomes of a text: a code of its dictionary for each row, 0 where it is unknown.
struct TextVector: Hashable, Sendable {
  let codes: CodeRegister
  let dictionary: DictionaryRegister
  /// The rows for which it cannot be computed, whose code is 0.
  let failed: MaskRegister
}
