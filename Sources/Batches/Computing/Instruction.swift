/// One step of a plan: a loop over the rows of a batch.
///
/// Holds nothing but numbers, so that running it counts no references; what else a step needs stands in the workspace. Each
/// register is written by one step, apart from sums, and holds its result for the rest of the batch.
enum Instruction: Hashable, Sendable {
  /// `result` holds the rows that are in both.
  case intersect(MaskRegister, MaskRegister, result: MaskRegister)
  /// `result` holds the rows that are in one of them.
  case unite(MaskRegister, MaskRegister, result: MaskRegister)
  /// `result` holds the rows of the first that are not in the second.
  case subtract(MaskRegister, MaskRegister, result: MaskRegister)
  /// `result` holds the rows of `first` that are in `left`, and those of `second` that are in `right`.
  case pick(first: MaskRegister, MaskRegister, second: MaskRegister, MaskRegister, result: MaskRegister)
  /// Leaves the rows of the first that are not in the second to the row evaluator.
  case postpone(MaskRegister, except: MaskRegister)

  /// `result` holds the rows of `within` whose number stands so to a limit.
  case compareConstant(NumberRegister, NumberOrder, Double, within: MaskRegister, result: MaskRegister)
  /// `result` holds the rows of `within` whose numbers stand so to each other.
  case compare(NumberRegister, NumberOrder, NumberRegister, within: MaskRegister, result: MaskRegister)
  /// `result` holds the rows of `within` whose number is in a list of the workspace.
  case findMembers(NumberRegister, list: Int32, within: MaskRegister, result: MaskRegister)
  /// A number from two; `sound` holds the rows where its magnitude is below `limit`.
  case calculate(
    Calculation, NumberRegister, NumberRegister, limit: Double, result: NumberRegister, sound: MaskRegister)
  /// A number from one; `sound` holds the rows where its magnitude is below `limit`.
  case map(NumberMapping, NumberRegister, limit: Double, result: NumberRegister, sound: MaskRegister)
  /// The first number for the rows of `mask`, else the second.
  case select(MaskRegister, NumberRegister, NumberRegister, result: NumberRegister)
  /// A part of days, with something added.
  case readDate(DatePart, NumberRegister, offset: Double, result: NumberRegister)

  /// Begins a sum with 0.
  case clearSum(NumberRegister)
  /// Adds points where a condition is true.
  case addPoints(Double, MaskRegister, sum: NumberRegister)
  /// Adds a number times a weight.
  case addWeighted(Double, NumberRegister, sum: NumberRegister)
  /// Rounds a sum as scores are.
  case roundSum(NumberRegister)

  /// `result` holds the rows that have a text.
  case findKnown(CodeRegister, result: MaskRegister)
  /// `result` holds the rows whose texts, of one dictionary, are known and the same.
  case equalTexts(CodeRegister, CodeRegister, result: MaskRegister)
  /// The first text for the rows of `first`, the second for those of `second`, else none.
  case selectTexts(first: MaskRegister, CodeRegister, second: MaskRegister, CodeRegister, result: CodeRegister)

  /// What a lookup of the workspace says of each text: a condition.
  case lookUpTruth(CodeRegister, lookup: Int32, yes: MaskRegister, no: MaskRegister, failed: MaskRegister)
  /// A number.
  case lookUpNumber(CodeRegister, lookup: Int32, result: NumberRegister, known: MaskRegister, failed: MaskRegister)
  /// A text of the lookup's own dictionary.
  case lookUpText(CodeRegister, lookup: Int32, result: CodeRegister, failed: MaskRegister)
  /// Anything.
  case lookUpOutcome(CodeRegister, lookup: Int32, result: BoxRegister)

  /// Runs the row evaluator on a part of an expression, row by row.
  case evaluateRows(part: Int32)
  /// Outcomes as conditions; what is no bool is failed.
  case readTruth(BoxRegister, yes: MaskRegister, no: MaskRegister, failed: MaskRegister)
  /// Whether outcomes pass a test of the workspace; what cannot be tested so is failed.
  case testOutcomes(BoxRegister, test: Int32, yes: MaskRegister, no: MaskRegister, failed: MaskRegister)
  /// Which outcomes are values, and which are failures.
  case readState(BoxRegister, known: MaskRegister, failed: MaskRegister)
}
