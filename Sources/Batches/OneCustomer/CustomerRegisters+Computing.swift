/// Steps of a plan for one row, for which the loops over columns would be too long a way.
extension CustomerRegisters {
  /// Runs some of a list of steps; one that has no short form runs as a batch of one row in `workspace`, whose registers these are.
  func run(_ steps: borrowing PlainList<Instruction>, _ range: PlainRange, in workspace: Workspace) {
    for index in range.indices { run(steps[index], in: workspace) }
  }

  @inline(__always) private func run(_ step: Instruction, in workspace: Workspace) {
    switch step {
    case .intersect(let a, let b, let result): self[result] = self[a] & self[b]
    case .unite(let a, let b, let result): self[result] = self[a] | self[b]
    case .subtract(let a, let b, let result): self[result] = self[a] & ~self[b]
    case .pick(let first, let a, let second, let b, let result):
      self[result] = self[first] & self[a] | self[second] & self[b]
    case .postpone(let rows, let except): self[.deferred] |= self[rows] & ~self[except]

    case .compareConstant(let lane, let order, let limit, let within, let result):
      self[result] = order.holds(self[lane], limit) & self[within]
    case .compare(let a, let order, let b, let within, let result):
      self[result] = order.holds(self[a], self[b]) & self[within]
    case .calculate(let calculation, let a, let b, let limit, let result, let sound):
      guard let number = calculation.plainResult(self[a], self[b]) else { return runAsBatch(step, in: workspace) }
      self[result] = number
      self[sound] = number.magnitude < limit ? 1 : 0
    case .select(let mask, let a, let b, let result): self[result] = self[mask] != 0 ? self[a] : self[b]

    case .clearSum(let sum): self[sum] = 0
    case .addPoints(let points, let mask, let sum): self[sum] += self[mask] != 0 ? points : 0
    case .addWeighted(let weight, let lane, let sum): self[sum] += self[lane] * weight

    case .findKnown(let codes, let result): self[result] = self[codes] != 0 ? 1 : 0
    case .equalTexts(let a, let b, let result): self[result] = self[a] == self[b] && self[a] != 0 ? 1 : 0
    case .selectTexts(let first, let a, let second, let b, let result):
      self[result] = self[first] != 0 ? self[a] : self[second] != 0 ? self[b] : 0

    case .lookUpTruth(let codes, let lookup, let yes, let no, let failed):
      let marks = workspace.current(lookup).pointee.states[Int(self[codes])]
      self[yes] = marks & LookupView.Mark.yes != 0 ? 1 : 0
      self[no] = marks & LookupView.Mark.no != 0 ? 1 : 0
      noteTrouble(marks, failed: failed)
    case .lookUpNumber(let codes, let lookup, let result, let known, let failed):
      let view = workspace.current(lookup)
      let marks = view.pointee.states[Int(self[codes])]
      self[result] = view.pointee.numbers[Int(self[codes])]
      self[known] = marks & LookupView.Mark.yes != 0 ? 1 : 0
      noteTrouble(marks, failed: failed)
    case .lookUpText(let codes, let lookup, let result, let failed):
      let view = workspace.current(lookup)
      let marks = view.pointee.states[Int(self[codes])]
      self[result] = view.pointee.codes[Int(self[codes])]
      noteTrouble(marks, failed: failed)

    default: runAsBatch(step, in: workspace)
    }
  }

  @inline(never) private func runAsBatch(_ step: Instruction, in workspace: Workspace) { step.run(in: workspace) }

  @inline(__always) private func noteTrouble(_ marks: UInt8, failed: MaskRegister) {
    if failed != .none { self[failed] = marks & LookupView.Mark.failed != 0 ? 1 : 0 }
    if marks & LookupView.Mark.deferred != 0 { self[.deferred] = 1 }
  }
}

extension NumberOrder {
  /// 1 if a number stands so to another, else 0.
  @inline(__always) fileprivate func holds(_ a: Double, _ b: Double) -> UInt64 {
    let holds =
      switch self {
      case .equal: a == b
      case .less: a < b
      case .lessOrEqual: a <= b
      case .greater: a > b
      case .greaterOrEqual: a >= b
      }
    return holds ? 1 : 0
  }
}

extension Calculation {
  /// The result where the processor has it in one instruction; `nil` for the others.
  @inline(__always) fileprivate func plainResult(_ a: Double, _ b: Double) -> Double? {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    default: nil
    }
  }
}
