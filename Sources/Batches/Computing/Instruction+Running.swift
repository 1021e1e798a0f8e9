import CVectors

extension Array<Instruction> {
  /// Runs all steps on the rows that the workspace holds.
  func run(in workspace: Workspace) {
    withUnsafeBufferPointer { steps in
      for step in steps { step.run(in: workspace) }
    }
  }
}

extension Instruction {
  /// Runs the step on the rows that a workspace holds.
  @inline(__always) func run(in space: Workspace) {
    switch self {
    case .intersect(let a, let b, let result): space.combine(a, b, into: result) { $0 & $1 }
    case .unite(let a, let b, let result): space.combine(a, b, into: result) { $0 | $1 }
    case .subtract(let a, let b, let result): space.combine(a, b, into: result) { $0 & ~$1 }
    case .pick(let first, let a, let second, let b, let result): space.pick(first, a, second, b, into: result)
    case .postpone(let rows, let except): space.postpone(rows, except: except)

    case .compareConstant(let lane, let order, let limit, let within, let result):
      vector_compare_constant(space[lane], limit, order.code, space.count, space[result])
      space.restrict(result, to: within)
    case .compare(let a, let order, let b, let within, let result):
      vector_compare(space[a], space[b], order.code, space.count, space[result])
      space.restrict(result, to: within)
    case .findMembers(let lane, let list, let within, let result):
      space.findMembers(lane, list: list, within: within, into: result)
    case .calculate(let calculation, let a, let b, let limit, let result, let sound):
      vector_calculate(space[a], space[b], calculation.code, limit, space.count, space[result], space[sound])
    case .map(let mapping, let lane, let limit, let result, let sound):
      vector_map(space[lane], mapping.code, limit, space.count, space[result], space[sound])
    case .select(let mask, let a, let b, let result):
      vector_select(space[mask], space[a], space[b], space.count, space[result])
    case .readDate(let part, let lane, let offset, let result):
      vector_date_part(space[lane], part.code, offset, space.count, space[result])

    case .clearSum(let sum): space[sum].update(repeating: 0, count: space.count)
    case .addPoints(let points, let mask, let sum):
      vector_add_points(space[mask], points, space.count, space[sum])
    case .addWeighted(let weight, let lane, let sum):
      vector_add_weighted(space[lane], weight, space.count, space[sum])
    case .roundSum(let sum): vector_round_sums(space.count, space[sum])

    case .findKnown(let codes, let result): vector_nonzero_code(space[codes], space.count, space[result])
    case .equalTexts(let a, let b, let result): vector_equal_codes(space[a], space[b], space.count, space[result])
    case .selectTexts(let first, let a, let second, let b, let result):
      vector_select_codes(space[first], space[a], space[second], space[b], space.count, space[result])

    case .lookUpTruth(let codes, let lookup, let yes, let no, let failed):
      space.lookUpTruth(codes, lookup, yes: yes, no: no, failed: failed)
    case .lookUpNumber(let codes, let lookup, let result, let known, let failed):
      space.lookUpNumber(codes, lookup, result, known: known, failed: failed)
    case .lookUpText(let codes, let lookup, let result, let failed):
      space.lookUpText(codes, lookup, result, failed: failed)
    case .lookUpOutcome(let codes, let lookup, let result): space.lookUpOutcome(codes, lookup, result)

    case .evaluateRows(let part): space.evaluateRows(part)
    case .readTruth(let box, let yes, let no, let failed): space.readTruth(box, yes: yes, no: no, failed: failed)
    case .testOutcomes(let box, let test, let yes, let no, let failed):
      space.testOutcomes(box, test, yes: yes, no: no, failed: failed)
    case .readState(let box, let known, let failed): space.readState(box, known: known, failed: failed)
    }
  }
}
