import CVectors
import Expressions

/// Codes to what tables say of them. A register that is always empty stands for what cannot be.
extension Workspace {
  func lookUpTruth(
    _ register: CodeRegister, _ lookup: Int32, yes: MaskRegister, no: MaskRegister, failed: MaskRegister
  ) {
    let table = lookups[Int(lookup)]
    table.update(in: self)
    let codes = UnsafePointer(self[register])
    if table.isSmall {
      vector_look_up_bits(codes, table.word(of: LookupTable.Mark.yes), count, self[yes])
      vector_look_up_bits(codes, table.word(of: LookupTable.Mark.no), count, self[no])
    } else {
      vector_look_up_truth(codes, table.states, count, self[yes], self[no])
    }
    findTrouble(codes, table, failed: failed)
  }

  func lookUpNumber(
    _ register: CodeRegister, _ lookup: Int32, _ result: NumberRegister, known: MaskRegister, failed: MaskRegister
  ) {
    let table = lookups[Int(lookup)]
    table.update(in: self)
    let codes = UnsafePointer(self[register])
    vector_look_up_numbers(codes, table.numbers, count, self[result])
    find(LookupTable.Mark.yes, codes, table, into: known)
    findTrouble(codes, table, failed: failed)
  }

  func lookUpText(_ register: CodeRegister, _ lookup: Int32, _ result: CodeRegister, failed: MaskRegister) {
    let table = lookups[Int(lookup)]
    table.update(in: self)
    let codes = UnsafePointer(self[register])
    vector_look_up_codes(codes, table.codes, count, self[result])
    findTrouble(codes, table, failed: failed)
  }

  func lookUpOutcome(_ register: CodeRegister, _ lookup: Int32, _ result: BoxRegister) {
    let table = lookups[Int(lookup)]
    table.update(in: self)
    let codes = self[register]
    for row in 0..<count { boxes[Int(result.index)][row] = table.outcomes[Int(codes[row])] }
  }

  /// The rows whose text has no answer because it fails, and those that are left to the row evaluator.
  private func findTrouble(_ codes: UnsafePointer<UInt32>, _ table: LookupTable, failed: MaskRegister) {
    if failed != .none { find(LookupTable.Mark.failed, codes, table, into: failed) }
    if table.met & LookupTable.Mark.deferred != 0 { deferRows(codes, table) }
  }

  private func find(_ mark: UInt8, _ codes: UnsafePointer<UInt32>, _ table: LookupTable, into mask: MaskRegister) {
    if table.met & mark == 0 {
      self[mask].update(repeating: 0, count: words)
    } else if table.isSmall {
      vector_look_up_bits(codes, table.word(of: mark), count, self[mask])
    } else {
      vector_look_up_states(codes, table.states, mark, count, self[mask])
    }
  }

  private func deferRows(_ codes: UnsafePointer<UInt32>, _ table: LookupTable) {
    for row in 0..<count where table.states[Int(codes[row])] & LookupTable.Mark.deferred != 0 {
      self[.deferred][row >> 6] |= 1 << UInt64(row & 63)
    }
  }
}
