import Expressions
import Policies

/// Compiles checked expressions into instructions over vectors: each value is computed once, however many expressions ask for it.
struct VectorBuilder {
  /// The registers that are taken.
  var layout: WorkspaceLayout
  /// What stands in each slot of the frame; those that nothing was bound to are unknown.
  private(set) var slots: [Vector]

  private var instructions: [Instruction] = []

  /// A builder for policies whose rows have `slotCount` slots, over registers that come after those of `layout`.
  init(slotCount: Int, layout: WorkspaceLayout) {
    slots = Array(repeating: .unknown, count: slotCount)
    self.layout = layout
  }

  /// Says where the outcomes of a slot stand from here on.
  mutating func bind(_ slot: Int, to vector: Vector) { slots[slot] = vector }

  /// The instructions that were made since the last call, in the order in which they have to run.
  mutating func takeInstructions() -> [Instruction] {
    defer { instructions = [] }
    return instructions
  }
}
