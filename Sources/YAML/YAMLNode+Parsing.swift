package import SourceText

/// What a document may cost at most; beyond it, a diagnostic.
package struct YAMLLimits: Sendable {
  /// Bytes of the file.
  package var size = 16 << 20
  /// Nested collections.
  package var depth = 64
  /// Nodes, counted after aliases are expanded.
  package var nodes = 2_000_000

  package init() {}
}

extension YAMLNode {
  /// Reads the one document of a file; reports every fault that can be told apart.
  package static func parse(_ file: SourceFile, limits: YAMLLimits = YAMLLimits()) -> Diagnosed<YAMLNode> {
    Diagnosed(nil)
  }
}
