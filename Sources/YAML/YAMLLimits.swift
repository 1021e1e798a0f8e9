/// What a document may cost at most; beyond it, a diagnostic.
package struct YAMLLimits: Sendable {
  /// Bytes of the file.
  package var size = 16 << 20
  /// Nested collections.
  package var depth = 64
  /// Nodes, counted after aliases are expanded.
  package var nodes = 2_000_000
  /// Faults that are reported before reading ends.
  package var faults = 1000

  package init() {}
}
