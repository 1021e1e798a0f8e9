extension ExpressionTree {
  /// Runs through a list or map.
  func comprehension(
    _ comprehension: Comprehension, at node: Int32, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Outcome {
    let target = outcome(of: comprehension.target, frame, &state)
    guard case .value(let value) = target else { return target }
    guard let elements = Elements(of: value) else {
      return fail(.noSuchOverload("macro", [value.typeName]), at: node)
    }
    guard state.steps >= elements.count else {
      state.steps = 0
      return fail(.tooLong, at: node)
    }
    state.steps -= elements.count
    if state.locals.count < localCount {
      state.locals = Array(repeating: .null, count: localCount)
    }
    switch comprehension.kind {
    case .all: return quantify(comprehension, elements, absorbing: false, frame, &state)
    case .exists: return quantify(comprehension, elements, absorbing: true, frame, &state)
    case .existsOne: return matches(comprehension, elements, frame, &state).then { .bool($0.count == 1) }
    case .filter:
      return matches(comprehension, elements, frame, &state).then { .list($0.map { elements.item(at: $0) }) }
    case .map: return results(comprehension, elements, frame, &state).then { .list($0.map(\.value)) }
    case .transformMap: return transformedMap(comprehension, elements, at: node, frame, &state)
    }
  }

  /// What a macro runs through.
  private enum Elements {
    case list([Value])
    case map([ValueMap.Entry])

    init?(of value: Value) {
      switch value {
      case .list(let values): self = .list(values)
      case .map(let map): self = .map(map.entries)
      default: return nil
      }
    }

    var count: Int {
      switch self {
      case .list(let values): values.count
      case .map(let entries): entries.count
      }
    }

    /// A map's key, a list's index.
    func key(at position: Int) -> Value {
      switch self {
      case .list: .int(Int64(position))
      case .map(let entries): entries[position].key
      }
    }

    /// What a macro with one variable sees: a list's element, a map's key.
    func item(at position: Int) -> Value {
      switch self {
      case .list(let values): values[position]
      case .map(let entries): entries[position].key
      }
    }

    func value(at position: Int) -> Value {
      switch self {
      case .list(let values): values[position]
      case .map(let entries): entries[position].value
      }
    }
  }

  /// What a macro gathered, or why it gathered nothing.
  private enum Gathered<Item> {
    case items([Item])
    case other(Outcome)

    func then(_ body: ([Item]) -> Value) -> Outcome {
      switch self {
      case .items(let items): .value(body(items))
      case .other(let outcome): outcome
      }
    }
  }

  private func bind(
    _ comprehension: Comprehension, _ elements: Elements, _ position: Int, _ state: inout EvaluationState
  ) {
    let local = Int(comprehension.local)
    if comprehension.hasTwoVariables {
      state.locals[local] = elements.key(at: position)
      state.locals[local + 1] = elements.value(at: position)
    } else {
      state.locals[local] = elements.item(at: position)
    }
  }

  /// `all` (absorbing false) and `exists` (absorbing true), as chains of `&&` and `||`.
  private func quantify(
    _ comprehension: Comprehension, _ elements: Elements, absorbing: Bool, _ frame: [Outcome],
    _ state: inout EvaluationState
  ) -> Outcome {
    var result = Outcome.value(.bool(!absorbing))
    guard let condition = comprehension.condition else { return result }
    for position in 0..<elements.count {
      bind(comprehension, elements, position, &state)
      let next = truth(of: condition, frame, &state)
      if case .value(.bool(absorbing)) = next { return next }
      result.weaken(to: next)
    }
    return result
  }

  /// The positions at which the condition is true.
  private func matches(
    _ comprehension: Comprehension, _ elements: Elements, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Gathered<Int> {
    var positions: [Int] = []
    var isUnknown = false
    for position in 0..<elements.count {
      bind(comprehension, elements, position, &state)
      switch holds(comprehension.condition, frame, &state) {
      case .value(.bool(true)): positions.append(position)
      case .value: break
      case .unknown: isUnknown = true
      case .error(let error): return .other(.error(error))
      }
    }
    return isUnknown ? .other(.unknown) : .items(positions)
  }

  /// What is made of the elements whose condition is true, with their keys.
  private func results(
    _ comprehension: Comprehension, _ elements: Elements, _ frame: [Outcome], _ state: inout EvaluationState
  ) -> Gathered<(key: Value, value: Value)> {
    guard let result = comprehension.result else { return .items([]) }
    var results: [(key: Value, value: Value)] = []
    var isUnknown = false
    for position in 0..<elements.count {
      bind(comprehension, elements, position, &state)
      let condition = holds(comprehension.condition, frame, &state)
      if case .value(.bool(false)) = condition { continue }
      // Where the condition is open, a failing result has not failed yet.
      var next = condition
      if case .value = condition { next = outcome(of: result, frame, &state) }
      switch next {
      case .value(let value): results.append((elements.key(at: position), value))
      case .unknown: isUnknown = true
      case .error(let error): return .other(.error(error))
      }
    }
    return isUnknown ? .other(.unknown) : .items(results)
  }

  /// A macro's condition; true where it has none.
  private func holds(_ condition: Int32?, _ frame: [Outcome], _ state: inout EvaluationState) -> Outcome {
    guard let condition else { return .value(.bool(true)) }
    return truth(of: condition, frame, &state)
  }

  private func transformedMap(
    _ comprehension: Comprehension, _ elements: Elements, at node: Int32, _ frame: [Outcome],
    _ state: inout EvaluationState
  ) -> Outcome {
    switch results(comprehension, elements, frame, &state) {
    case .other(let outcome): return outcome
    case .items(let pairs):
      do throws(EvaluationError.Kind) {
        return .value(.map(try ValueMap(pairs: pairs)))
      } catch {
        return fail(error, at: node)
      }
    }
  }
}
