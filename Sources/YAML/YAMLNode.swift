package import SourceText

/// A node of a YAML document; it and everything below it knows its place in the file.
///
/// Aliases and merge keys are already expanded: an aliased node keeps the place of its anchor.
/// Scalars are text: what type they have is for the schema to say.
package struct YAMLNode: Sendable {
  /// What a node holds.
  package enum Content: Sendable {
    case scalar(Scalar)
    case sequence([YAMLNode])
    /// In the file's order; keys are unique.
    case mapping([Entry])
  }

  /// A scalar's text, and whether it was quoted.
  package struct Scalar: Sendable {
    /// The text with the place of each byte.
    package let fragment: SourceFragment

    /// Whether it was written without quotes and not as a block; only a plain scalar can mean "nothing" or a number.
    package let isPlain: Bool

    package init(fragment: SourceFragment, isPlain: Bool) {
      self.fragment = fragment
      self.isPlain = isPlain
    }
  }

  /// A key with its value.
  package struct Entry: Sendable {
    package let key: SourceFragment
    package let value: YAMLNode

    package init(key: SourceFragment, value: YAMLNode) {
      self.key = key
      self.value = value
    }
  }

  package let content: Content

  /// The node's whole text in the file (for a block collection, up to its last line's end).
  package let range: SourceRange

  package init(content: Content, range: SourceRange) {
    self.content = content
    self.range = range
  }
}

extension YAMLNode {
  /// The scalar's text; `nil` for collections.
  package var text: String? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.fragment.text
  }

  /// Whether nothing is written here: a plain empty scalar, `~` or `null`.
  package var isNothing: Bool {
    guard case .scalar(let scalar) = content, scalar.isPlain else { return false }
    return ["", "~", "null"].contains(scalar.fragment.text)
  }
}
