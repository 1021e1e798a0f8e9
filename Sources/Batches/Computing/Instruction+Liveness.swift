extension LiveRegisters {
  /// Leaves out the steps whose results nothing reads, the last of a plan first; those that stay add what they read.
  mutating func keep(_ instructions: [Instruction], _ layout: WorkspaceLayout) -> [Instruction] {
    var kept: [Instruction] = []
    for instruction in instructions.reversed() where instruction.isWritten(for: self, layout) {
      instruction.insertReads(into: &self, layout)
      kept.append(instruction)
    }
    return kept.reversed()
  }
}

extension Instruction {
  /// Whether it writes anything that is read, or leaves rows to the row evaluator for its own sake.
  fileprivate func isWritten(for live: LiveRegisters, _ layout: WorkspaceLayout) -> Bool {
    switch self {
    case .postpone: true
    case .intersect(_, _, let result), .unite(_, _, let result), .subtract(_, _, let result),
      .pick(_, _, _, _, let result), .compareConstant(_, _, _, _, let result), .compare(_, _, _, _, let result),
      .findMembers(_, _, _, let result), .findKnown(_, let result), .equalTexts(_, _, let result):
      live.contains(result)
    case .calculate(_, _, _, _, let result, let sound), .map(_, _, _, let result, let sound):
      live.contains(result) || live.contains(sound)
    case .select(_, _, _, let result), .readDate(_, _, _, let result), .clearSum(let result),
      .addPoints(_, _, let result), .addWeighted(_, _, let result), .roundSum(let result):
      live.contains(result)
    case .selectTexts(_, _, _, _, let result): live.contains(result)
    case .lookUpTruth(_, _, let yes, let no, let failed), .readTruth(_, let yes, let no, let failed),
      .testOutcomes(_, _, let yes, let no, let failed):
      live.contains(yes) || live.contains(no) || live.contains(failed)
    case .lookUpNumber(_, _, let result, let known, let failed):
      live.contains(result) || live.contains(known) || live.contains(failed)
    case .lookUpText(_, _, let result, let failed): live.contains(result) || live.contains(failed)
    case .lookUpOutcome(_, _, let result): live.contains(result)
    case .evaluateRows(let part): live.contains(layout.rowParts[Int(part)].result)
    case .readState(_, let known, let failed): live.contains(known) || live.contains(failed)
    }
  }

  /// Adds the registers that it reads.
  fileprivate func insertReads(into live: inout LiveRegisters, _ layout: WorkspaceLayout) {
    switch self {
    case .intersect(let a, let b, _), .unite(let a, let b, _), .subtract(let a, let b, _), .postpone(let a, let b):
      live.insert(a)
      live.insert(b)
    case .pick(let first, let a, let second, let b, _): for mask in [first, a, second, b] { live.insert(mask) }
    case .compareConstant(let lane, _, _, let within, _), .findMembers(let lane, _, let within, _):
      live.insert(lane)
      live.insert(within)
    case .compare(let a, _, let b, let within, _):
      for lane in [a, b] { live.insert(lane) }
      live.insert(within)
    case .calculate(_, let a, let b, _, _, _): for lane in [a, b] { live.insert(lane) }
    case .map(_, let lane, _, _, _), .readDate(_, let lane, _, _), .addWeighted(_, let lane, _): live.insert(lane)
    case .select(let mask, let a, let b, _):
      live.insert(mask)
      for lane in [a, b] { live.insert(lane) }
    case .clearSum, .roundSum: break
    case .addPoints(_, let mask, _): live.insert(mask)
    case .equalTexts(let a, let b, _): for lane in [a, b] { live.insert(lane) }
    case .selectTexts(let first, let a, let second, let b, _):
      for mask in [first, second] { live.insert(mask) }
      for lane in [a, b] { live.insert(lane) }
    case .findKnown(let codes, _), .lookUpTruth(let codes, _, _, _, _), .lookUpNumber(let codes, _, _, _, _),
      .lookUpText(let codes, _, _, _), .lookUpOutcome(let codes, _, _):
      live.insert(codes)
    case .evaluateRows(let part): for input in layout.rowParts[Int(part)].inputs { live.insert(input.vector) }
    case .readTruth(let box, _, _, _), .testOutcomes(let box, _, _, _, _), .readState(let box, _, _): live.insert(box)
    }
  }
}
