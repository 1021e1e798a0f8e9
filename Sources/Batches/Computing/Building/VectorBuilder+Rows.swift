import Expressions

extension VectorBuilder {
  /// What the row evaluator says of a part, row by row.
  mutating func evaluateRows(_ part: ExpressionPart, as form: Form) -> Vector {
    let shape = SubtreeShape(part.node, of: part.expression.tree, slots: slots)
    return vector(for: .rows(shape)) { builder in
      let result = builder.newVector(form)
      let index = Int32(builder.layout.rowParts.count)
      let inputs = builder.inputs(of: part)
      for case .box(let box) in inputs.map(\.vector) { builder.readBoxes.insert(box) }
      builder.layout.rowParts.append(RowPart(part: part, inputs: inputs, result: result))
      builder.append(.evaluateRows(part: index))
      return result
    }
  }

  private func inputs(of part: ExpressionPart) -> [RowPart.Input] {
    part.expression.tree.slots(readBy: part.node).compactMap { slot in
      switch slots[slot] {
      case .constant, .unknown: nil
      case let vector: RowPart.Input(slot: slot, vector: vector)
      }
    }
  }

  /// Registers of its own for a form.
  private mutating func newVector(_ form: Form) -> Vector {
    switch form {
    case .truth: .truth(layout.newTruth())
    case .number(let isInteger): .number(newNumber(isInteger: isInteger))
    case .date: .date(newNumber(isInteger: true))
    case .text:
      .text(
        TextVector(codes: layout.newCodes(), dictionary: layout.newResultDictionary(), failed: layout.newMask()))
    case .constant, .box: .box(layout.newBox())
    }
  }

  private mutating func newNumber(isInteger: Bool) -> NumberVector {
    NumberVector(lane: layout.newNumbers(), known: layout.newMask(), failed: layout.newMask(), isInteger: isInteger)
  }
}
