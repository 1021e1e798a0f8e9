import SourceText

/// A node with what its surroundings have to know of it.
struct PlacedNode {
  let node: YAMLNode
  /// Where it is written here: of an aliased node, the alias.
  let place: SourceRange
  /// Nodes in it, itself included, aliases expanded.
  let size: Int
  /// Nested collections in it, itself included; 0 for a scalar.
  let height: Int

  /// The node again, through an alias at `place`.
  func aliased(at place: SourceRange) -> PlacedNode {
    PlacedNode(node: node, place: place, size: size, height: height)
  }

  /// The plain key `<<`.
  var isMergeKey: Bool {
    guard case .scalar(let scalar) = node.content else { return false }
    return scalar.isPlain && scalar.fragment.text == "<<"
  }
}
