import CVectors
import Expressions

/// Codes to what lookups say of them. A register that is always empty stands for what cannot be.
extension Workspace {
  func lookUpTruth(
    _ register: CodeRegister, _ lookup: Int32, yes: MaskRegister, no: MaskRegister, failed: MaskRegister
  ) {
    let codes = UnsafePointer(self[register])
    let found = current(lookup)
    if found.pointee.isSmall {
      vector_look_up_bits(codes, found.pointee.word(of: LookupView.Mark.yes), count, self[yes])
      vector_look_up_bits(codes, found.pointee.word(of: LookupView.Mark.no), count, self[no])
    } else {
      vector_look_up_truth(codes, found.pointee.states, count, self[yes], self[no])
    }
    findTrouble(codes, found, failed: failed)
  }

  func lookUpNumber(
    _ register: CodeRegister, _ lookup: Int32, _ result: NumberRegister, known: MaskRegister, failed: MaskRegister
  ) {
    let codes = UnsafePointer(self[register])
    let found = current(lookup)
    vector_look_up_numbers(codes, found.pointee.numbers, count, self[result])
    find(LookupView.Mark.yes, codes, found, into: known)
    findTrouble(codes, found, failed: failed)
  }

  func lookUpText(_ register: CodeRegister, _ lookup: Int32, _ result: CodeRegister, failed: MaskRegister) {
    let codes = UnsafePointer(self[register])
    let found = current(lookup)
    vector_look_up_codes(codes, found.pointee.codes, count, self[result])
    findTrouble(codes, found, failed: failed)
  }

  func lookUpOutcome(_ register: CodeRegister, _ lookup: Int32, _ result: BoxRegister) {
    _ = current(lookup)
    let codes = self[register]
    let outcomes = lookups[Int(lookup)].outcomes
    for row in 0..<count { boxes[Int(result.index)][row] = outcomes[Int(codes[row])] }
  }

  /// What a lookup says of all texts that there are by now.
  @inline(__always) func current(_ lookup: Int32) -> UnsafeMutablePointer<LookupView> {
    let view = lookupViews[Int(lookup)]
    if !view.pointee.isCurrent { lookups[Int(lookup)].catchUp(in: self) }
    return view
  }

  /// The rows whose text has no answer because it fails, and those that are left to the row evaluator.
  @inline(__always) private func findTrouble(
    _ codes: UnsafePointer<UInt32>, _ found: UnsafeMutablePointer<LookupView>, failed: MaskRegister
  ) {
    if failed != .none { find(LookupView.Mark.failed, codes, found, into: failed) }
    if found.pointee.met & LookupView.Mark.deferred != 0 { deferRows(codes, found.pointee.states) }
  }

  private func find(
    _ mark: UInt8, _ codes: UnsafePointer<UInt32>, _ found: UnsafeMutablePointer<LookupView>, into mask: MaskRegister
  ) {
    if found.pointee.met & mark == 0 {
      self[mask].update(repeating: 0, count: words)
    } else if found.pointee.isSmall {
      vector_look_up_bits(codes, found.pointee.word(of: mark), count, self[mask])
    } else {
      vector_look_up_states(codes, found.pointee.states, mark, count, self[mask])
    }
  }

  private func deferRows(_ codes: UnsafePointer<UInt32>, _ states: UnsafeMutablePointer<UInt8>) {
    for row in 0..<count where states[Int(codes[row])] & LookupView.Mark.deferred != 0 {
      self[.deferred][row >> 6] |= 1 << UInt64(row & 63)
    }
  }
}
