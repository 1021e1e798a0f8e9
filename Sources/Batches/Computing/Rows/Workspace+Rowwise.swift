import Expressions

extension Workspace {
  /// Runs the row evaluator on a part for each row that is not deferred yet.
  func evaluateRows(_ index: Int32) {
    let part = rowParts[Int(index)]
    clear(part.result)
    if let memo = memos[Int(index)] {
      memo.trim()
      for row in 0..<count where !has(.deferred, row) { recall(part, memo, row: row) }
    } else {
      for row in 0..<count where !has(.deferred, row) { put(outcome(of: part, row: row), row: row, into: part.result) }
    }
  }

  /// Asks the row evaluator only if it was not asked of such a row before.
  private func recall(_ part: RowPart, _ memo: RowMemo, row: Int) {
    let key = key(of: part, row: row)
    let index = memo.index(of: key) ?? memo.insert(entry(for: part, row: row), for: key)
    guard case .text(let text) = part.result else {
      return put(memo.entries[index].outcome, row: row, into: part.result)
    }
    let code = memo.entries[index].code
    if code != 0 { self[text.codes][row] = code } else { put(memo.entries[index].outcome, row: row, into: part.result) }
  }

  private func entry(for part: RowPart, row: Int) -> RowMemo.Entry {
    let outcome = outcome(of: part, row: row)
    guard case .text(let text) = part.result, case .value(.string(let string)) = outcome else {
      return RowMemo.Entry(outcome: outcome, code: 0)
    }
    return RowMemo.Entry(outcome: outcome, code: self[text.dictionary].code(of: string))
  }

  private func outcome(of part: RowPart, row: Int) -> Outcome {
    for input in part.inputs { frame[input.slot] = outcome(of: input.vector, row: row) }
    return part.part.outcome(in: self)
  }

  private func key(of part: RowPart, row: Int) -> RowMemo.Key {
    var key = RowMemo.Key()
    for (index, input) in part.inputs.enumerated() { key[index] = state(of: input.vector, row: row) }
    return key
  }

  /// A number for each state that a text, a condition or a date may be in.
  private func state(of vector: Vector, row: Int) -> UInt32 {
    switch vector {
    case .text(let text): has(text.failed, row) ? .max : self[text.codes][row]
    case .truth(let truth): has(truth.yes, row) ? 1 : has(truth.no, row) ? 2 : has(truth.failed, row) ? 3 : 0
    case .date(let date): has(date.known, row) ? day(self[date.lane][row]) : has(date.failed, row) ? 1 : 0
    default: 0
    }
  }

  /// A number from 2 on for a day of the years 1 to 9999.
  private func day(_ days: Double) -> UInt32 { UInt32(truncatingIfNeeded: (Int(exactly: days) ?? 0) + 719_164) }
}

extension Workspace {
  /// Empties what `put` writes to.
  private func clear(_ vector: Vector) {
    switch vector {
    case .truth(let truth): for mask in [truth.yes, truth.no, truth.failed] { clear(mask) }
    case .number(let number), .date(let number): for mask in [number.known, number.failed] { clear(mask) }
    case .text(let text):
      clear(text.failed)
      self[text.codes].update(repeating: 0, count: count)
    case .box(let box): for row in 0..<count { boxes[Int(box.index)][row] = .unknown }
    case .constant, .unknown: break
    }
  }

  private func clear(_ mask: MaskRegister) { self[mask].update(repeating: 0, count: words) }

  /// Writes the outcome of a row; one that has not the vector's form is left to the row evaluator.
  private func put(_ outcome: Outcome, row: Int, into vector: Vector) {
    switch (outcome, vector) {
    case (_, .box(let box)): boxes[Int(box.index)][row] = outcome
    case (.unknown, _): break
    case (.error, .truth(let truth)): set(truth.failed, row)
    case (.error, .number(let number)), (.error, .date(let number)): set(number.failed, row)
    case (.error, .text(let text)): set(text.failed, row)
    case (.value(.bool(let bool)), .truth(let truth)): set(bool ? truth.yes : truth.no, row)
    case (.value(let value), .number(let number)):
      put(AnswerForm.number(isInteger: number.isInteger).number(value), row, number)
    case (.value(let value), .date(let date)): put(AnswerForm.date.number(value), row, date)
    case (.value(.string(let string)), .text(let text)): self[text.codes][row] = self[text.dictionary].code(of: string)
    default: set(.deferred, row)
    }
  }

  private func put(_ number: Double?, _ row: Int, _ vector: NumberVector) {
    guard let number else { return set(.deferred, row) }
    self[vector.lane][row] = number
    set(vector.known, row)
  }

  private func set(_ mask: MaskRegister, _ row: Int) { self[mask][row >> 6] |= 1 << UInt64(row & 63) }
}

extension Workspace {
  /// Outcomes as conditions; what is no bool is failed.
  func readTruth(_ box: BoxRegister, yes: MaskRegister, no: MaskRegister, failed: MaskRegister) {
    for mask in [yes, no, failed] { clear(mask) }
    for row in 0..<count { put(boxes[Int(box.index)][row], row, yes: yes, no: no, failed: failed) }
  }

  /// Whether outcomes pass a test; what cannot be tested so is failed.
  func testOutcomes(_ box: BoxRegister, _ test: Int32, yes: MaskRegister, no: MaskRegister, failed: MaskRegister) {
    for mask in [yes, no, failed] { clear(mask) }
    let test = tests[Int(test)]
    for row in 0..<count { put(test.outcome(of: boxes[Int(box.index)][row]), row, yes: yes, no: no, failed: failed) }
  }

  private func put(_ outcome: Outcome, _ row: Int, yes: MaskRegister, no: MaskRegister, failed: MaskRegister) {
    switch outcome {
    case .value(.bool(let bool)): set(bool ? yes : no, row)
    case .unknown: break
    case .value, .error: set(failed, row)
    }
  }

  /// Which outcomes are values, and which are failures.
  func readState(_ box: BoxRegister, known: MaskRegister, failed: MaskRegister) {
    for mask in [known, failed] { clear(mask) }
    for row in 0..<count {
      switch boxes[Int(box.index)][row] {
      case .value: set(known, row)
      case .unknown: break
      case .error: set(failed, row)
      }
    }
  }
}
