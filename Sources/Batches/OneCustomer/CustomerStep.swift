/// A step of a plan for one row: what is done, and with what, each in its own place.
///
/// Operands are the indexes of masks, and where lanes begin, counted in their elements.
struct CustomerStep: BitwiseCopyable {
  let operation: Operation
  private(set) var a: Int32 = 0
  private(set) var b: Int32 = 0
  private(set) var c: Int32 = 0
  private(set) var d: Int32 = 0
  private(set) var result: Int32 = 0
  private(set) var number = 0.0

  /// What is done.
  enum Operation: UInt8 {
    case intersect, unite, subtract, pick, postpone
    case equalConstant, lessConstant, lessOrEqualConstant, greaterConstant, greaterOrEqualConstant
    case equal, less, lessOrEqual, greater, greaterOrEqual
    case addNumbers, subtractNumbers, multiplyNumbers, divideNumbers, select
    case clearSum, addPoints, addWeighted
    case findKnown, equalTexts, selectTexts
    case lookUpTruth, lookUpNumber, lookUpText
    /// What has no short form: `a` is the index of the instruction.
    case runAsBatch
  }

  /// An instruction, whose index among those of the plan is given.
  init(_ instruction: Instruction, index: Int) {
    switch instruction {
    case .intersect(let a, let b, let result): self.init(.intersect, a, b, result)
    case .unite(let a, let b, let result): self.init(.unite, a, b, result)
    case .subtract(let a, let b, let result): self.init(.subtract, a, b, result)
    case .pick(let first, let a, let second, let b, let result):
      self.init(.pick, first, a, result)
      (c, d) = (second.index, b.index)
    case .postpone(let rows, let except): self.init(.postpone, rows, except, .deferred)

    case .compareConstant(let lane, let order, let limit, let within, let result):
      self.init(order.withConstant)
      (a, c, self.result, number) = (lane.start, within.index, result.index, limit)
    case .compare(let left, let order, let right, let within, let result):
      self.init(order.withNumber)
      (a, b, c, self.result) = (left.start, right.start, within.index, result.index)
    case .calculate(let calculation, let left, let right, let limit, let result, let sound):
      self.init(calculation.plain ?? .runAsBatch)
      (a, b, c, self.result, number) = (left.start, right.start, sound.index, result.start, limit)
    case .select(let mask, let left, let right, let result):
      self.init(.select)
      (a, b, c, self.result) = (left.start, right.start, mask.index, result.start)

    case .clearSum(let sum):
      self.init(.clearSum)
      result = sum.start
    case .addPoints(let points, let mask, let sum):
      self.init(.addPoints)
      (c, result, number) = (mask.index, sum.start, points)
    case .addWeighted(let weight, let lane, let sum):
      self.init(.addWeighted)
      (a, result, number) = (lane.start, sum.start, weight)

    case .findKnown(let codes, let result):
      self.init(.findKnown)
      (a, self.result) = (codes.start, result.index)
    case .equalTexts(let left, let right, let result):
      self.init(.equalTexts)
      (a, b, self.result) = (left.start, right.start, result.index)
    case .selectTexts(let first, let left, let second, let right, let result):
      self.init(.selectTexts)
      (a, b, c, d, self.result) = (left.start, right.start, first.index, second.index, result.start)

    case .lookUpTruth(let codes, let lookup, let yes, let no, let failed):
      self.init(.lookUpTruth)
      (a, b, c, d, result) = (codes.start, lookup, no.index, failed.index, yes.index)
    case .lookUpNumber(let codes, let lookup, let result, let known, let failed):
      self.init(.lookUpNumber)
      (a, b, c, d, self.result) = (codes.start, lookup, known.index, failed.index, result.start)
    case .lookUpText(let codes, let lookup, let result, let failed):
      self.init(.lookUpText)
      (a, b, d, self.result) = (codes.start, lookup, failed.index, result.start)

    default: self.init(.runAsBatch)
    }
    if operation == .runAsBatch { a = Int32(index) }
  }

  private init(_ operation: Operation) { self.operation = operation }

  private init(_ operation: Operation, _ a: MaskRegister, _ b: MaskRegister, _ result: MaskRegister) {
    self.operation = operation
    (self.a, self.b, self.result) = (a.index, b.index, result.index)
  }
}

extension NumberRegister {
  /// Where the lane begins.
  fileprivate var start: Int32 { index * Int32(CustomerRegisters.stride) }
}

extension CodeRegister {
  /// Where the lane begins.
  fileprivate var start: Int32 { index * Int32(CustomerRegisters.stride) }
}

extension NumberOrder {
  fileprivate var withConstant: CustomerStep.Operation {
    switch self {
    case .equal: .equalConstant
    case .less: .lessConstant
    case .lessOrEqual: .lessOrEqualConstant
    case .greater: .greaterConstant
    case .greaterOrEqual: .greaterOrEqualConstant
    }
  }

  fileprivate var withNumber: CustomerStep.Operation {
    switch self {
    case .equal: .equal
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }
}

extension Calculation {
  /// What the processor has one instruction for.
  fileprivate var plain: CustomerStep.Operation? {
    switch self {
    case .add: .addNumbers
    case .subtract: .subtractNumbers
    case .multiply: .multiplyNumbers
    case .divide: .divideNumbers
    default: nil
    }
  }
}
