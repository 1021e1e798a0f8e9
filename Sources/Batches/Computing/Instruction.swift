/// One step of a plan: a loop over the rows of a batch.
enum Instruction: Sendable {
  /// `result` holds the rows that are in both.
  case intersect(MaskRegister, MaskRegister, result: MaskRegister)
}
