import Expressions
import Policies

/// Compiles checked expressions into instructions over vectors: each value is computed once, however many expressions ask for it.
///
/// A register holds its value from the instruction that writes it to the end of the batch, so that whatever was made before may be
/// used again: all instructions that were taken have to run, in the order in which they were taken.
struct VectorBuilder {
  /// The registers that are taken.
  var layout: WorkspaceLayout
  /// What stands in each slot of the frame; those that nothing was bound to are unknown.
  private(set) var slots: [Vector]
  /// How each expression that was asked for is computed, in the order in which they were first asked for.
  var reports: [ExpressionReport] = []

  /// What those slots hold that are the same for every row.
  private(set) var frame: [Outcome]
  private var instructions: [Instruction] = []

  /// The results of the instructions so far, which stand here without them.
  private var masks: [Instruction: MaskRegister] = [:]
  private var numbers: [Instruction: SoundNumber] = [:]
  private var effects: Set<Instruction> = []
  private var constantNumbers: [UInt64: NumberRegister] = [:]
  private var constantCodes: [UInt32: CodeRegister] = [:]
  private var lists: [[Double]: Int32] = [:]
  private var commonDictionaries: [Set<DictionaryRegister>: DictionaryRegister] = [:]
  private var known: [VectorKey: Vector] = [:]
  private var reported: Set<ObjectIdentifier> = []

  /// A builder for policies whose rows have `slotCount` slots, over registers that come after those of `layout`.
  init(slotCount: Int, layout: WorkspaceLayout) {
    slots = Array(repeating: .unknown, count: slotCount)
    frame = Array(repeating: .unknown, count: slotCount)
    self.layout = layout
    self.layout.slotCount = max(layout.slotCount, slotCount)
  }
}

/// A lane of numbers with the rows where they are below the limit that was asked for.
struct SoundNumber {
  let lane: NumberRegister
  let sound: MaskRegister
}

/// What a vector was made for that takes more than one instruction or register.
enum VectorKey: Hashable {
  case lookup(SubtreeShape, TextVector)
  case strings([String], negated: Bool, TextVector)
  case recoded(TextVector, DictionaryRegister)
  case rows(SubtreeShape)
  case score([ScoreAddend])
  case selected(MaskRegister, CodeRegister, MaskRegister, CodeRegister, DictionaryRegister)
  case conditionOfBox(BoxRegister)
  case stateOfBox(BoxRegister)
}

extension VectorBuilder {
  /// Says where the outcomes of a slot stand from here on.
  mutating func bind(_ slot: Int, to vector: Vector) {
    slots[slot] = vector
    if case .constant(let value) = vector { frame[slot] = .value(value) } else { frame[slot] = .unknown }
  }

  /// The instructions that were made since the last call, in the order in which they have to run.
  mutating func takeInstructions() -> [Instruction] {
    defer { instructions = [] }
    return instructions
  }

  /// What an expression gives.
  mutating func vector(of expression: CheckedExpression) -> Vector {
    if let constant = expression.constant {
      report(expression, [])
      return .constant(constant)
    }
    var emission = ExpressionEmission(ExpressionPlanner(expression, slots: slots, frame: frame))
    let vector = emission.vector(of: emission.planner.root, in: &self)
    report(expression, emission.parts)
    return vector
  }

  private mutating func report(_ expression: CheckedExpression, _ parts: [ExpressionReport.Part]) {
    guard reported.insert(ObjectIdentifier(expression)).inserted else { return }
    reports.append(ExpressionReport(expression: expression, parts: parts))
  }
}

extension VectorBuilder {
  /// The mask that an instruction makes, which is made with any mask in place of its result.
  mutating func mask(_ make: (MaskRegister) -> Instruction) -> MaskRegister {
    let key = make(.none)
    if let known = masks[key] { return known }
    let result = layout.newMask()
    append(make(result))
    masks[key] = result
    return result
  }

  /// The numbers that an instruction makes.
  mutating func number(_ make: (NumberRegister, MaskRegister) -> Instruction) -> SoundNumber {
    let key = make(NumberRegister(index: -1), .none)
    if let known = numbers[key] { return known }
    let result = SoundNumber(lane: layout.newNumbers(), sound: layout.newMask())
    append(make(result.lane, result.sound))
    numbers[key] = result
    return result
  }

  /// Whether one mask was made as the rows that are not in the other.
  func areContrary(_ a: MaskRegister, _ b: MaskRegister) -> Bool {
    if a == .none || a == .all { return a == .none ? b == .all : b == .none }
    return masks[.subtract(.all, a, result: .none)] == b || masks[.subtract(.all, b, result: .none)] == a
  }

  /// An instruction whose result stands elsewhere.
  mutating func append(_ instruction: Instruction) { instructions.append(instruction) }

  /// The vector for a key: the one that was made for it already, or one that is made now.
  mutating func vector(for key: VectorKey, _ make: (inout VectorBuilder) -> Vector) -> Vector {
    if let made = known[key] { return made }
    let vector = make(&self)
    known[key] = vector
    return vector
  }

  /// Leaves the rows of the first mask that are not in the second to the row evaluator.
  mutating func postpone(_ rows: MaskRegister, except: MaskRegister) {
    let step = Instruction.postpone(rows, except: except)
    guard rows != .none, rows != except, effects.insert(step).inserted else { return }
    append(step)
  }

  /// A lane that holds the same number for every row.
  mutating func lane(of number: Double) -> NumberRegister {
    if let known = constantNumbers[number.bitPattern] { return known }
    let lane = layout.newNumbers()
    layout.constantNumbers.append((lane, number))
    constantNumbers[number.bitPattern] = lane
    return lane
  }

  /// A lane that holds the same code for every row.
  mutating func lane(of code: UInt32) -> CodeRegister {
    if let known = constantCodes[code] { return known }
    let lane = layout.newCodes()
    layout.constantCodes.append((lane, code))
    constantCodes[code] = lane
    return lane
  }

  /// A dictionary that may hold the texts of two others.
  mutating func dictionaryForBoth(_ a: DictionaryRegister, _ b: DictionaryRegister) -> DictionaryRegister {
    if let known = commonDictionaries[[a, b]] { return known }
    let dictionary = layout.newResultDictionary()
    commonDictionaries[[a, b]] = dictionary
    return dictionary
  }

  /// A list of the workspace, ascending.
  mutating func list(of numbers: [Double]) -> Int32 {
    if let known = lists[numbers] { return known }
    let index = Int32(layout.lists.count)
    layout.lists.append(numbers)
    lists[numbers] = index
    return index
  }
}
