import SourceText

extension Checker {
  /// Checks a call of a function, or of a method with its target as the first argument.
  mutating func call(_ name: String, _ target: Int?, _ arguments: [Int], at node: SyntaxNode) -> Int32 {
    let isMethod = target != nil
    guard let signature = Signature.named(name, asMethod: isMethod, in: scope.dialect) else {
      return unknownCall(name, target, arguments, at: node)
    }
    let parts = (target.map { [$0] } ?? []) + arguments
    let checked = parts.map { check($0) }
    if signature.function == .minimum || signature.function == .maximum {
      return extreme(signature.function, checked, parts, at: node)
    }
    let type = result(of: signature, checked, parts, isMethod: isMethod, at: node)
    if signature.function == .isInSeason { return season(checked, parts, at: node) }
    return apply(signature.function, checked, parts, type, at: node)
  }

  private mutating func unknownCall(_ name: String, _ target: Int?, _ arguments: [Int], at node: SyntaxNode) -> Int32 {
    let macro = target == nil ? nil : closestMatch(to: name, among: Macro.allCases.map(\.rawValue))
    report(unknownFunction(name, target, arguments, macro: macro, at: node))
    // A target that is a name may be a namespace, and a macro's variables are no names of ours.
    if let target, !syntax.nodes[target].isNameOrSelection { _ = check(target) }
    if macro == nil { for argument in arguments { _ = check(argument) } }
    return builder.failure(.unknownFunction(name), node.range)
  }

  private func unknownFunction(
    _ name: String, _ target: Int?, _ arguments: [Int], macro: String?, at node: SyntaxNode
  ) -> Diagnostic {
    let place = range(node.focus)
    if let other = Signature.named(name, asMethod: target == nil, in: scope.dialect) {
      let form =
        target.map { "\(name)(\(text($0)))" }
        ?? arguments.first.map { "\(text($0)).\(name)(\(arguments.dropFirst().map(text).joined(separator: ", ")))" }
      return .wrongCallStyle(other.function, form: form ?? "value.\(name)()", at: place)
    }
    let names = Signature.all.filter { $0.isCallable(asMethod: target != nil, in: scope.dialect) }.map(\.function.name)
    return .unknownFunction(name, suggestion: macro ?? closestMatch(to: name, among: names.sorted()), at: place)
  }

  private mutating func result(
    of signature: Signature, _ operands: [Int32], _ parts: [Int], isMethod: Bool, at node: SyntaxNode
  ) -> StaticType {
    let types = operands.map { builder.type(of: $0) }
    let fitting = signature.overloads.filter { $0.takes(types) }
    let results = Set(fitting.map(\.result))
    if let first = results.first { return results.count == 1 ? first : .dynamic }
    report(.wrongArguments(signature, types, isMethod: isMethod, at: range(node.focus)))
    let all = Set(signature.overloads.map(\.result))
    return all.count == 1 ? all.first ?? .dynamic : .dynamic
  }

  private mutating func extreme(_ function: Function, _ operands: [Int32], _ parts: [Int], at node: SyntaxNode) -> Int32
  {
    var isFaulty = operands.count < 2
    if isFaulty { report(.tooFewNumbers(function, at: range(node.focus))) }
    for (operand, part) in zip(operands, parts) {
      let type = builder.type(of: operand)
      guard !type.isNumeric, !type.isUnknown else { continue }
      report(.noNumber(type, in: function, at: place(part)))
      isFaulty = true
    }
    let joined = operands.reduce(StaticType.open) { $0.joined(with: builder.type(of: $1), promoting: true) }
    if isFaulty { return builder.failure(.noSuchOverload(function.name, []), node.range) }
    let stored = builder.store(operands.map { convert($0, to: joined) })
    return builder.add(.call(function, stored), joined, node.range)
  }

  private mutating func apply(
    _ function: Function, _ operands: [Int32], _ parts: [Int], _ type: StaticType, at node: SyntaxNode
  ) -> Int32 {
    switch operands.count {
    case 1: return builder.add(.unary(function, operands[0]), type, node.range)
    case 2 where function == .matches: return matches(operands, parts, at: node)
    case 2:
      checkTimeZone(function, operands[1], parts[1])
      return builder.add(.binary(function, operands[0], operands[1]), type, node.range)
    default: return builder.add(.call(function, builder.store(operands)), type, node.range)
    }
  }

  /// Compiles a pattern that is known.
  private mutating func matches(_ operands: [Int32], _ parts: [Int], at node: SyntaxNode) -> Int32 {
    guard case .string(let text)? = builder.constant(operands[1]) else {
      return builder.add(.binary(.matches, operands[0], operands[1]), .bool, node.range)
    }
    do throws(EvaluationError.Kind) {
      let pattern = builder.store(try TextPattern(text))
      return builder.add(.matches(operands[0], pattern: pattern), .bool, node.range)
    } catch {
      if isBusiness { report(.failedConstant(error, at: place(parts[1]))) }
      return builder.failure(error, node.range)
    }
  }

  /// Reports a time zone that is known not to exist.
  private mutating func checkTimeZone(_ function: Function, _ zone: Int32, _ part: Int) {
    guard isBusiness, function.isTimePart, case .string(let name)? = builder.constant(zone),
      TimeZoneOffset.seconds(of: name, at: CalendarDate(days: 0).startOfDay) == nil
    else { return }
    report(.failedConstant(.noSuchTimeZone(name), at: place(part)))
  }
}
