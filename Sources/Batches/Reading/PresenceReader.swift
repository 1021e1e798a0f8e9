import Policies

/// Looks only whether a required text is there, for a string that nobody asks for.
struct PresenceReader {
  private let fact: Fact

  /// For a string that every row has to have.
  init(_ fact: Fact) { self.fact = fact }

  /// Defers the rows whose cell is blank.
  func read(_ cells: CellRows, into workspace: Workspace) {
    let deferred = workspace[.deferred]
    for word in 0..<cells.words {
      let chunk = cells.chunk(word)
      var unclear = chunk.rowsWithoutPrintInFront
      while let row = unclear.takeFirst() {
        if isBlank(chunk.text(row)) { deferred[word] |= 1 << UInt64(row) }
      }
    }
  }

  /// Defers all rows.
  func readAbsent(into workspace: Workspace) {
    workspace[.deferred].update(from: workspace[.all], count: workspace.words)
  }

  private func isBlank(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if case .success = fact.read(.text(String(decoding: text, as: UTF8.self))) { false } else { true }
  }
}

extension CellRows {
  /// The rows that are empty or begin with anything but a printed ASCII character.
  fileprivate var rowsWithoutPrintInFront: UInt64 {
    var unclear: UInt64 = 0
    for row in 0..<count {
      unclear |= (startsWithPrint(row) ? 0 : 1) &<< UInt64(truncatingIfNeeded: row)
    }
    return unclear
  }
}
