public import SourceText

/// Where something in a policy was written, and where its author took it from.
public struct Provenance: Hashable, Sendable {
  /// The place in the file that had the last word.
  public let range: SourceRange
  /// `source:`, as written.
  public let source: String?
  /// `label:`.
  public let label: LocalizedText
}
