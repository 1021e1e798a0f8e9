import SourceText

extension Parser {
  /// A call, or the macro that is written like one.
  mutating func call(
    _ name: String, word: Token, target: Int?, arguments: [Int], start: Int
  ) throws(Abandoned) -> Int {
    let range = rangeFrom(start)
    if target == nil, name == "has", arguments.count == 1 {
      return try has(arguments[0], word: word, range: range)
    }
    if let target, let macro = Macro(rawValue: name) {
      if let shape = macro.shape(arguments) {
        return try comprehension(shape, target: target, word: word, range: range)
      }
      if dialect == .business {
        diagnostics.append(.macroArguments(name, form: macro.form, at: self.range(word.range)))
        return try add(.faulty, range)
      }
    }
    return try add(
      .call(name: name, target: target, arguments: arguments), range, focus: word.range,
      parts: (target.map { [$0] } ?? []) + arguments)
  }

  private mutating func has(_ argument: Int, word: Token, range: Range<Int>) throws(Abandoned) -> Int {
    let node = tree.nodes[argument]
    let isName = if case .name = node.kind { true } else { false }
    guard node.isNameOrSelection, !isName || dialect == .business else {
      diagnostics.append(.hasArgument(dialect, at: self.range(node.range)))
      return try add(.faulty, range)
    }
    return try add(.has(argument), range, focus: word.range, parts: [argument])
  }

  private mutating func comprehension(
    _ shape: Macro.Shape, target: Int, word: Token, range: Range<Int>
  ) throws(Abandoned) -> Int {
    var variables: [String] = []
    for variable in shape.variables {
      guard case .name(let name, isRooted: false) = tree.nodes[variable].kind, !variables.contains(name) else {
        diagnostics.append(.iterationVariable(at: self.range(tree.nodes[variable].range)))
        return try add(.faulty, range)
      }
      variables.append(name)
    }
    let comprehension = SyntaxComprehension(
      kind: shape.kind, target: target, variables: variables, condition: shape.condition, result: shape.result)
    return try add(
      .comprehension(comprehension), range, focus: word.range,
      parts: [target] + [shape.condition, shape.result].compactMap { $0 })
  }
}

/// The macros that run through a list or map.
enum Macro: String, CaseIterable {
  case all, exists, existsOne, exists_one, filter, map, transformList, transformMap

  /// What the arguments of a macro are.
  struct Shape {
    let kind: ComprehensionKind
    let variables: ArraySlice<Int>
    var condition: Int?
    var result: Int?
  }

  /// The arguments by their part; `nil` if there are too few or too many.
  func shape(_ arguments: [Int]) -> Shape? {
    switch self {
    case .all: predicate(.all, arguments, variables: 1...2)
    case .exists: predicate(.exists, arguments, variables: 1...2)
    case .existsOne, .exists_one: predicate(.existsOne, arguments, variables: 1...2)
    case .filter: predicate(.filter, arguments, variables: 1...1)
    case .map: transform(.map, arguments, variables: 1)
    case .transformList: transform(.map, arguments, variables: 2)
    case .transformMap: transform(.transformMap, arguments, variables: 2)
    }
  }

  private func predicate(_ kind: ComprehensionKind, _ arguments: [Int], variables: ClosedRange<Int>) -> Shape? {
    guard let condition = arguments.last, variables.contains(arguments.count - 1) else { return nil }
    return Shape(kind: kind, variables: arguments.dropLast(), condition: condition)
  }

  private func transform(_ kind: ComprehensionKind, _ arguments: [Int], variables: Int) -> Shape? {
    guard let result = arguments.last else { return nil }
    switch arguments.count - variables {
    case 1: return Shape(kind: kind, variables: arguments[..<variables], result: result)
    case 2:
      return Shape(kind: kind, variables: arguments[..<variables], condition: arguments[variables], result: result)
    default: return nil
    }
  }

  /// How the macro is written.
  var form: String {
    switch self {
    case .all, .exists, .existsOne, .exists_one, .filter: "list.\(rawValue)(x, condition on x)"
    case .map: "list.map(x, value made of x)"
    case .transformList, .transformMap: "map.\(rawValue)(key, value, result made of them)"
    }
  }
}
