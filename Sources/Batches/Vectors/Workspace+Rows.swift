import CVectors

extension Workspace {
  /// Calls `body` with each row of a mask, in order.
  @inline(__always) func forEachRow(of register: MaskRegister, _ body: (Int) -> Void) {
    let mask = self[register]
    for word in 0..<words {
      var bits = mask[word]
      while bits != 0 {
        body(word << 6 + bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
    }
  }

  /// Puts the rows whose code is not 0 into a mask.
  func findNonzero(_ codes: CodeRegister, into result: MaskRegister) {
    vector_nonzero_code(self[codes], count, self[result])
  }

  /// Leaves a row to the row evaluator.
  @inline(__always) func `defer`(_ row: Int) { self[.deferred][row >> 6] |= 1 << UInt64(row & 63) }
}
