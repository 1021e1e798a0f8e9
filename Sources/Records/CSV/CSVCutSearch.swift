import CVectors

/// Finds the place behind a record at which a filled block is cut.
struct CSVCutSearch: Sendable {
  /// Used where quotes need a closer look.
  private var scanner = CSVScanner()
}

extension CSVCutSearch {
  /// Cuts a filled block behind a record; `false` if none ends in it and more can be read.
  mutating func cut(_ block: inout RecordBlock, of source: inout BlockSource) -> Bool {
    block.spoilt.removeAll(keepingCapacity: true)
    switch lastStart(in: &block, of: source) {
    case .found(let count):
      if count == block.filled, block.start[count - 1] == .carriageReturn { source.skipsLineFeed = true }
      source.cut(&block, at: count)
      return true
    case .overlong:
      source.giveUpRecord(in: &block, lineCount: scanner.innerBreaks + 1)
      return true
    case .beyond: return false
    }
  }

  private enum Place {
    /// The offset behind a record.
    case found(Int)
    /// No record ends in the block.
    case beyond
    /// The block holds as much as a record may have, and it has not ended.
    case overlong
  }

  /// The last place in what is filled at which a record starts, or the end of the input.
  private mutating func lastStart(in block: inout RecordBlock, of source: borrowing BlockSource) -> Place {
    var start = 0
    while true {
      let (stop, isOpen) = skipRegular(block, &start)
      if start == block.filled { return .found(start) }
      if stop == block.filled {
        if source.isAtEnd, !isOpen { return .found(block.filled) }
        if !source.isAtEnd, start > 0 { return .found(start) }
        if !source.isAtEnd, !source.isFull(block) { return .beyond }
      }
      if let place = skipExactly(&block, &start, through: stop, of: source) { return place }
    }
  }

  /// Moves `start` to the last record that starts in what is regular; returns how far that goes, and whether a quote is open
  /// at the end.
  private func skipRegular(_ block: borrowing RecordBlock, _ start: inout Int) -> (stop: Int, isOpen: Bool) {
    var state = scan_state_start()
    let stop = scan_csv_last_start(block.start, start, block.filled, &state, &start)
    guard stop == block.filled, stop > 0, state.quoted == 0 else { return (stop, state.quoted != 0) }
    let last = block.start[stop - 1]
    if last == .lineFeed || last == .carriageReturn { start = stop }
    return (stop, false)
  }

  /// Moves `start` record by record past the step that begins at `stop`; a place if there is nothing more to look for.
  private mutating func skipExactly(
    _ block: inout RecordBlock, _ start: inout Int, through stop: Int, of source: borrowing BlockSource
  ) -> Place? {
    let bytes = block.view(0..<block.filled)
    repeat {
      let rest = UnsafeBufferPointer(rebasing: bytes[start...])
      var end = scanner.record(in: rest, isWhole: source.isAtEnd)
      if end == nil {
        if start > 0 { return .found(start) }
        guard source.isFull(block) else { return .beyond }
        end = scanner.endAtOpenQuote()
      }
      guard let end else { return .overlong }
      if end.problem != nil { block.spoilt.append(SpoiltRecord(start: start, end: end)) }
      start = bytes.offset(afterBreakAt: start + end.length)
      // Read in search of this end: what follows makes blocks of the usual size.
      if block.filled > 2 * source.blockSize { return .found(start) }
    } while start < min(stop + 64, block.filled)
    return start == block.filled ? .found(start) : nil
  }
}
