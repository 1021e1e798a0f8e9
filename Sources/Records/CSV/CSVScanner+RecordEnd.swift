extension CSVScanner {
  /// Reads one record from the start of `bytes`; `nil` if they run out before it ends and are not the whole rest of the input.
  mutating func record(in bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> RecordEnd? {
    reset()
    if let ending = scan(bytes) { return recordEnd(for: ending) }
    guard isWhole else { return nil }
    // Finished before it is asked: in one expression, it would be asked as it was before.
    let ending = finish()
    return recordEnd(for: ending)
  }

  /// What a record amounts to that ended so.
  func recordEnd(for ending: Ending) -> RecordEnd {
    // Finishing has already counted the field that is open.
    if isInQuotes { return spoiltEnd(.unclosedQuote(field: fields.count)) }
    if ending == .textAfterQuote { return spoiltEnd(.textAfterQuote(field: fields.count + 1)) }
    return RecordEnd(length: cursor, lineCount: innerBreaks + 1, problem: nil)
  }

  /// Gives up a record whose bytes have run out, at the first line break in its open quotes; `nil` if there is none.
  func endAtOpenQuote() -> RecordEnd? {
    guard isInQuotes, breakInQuote != nil else { return nil }
    return spoiltEnd(.unclosedQuote(field: fields.count + 1))
  }

  /// Ends the record where the line ends on which the quote at fault opened.
  private func spoiltEnd(_ problem: RecordFault.Problem) -> RecordEnd {
    guard let first = breakInQuote else {
      return RecordEnd(length: cursor, lineCount: innerBreaks + 1, problem: problem)
    }
    return RecordEnd(length: first.offset, lineCount: first.before + 1, problem: problem)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// The offset after the line break at `offset`, or of the end.
  func offset(afterBreakAt offset: Int) -> Int {
    guard offset < count else { return count }
    let isPair = self[offset] == .carriageReturn && offset + 1 < count && self[offset + 1] == .lineFeed
    return offset + (isPair ? 2 : 1)
  }
}
