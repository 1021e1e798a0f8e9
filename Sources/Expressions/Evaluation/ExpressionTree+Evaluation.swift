import Calendars
import SourceText

/// What changes while an expression is evaluated.
struct EvaluationState {
  /// The iteration variables, the outermost first.
  var locals: [Value] = []
  /// How many more elements may be visited.
  var steps: Int
}

extension ExpressionTree {
  /// What a node gives where the variables have the values of `frame`.
  func outcome(of node: Int32, _ frame: [Outcome], _ state: inout EvaluationState) -> Outcome {
    switch nodes[Int(node)] {
    case .literal(let literal): .value(literals[Int(literal)])
    case .slot(let slot): frame[Int(slot)]
    case .isKnown(let slot): isKnown(frame[Int(slot)])
    case .local(let local): .value(state.locals[Int(local)])
    case .failure(let failure): fail(failures[Int(failure)], at: node)
    case .not(let operand): negation(of: truth(of: operand, frame, &state))
    case .and(let operands): chain(operands, absorbing: false, frame, &state)
    case .or(let operands): chain(operands, absorbing: true, frame, &state)
    case .conditional(let condition, let yes, let no): choice(condition, yes, no, frame, &state)
    case .unary(let function, let operand): unary(function, operand, at: node, frame, &state)
    case .binary(let function, let left, let right): binary(function, left, right, at: node, frame, &state)
    case .call(let function, let operands): call(function, operands, at: node, frame, &state)
    case .matches(let text, let pattern): match(text, pattern, at: node, frame, &state)
    case .select(let operand, let field): select(field, of: operand, at: node, frame, &state)
    case .hasField(let operand, let field): hasField(field, of: operand, at: node, frame, &state)
    case .list(let operands): list(operands, frame, &state)
    case .map(let operands): map(operands, at: node, frame, &state)
    case .comprehension(let index): comprehension(comprehensions[Int(index)], at: node, frame, &state)
    }
  }

  /// The failure of a node.
  func fail(_ kind: EvaluationError.Kind, at node: Int32) -> Outcome {
    let range = ranges[Int(node)]
    return .error(EvaluationError(kind, at: source.range(of: Int(range.lowerBound)..<Int(range.upperBound))))
  }

  private func isKnown(_ outcome: Outcome) -> Outcome {
    switch outcome {
    case .value: .value(.bool(true))
    case .unknown: .value(.bool(false))
    case .error: outcome
    }
  }
}

extension ExpressionTree {
  /// What a node gives as a condition; a value that is no bool is an error.
  func truth(of node: Int32, _ frame: [Outcome], _ state: inout EvaluationState) -> Outcome {
    let outcome = outcome(of: node, frame, &state)
    guard case .value(let value) = outcome else { return outcome }
    guard case .bool = value else { return fail(.noSuchOverload("condition", [value.typeName]), at: node) }
    return outcome
  }

  private func negation(of truth: Outcome) -> Outcome {
    guard case .value(.bool(let value)) = truth else { return truth }
    return .value(.bool(!value))
  }

  /// `&&` (absorbing false) and `||` (absorbing true): the absorbing value decides, else an error, else what is unknown.
  private func chain(
    _ operands: Operands, absorbing: Bool, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    var result = Outcome.value(.bool(!absorbing))
    for position in operands.range {
      let next = truth(of: self.operands[position], frame, &state)
      if case .value(.bool(absorbing)) = next { return next }
      result.weaken(to: next)
    }
    return result
  }

  private func choice(
    _ condition: Int32, _ yes: Int32, _ no: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    let condition = truth(of: condition, frame, &state)
    guard case .value(.bool(let holds)) = condition else { return condition }
    return outcome(of: holds ? yes : no, frame, &state)
  }
}

extension Outcome {
  /// Takes over an error, or an unknown where there is no error yet.
  mutating func weaken(to other: Outcome) {
    switch (self, other) {
    case (.error, _), (_, .value), (.unknown, .unknown): break
    default: self = other
    }
  }
}

extension ExpressionTree {
  private func unary(
    _ function: Function, _ operand: Int32, at node: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    let outcome = outcome(of: operand, frame, &state)
    guard case .value(let value) = outcome else { return outcome }
    do throws(EvaluationError.Kind) {
      return .value(
        try function.readsCalendar ? calendar.apply(function, to: value) : function.apply(to: value, dialect))
    } catch {
      return fail(error, at: node)
    }
  }

  private func binary(
    _ function: Function, _ left: Int32, _ right: Int32, at node: Int32, _ frame: [Outcome],
    _ state: inout EvaluationState
  ) -> Outcome {
    switch (outcome(of: left, frame, &state), outcome(of: right, frame, &state)) {
    case (.value(let left), .value(let right)):
      do throws(EvaluationError.Kind) {
        return .value(
          try function.readsCalendar
            ? calendar.apply(function, to: left, right) : function.apply(to: left, right, dialect))
      } catch {
        return fail(error, at: node)
      }
    case (.error(let error), _), (_, .error(let error)): return .error(error)
    default: return .unknown
    }
  }

  private func call(
    _ function: Function, _ operands: Operands, at node: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    values(operands, frame, &state).then { values in
      do throws(EvaluationError.Kind) {
        return .value(try function.apply(to: values))
      } catch {
        return fail(error, at: node)
      }
    }
  }

  private func match(
    _ text: Int32, _ pattern: Int32, at node: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    let outcome = outcome(of: text, frame, &state)
    guard case .value(let value) = outcome else { return outcome }
    guard case .string(let text) = value else {
      return fail(.noSuchOverload(Function.matches.name, [value.typeName, .string]), at: node)
    }
    return .value(.bool(patterns[Int(pattern)].matches(text)))
  }

  private func list(_ operands: Operands, _ frame: [Outcome], _ state: inout EvaluationState) -> Outcome {
    values(operands, frame, &state).then { .value(.list($0)) }
  }

  private func map(
    _ operands: Operands, at node: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    values(operands, frame, &state).then { values in
      let pairs = stride(from: 0, to: values.count, by: 2).map { (key: values[$0], value: values[$0 + 1]) }
      do throws(EvaluationError.Kind) {
        return .value(.map(try ValueMap(pairs: pairs)))
      } catch {
        return fail(error, at: node)
      }
    }
  }

  /// All operands' values; else an error, else unknown.
  private func values(
    _ operands: Operands, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Evaluated {
    var values: [Value] = []
    values.reserveCapacity(Int(operands.count))
    var isUnknown = false
    for position in operands.range {
      switch outcome(of: self.operands[position], frame, &state) {
      case .value(let value): values.append(value)
      case .unknown: isUnknown = true
      case .error(let error): return .other(.error(error))
      }
    }
    return isUnknown ? .other(.unknown) : .values(values)
  }

  private enum Evaluated {
    case values([Value])
    case other(Outcome)

    func then(_ body: ([Value]) -> Outcome) -> Outcome {
      switch self {
      case .values(let values): body(values)
      case .other(let outcome): outcome
      }
    }
  }
}

extension ExpressionTree {
  private func select(
    _ field: Int32, of operand: Int32, at node: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    let outcome = outcome(of: operand, frame, &state)
    guard case .value(let value) = outcome else { return outcome }
    let field = literals[Int(field)]
    guard case .map(let map) = value else { return fail(.noSuchOverload(".", [value.typeName]), at: node) }
    return map[field].map { .value($0) } ?? fail(.noSuchKey(field.text), at: node)
  }

  private func hasField(
    _ field: Int32, of operand: Int32, at node: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    let outcome = outcome(of: operand, frame, &state)
    guard case .value(let value) = outcome else { return outcome }
    guard case .map(let map) = value else { return fail(.noSuchOverload("has", [value.typeName]), at: node) }
    return .value(.bool(map[literals[Int(field)]] != nil))
  }
}
