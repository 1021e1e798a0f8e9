import SourceText

extension Checker {
  /// Checks a macro that runs through a list or map.
  mutating func comprehension(_ syntax: SyntaxComprehension, at node: SyntaxNode) -> Int32 {
    let target = check(syntax.target)
    let elements = elements(of: target, syntax)
    let local = Int32(variables.count)
    let types = syntax.variables.count == 2 ? [elements.key, elements.value] : [elements.item]
    for (position, (name, type)) in zip(syntax.variables, types).enumerated() {
      variables.append(IterationVariable(name: name, type: type, local: local + Int32(position)))
    }
    let condition = syntax.condition.map { self.condition($0, joinedBy: "macro") }
    let result = syntax.result.map { check($0) }
    variables.removeLast(syntax.variables.count)
    let comprehension = Comprehension(
      kind: syntax.kind, target: target, local: local, hasTwoVariables: syntax.variables.count == 2,
      condition: condition, result: result)
    let made = result.map { builder.type(of: $0) } ?? .dynamic
    return builder.add(comprehension, elements.type(of: syntax.kind, made: made), node.range)
  }

  /// The types that a macro's variables have.
  private struct ElementTypes {
    let key: StaticType
    let value: StaticType
    /// What a single variable stands for.
    let item: StaticType

    func type(of kind: ComprehensionKind, made: StaticType) -> StaticType {
      switch kind {
      case .all, .exists, .existsOne: .bool
      case .filter: .list(item)
      case .map: .list(made)
      case .transformMap: .map(key, made)
      }
    }
  }

  private mutating func elements(of target: Int32, _ syntax: SyntaxComprehension) -> ElementTypes {
    switch builder.type(of: target) {
    case .list(let element): return ElementTypes(key: .int, value: element, item: element)
    case .map(let key, let value): return ElementTypes(key: key, value: value, item: key)
    case let type:
      if !type.isUnknown { report(.notIterable(type, at: place(syntax.target))) }
      return ElementTypes(key: .dynamic, value: .dynamic, item: .dynamic)
    }
  }
}
