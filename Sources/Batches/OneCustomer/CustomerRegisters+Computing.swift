/// Steps of a plan for one row, for which loops over columns would be too long a way.
extension CustomerRegisters {
  /// Runs some of a list of steps; those without a short form run as a batch of one row in `workspace`, whose registers these are.
  func run(
    _ steps: borrowing PlainList<CustomerStep>, _ range: PlainRange, _ instructions: borrowing PlainList<Instruction>,
    in workspace: Workspace
  ) {
    for index in range.indices {
      let step = steps[index]
      let (a, b, c, result) = (Int(step.a), Int(step.b), Int(step.c), Int(step.result))
      switch step.operation {
      case .intersect: masks[result] = masks[a] & masks[b]
      case .unite: masks[result] = masks[a] | masks[b]
      case .subtract: masks[result] = masks[a] & ~masks[b]
      case .pick: masks[result] = masks[a] & masks[b] | masks[c] & masks[Int(step.d)]
      case .postpone: masks[result] |= masks[a] & ~masks[b]

      case .equalConstant: masks[result] = bit(numbers[a] == step.number) & masks[c]
      case .lessConstant: masks[result] = bit(numbers[a] < step.number) & masks[c]
      case .lessOrEqualConstant: masks[result] = bit(numbers[a] <= step.number) & masks[c]
      case .greaterConstant: masks[result] = bit(numbers[a] > step.number) & masks[c]
      case .greaterOrEqualConstant: masks[result] = bit(numbers[a] >= step.number) & masks[c]
      case .equal: masks[result] = bit(numbers[a] == numbers[b]) & masks[c]
      case .less: masks[result] = bit(numbers[a] < numbers[b]) & masks[c]
      case .lessOrEqual: masks[result] = bit(numbers[a] <= numbers[b]) & masks[c]
      case .greater: masks[result] = bit(numbers[a] > numbers[b]) & masks[c]
      case .greaterOrEqual: masks[result] = bit(numbers[a] >= numbers[b]) & masks[c]

      case .addNumbers: put(numbers[a] + numbers[b], result, below: step.number, sound: c)
      case .subtractNumbers: put(numbers[a] - numbers[b], result, below: step.number, sound: c)
      case .multiplyNumbers: put(numbers[a] * numbers[b], result, below: step.number, sound: c)
      case .divideNumbers: put(numbers[a] / numbers[b], result, below: step.number, sound: c)
      case .select: numbers[result] = masks[c] != 0 ? numbers[a] : numbers[b]
      case .clearSum: numbers[result] = 0
      case .addPoints: numbers[result] += masks[c] != 0 ? step.number : 0
      case .addWeighted: numbers[result] += numbers[a] * step.number

      case .findKnown: masks[result] = bit(codes[a] != 0)
      case .equalTexts: masks[result] = bit(codes[a] == codes[b] && codes[a] != 0)
      case .selectTexts: codes[result] = masks[c] != 0 ? codes[a] : masks[Int(step.d)] != 0 ? codes[b] : 0

      case .lookUpTruth:
        let marks = workspace.current(step.b).pointee.states[Int(codes[a])]
        masks[result] = bit(marks & LookupView.Mark.yes != 0)
        masks[c] = bit(marks & LookupView.Mark.no != 0)
        noteTrouble(marks, failed: step.d)
      case .lookUpNumber:
        let view = workspace.current(step.b)
        let marks = view.pointee.states[Int(codes[a])]
        numbers[result] = view.pointee.numbers[Int(codes[a])]
        masks[c] = bit(marks & LookupView.Mark.yes != 0)
        noteTrouble(marks, failed: step.d)
      case .lookUpText:
        let view = workspace.current(step.b)
        let marks = view.pointee.states[Int(codes[a])]
        codes[result] = view.pointee.codes[Int(codes[a])]
        noteTrouble(marks, failed: step.d)

      case .runAsBatch: runAsBatch(instructions[a], in: workspace)
      }
    }
  }

  @inline(never) private func runAsBatch(_ instruction: Instruction, in workspace: Workspace) {
    instruction.run(in: workspace)
  }

  @inline(__always) private func bit(_ isSet: Bool) -> UInt64 { isSet ? 1 : 0 }

  /// Puts a number into a lane, and into the mask `sound` whether its magnitude is below a limit.
  @inline(__always) private func put(_ number: Double, _ lane: Int, below limit: Double, sound: Int) {
    numbers[lane] = number
    masks[sound] = bit(number.magnitude < limit)
  }

  @inline(__always) private func noteTrouble(_ marks: UInt8, failed: Int32) {
    if failed != MaskRegister.none.index { masks[Int(failed)] = bit(marks & LookupView.Mark.failed != 0) }
    if marks & LookupView.Mark.deferred != 0 { self[.deferred] = 1 }
  }
}
