package import SourceText

extension CheckedExpression {
  /// The plain names that a text uses, parsed but not checked: what a value may depend on. Names of
  /// iteration variables are left out. Empty if it does not parse.
  package static func names(in source: SourceFragment) -> Set<String> {
    guard let tree = Parser.parse(source, .business).value else { return [] }
    var names: Set<String> = []
    var locals: Set<String> = []
    for node in tree.nodes {
      switch node.kind {
      case .name(let name, _): names.insert(name)
      case .comprehension(let comprehension): locals.formUnion(comprehension.variables)
      default: break
      }
    }
    return names.subtracting(locals)
  }

  /// Whether a text reads as one name, so that a value of that name can be used: no reserved word, no digit first.
  package static func isName(_ text: String) -> Bool {
    let parsed = Parser.parse(SourceFragment(SourceFile(path: "", text: text)), .business)
    guard let tree = parsed.value, parsed.diagnostics.isEmpty, tree.nodes.count == 1,
      case .name(text, isRooted: false) = tree.nodes[0].kind
    else { return false }
    return true
  }
}
