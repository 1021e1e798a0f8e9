package import SourceText

extension CheckedExpression {
  /// The plain names that a text uses, parsed but not checked: what a value may depend on; empty if it does not parse.
  package static func names(in source: SourceFragment) -> Set<String> {
    guard let tree = Parser.parse(source, .business).value else { return [] }
    return Set(
      tree.nodes.compactMap { node in
        if case .name(let name, _) = node.kind { name } else { nil }
      })
  }
}
