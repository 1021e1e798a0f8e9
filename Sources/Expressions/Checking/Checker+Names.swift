import SourceText

extension Checker {
  /// A name with the fields selected of it.
  private struct Path {
    var names: [String]
    /// The nodes that end with each of the names.
    var nodes: [Int]
    let isRooted: Bool
  }

  /// Checks a name or a selection: an iteration variable, the longest declared name, or a field of another part.
  mutating func name(_ index: Int) -> Int32 {
    guard let path = path(index) else {
      guard case .select(let operand, let field) = syntax.nodes[index].kind else { return faulty(index) }
      return select(field, of: check(operand), at: syntax.nodes[index])
    }
    guard let (base, length) = base(of: path) else { return unknownName(path) }
    return select(path, of: base, from: length)
  }

  private func path(_ index: Int) -> Path? {
    switch syntax.nodes[index].kind {
    case .name(let name, let isRooted): return Path(names: [name], nodes: [index], isRooted: isRooted)
    case .select(let operand, let field):
      guard var path = path(operand) else { return nil }
      path.names.append(field)
      path.nodes.append(index)
      return path
    default: return nil
    }
  }

  /// What the path begins with, and how many of its names that takes.
  private mutating func base(of path: Path) -> (Int32, Int)? {
    if !path.isRooted, let variable = variables.last(where: { $0.name == path.names[0] }) {
      return (builder.add(.local(variable.local), variable.type, syntax.nodes[path.nodes[0]].range), 1)
    }
    if let (declaration, length) = scope.resolve(path.names, isRooted: path.isRooted) {
      return (use(declaration, name: path.names[..<length].joined(separator: "."), at: path.nodes[length - 1]), length)
    }
    for length in stride(from: path.names.count, through: 1, by: -1) {
      let name = path.names[..<length].joined(separator: ".")
      if let type = TypeName.all.first(where: { $0.name == name }) {
        return (builder.literal(.type(type), syntax.nodes[path.nodes[length - 1]].range), length)
      }
    }
    return nil
  }

  private mutating func use(_ declaration: Scope.Declaration, name: String, at node: Int) -> Int32 {
    let range = syntax.nodes[node].range
    switch declaration {
    case .variable(let type, let slot): return builder.add(.slot(Int32(slot)), StaticType(type), range)
    case .constant(let type, let value): return builder.literal(value, range, as: StaticType(type))
    case .unavailable(let why, let hint):
      report(.unavailableName(name, why: why, hint: hint, at: place(node)))
      return builder.failure(.unknownName(name), range)
    }
  }

  private mutating func unknownName(_ path: Path) -> Int32 {
    let isPrefix = path.names.count > 1 && scope.hasNames(below: path.names[0])
    let length = isPrefix ? 2 : 1
    let name = path.names[..<length].joined(separator: ".")
    let last = path.nodes[path.nodes.count - 1]
    let remedy = remedy(for: name)
    if !isDeferred { unknownNames[last] = UnknownName(name, remedy, diagnostic: diagnostics.count) }
    report(.unknownName(name, remedy, at: place(path.nodes[length - 1])))
    return builder.failure(.unknownName(name), syntax.nodes[last].range)
  }

  /// A name that stands for nothing, with the place of its diagnostic among all.
  struct UnknownName {
    let name: String
    let diagnostic: Int
    /// Whether nothing is known that it might be a slip for.
    let isUnlikeAnyOther: Bool

    init(_ name: String, _ remedy: UnknownNameRemedy, diagnostic: Int) {
      self.name = name
      self.diagnostic = diagnostic
      isUnlikeAnyOther = if case .declaration = remedy { true } else { false }
    }
  }

  /// What to write in place of a name that stands for nothing.
  private func remedy(for name: String) -> UnknownNameRemedy {
    if let labelled = scope.name(labelled: name) { return .name(labelled) }
    let letter = variables.last { $0.name.count == 1 && name.count == 1 }?.name
    let variable = letter ?? closestMatch(to: name, among: variables.reversed().map(\.name))
    return (variable ?? scope.suggestion(for: name)).map { .similar($0) } ?? .declaration(scope.remedyForUnknown)
  }

  /// Looks once more at names that stand for nothing, now that they turn out to be compared with text.
  mutating func reconsider(_ pair: Comparison) {
    if let text = builder.type(of: pair.right).comparedText { reconsider(pair.leftSyntax, comparedWith: text) }
    guard let text = builder.type(of: pair.left).comparedText else { return }
    reconsider(pair.rightSyntax, comparedWith: text)
    guard case .list(let elements) = syntax.nodes[pair.rightSyntax].kind else { return }
    for element in elements { reconsider(element, comparedWith: text) }
  }

  private mutating func reconsider(_ node: Int, comparedWith type: StaticType) {
    guard let unknown = unknownNames[node] else { return }
    let place = diagnostics[unknown.diagnostic].range
    if case .enumeration(let enumeration) = type, let value = enumeration.value(called: unknown.name) {
      diagnostics[unknown.diagnostic] = .unknownName(unknown.name, .text(value), at: place)
    } else if unknown.isUnlikeAnyOther {
      diagnostics[unknown.diagnostic] = .unknownName(unknown.name, .declarationOrText, at: place)
    }
  }

  private mutating func select(_ path: Path, of base: Int32, from length: Int) -> Int32 {
    var node = base
    for (field, index) in zip(path.names[length...], path.nodes[length...]) {
      node = select(field, of: node, at: syntax.nodes[index])
    }
    return node
  }

  private mutating func select(_ field: String, of operand: Int32, at node: SyntaxNode) -> Int32 {
    let type = selected(field, of: operand, at: node)
    return builder.add(.select(operand, field: builder.store(.string(field))), type, node.range)
  }

  /// The type of a field.
  private mutating func selected(_ field: String, of operand: Int32, at node: SyntaxNode) -> StaticType {
    switch builder.type(of: operand) {
    case .map(let key, let value):
      if !StaticType.string.fits(key) { report(.wrongKey(.string, key, at: range(node.focus))) }
      return value
    case .open, .dynamic: return .dynamic
    case let type:
      report(.noFields(type, field: field, at: range(node.focus)))
      return .dynamic
    }
  }

  /// Checks `has(…)`: whether a declared name is known, or a map has a field.
  mutating func has(_ argument: Int, at node: SyntaxNode) -> Int32 {
    if let path = path(argument), let (base, length) = base(of: path) {
      if length == path.names.count { return isKnown(base, at: node) }
      let last = path.names.count - 1
      var prefix = path
      prefix.names.removeLast()
      prefix.nodes.removeLast()
      return hasField(path.names[last], of: select(prefix, of: base, from: length), at: syntax.nodes[argument], node)
    }
    guard case .select(let operand, let field) = syntax.nodes[argument].kind, path(argument) == nil else {
      return name(argument)
    }
    return hasField(field, of: check(operand), at: syntax.nodes[argument], node)
  }

  private mutating func isKnown(_ base: Int32, at node: SyntaxNode) -> Int32 {
    guard case .slot(let slot) = builder.tree.nodes[Int(base)] else {
      return builder.literal(.bool(true), node.range)
    }
    return builder.add(.isKnown(slot: slot), .bool, node.range)
  }

  private mutating func hasField(
    _ field: String, of operand: Int32, at selection: SyntaxNode, _ node: SyntaxNode
  ) -> Int32 {
    _ = selected(field, of: operand, at: selection)
    return builder.add(.hasField(operand, field: builder.store(.string(field))), .bool, node.range)
  }
}

/// A name that stands for nothing, with the place of its diagnostic among all.
struct UnknownName {
  let name: String
  let diagnostic: Int
  /// Whether nothing is known that it might be a slip for.
  let isUnlikeAnyOther: Bool

  init(_ name: String, _ remedy: UnknownNameRemedy, diagnostic: Int) {
    self.name = name
    self.diagnostic = diagnostic
    isUnlikeAnyOther = if case .declaration = remedy { true } else { false }
  }
}

/// What to write in place of a name that stands for nothing.
enum UnknownNameRemedy {
  /// What it labels.
  case name(String)
  /// What is spelled nearly so.
  case similar(String)
  /// A text, in quotes.
  case text(String)
  /// Whatever the scope says of names that it does not know.
  case declaration(String)
  case declarationOrText
}

extension StaticType {
  /// The text that equality and membership look at; `nil` where they look at none.
  fileprivate var comparedText: StaticType? {
    if case .list(let element) = self { return element.isText ? element : nil }
    return isText ? self : nil
  }
}

extension Enumeration {
  /// The value that is spelled or labelled so.
  fileprivate func value(called name: String) -> String? {
    values.contains(name) ? name : value(labelled: name)
  }
}
