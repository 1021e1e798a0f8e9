import CVectors

/// Where the fields and lines of a stretch of CSV end.
struct FieldIndex: ~Copyable {
  /// The start of the first record, and after it for each comma or line feed outside quotes the offset after it.
  private(set) var ends: UnsafeMutablePointer<UInt32>
  /// For each line that ended in the last scan the index of its end in ``ends``.
  let lines: UnsafeMutablePointer<UInt32>
  /// For each of these lines that is a row the index of the end before its first field; whoever chooses the rows writes it.
  let bases: UnsafeMutablePointer<UInt32>
  /// How many lines ended in the last scan.
  private(set) var lineCount = 0
  /// What occurs in the stretch that these lines stand in.
  var sights: ScanSights { sightsOfLines.sights }

  private var endCount = 0
  private var capacity = 0
  private var state = scan_state_start()
  private var sightsOfLines = SightsOfLines()

  /// How many bytes are scanned at once; a multiple of the scanner's step.
  static let stretch = 1 << 14

  /// An index of nothing.
  init() {
    lines = .allocate(capacity: Self.stretch)
    bases = .allocate(capacity: Self.stretch)
    ends = .allocate(capacity: 0)
  }

  deinit {
    ends.deallocate()
    lines.deallocate()
    bases.deallocate()
  }
}

extension FieldIndex {
  /// The start of the first record.
  var start: Int { Int(ends[0]) }

  /// Starts over with the record that starts at `offset`.
  mutating func begin(at offset: Int) {
    endCount = 0
    reserve()
    ends[0] = UInt32(truncatingIfNeeded: offset)
    endCount = 1
    state = scan_state_start()
    sightsOfLines = SightsOfLines()
  }

  /// Scans on from `offset`; returns how far it got, which is less than a stretch where what comes is not regular.
  mutating func scan(_ block: borrowing RecordBlock, from offset: Int) -> (stop: Int, isRegular: Bool) {
    reserve()
    var fields = scan_fields(ends: ends, end_count: endCount, lines: lines, line_count: 0, seen: 0)
    let stop = scan_csv_fields(block.start, offset, min(block.count, offset + Self.stretch), &state, &fields)
    (endCount, lineCount) = (fields.end_count, fields.line_count)
    return (stop, sightsOfLines.take(fields.seen, endsLine: lineCount > 0))
  }

  /// Gives up the lines of the last scan.
  mutating func dropLines() {
    guard lineCount > 0 else { return }
    let first = Int(lines[lineCount - 1])
    endCount -= first
    ends.update(from: ends + first, count: endCount)
    lineCount = 0
  }

  private mutating func reserve() {
    let needed = endCount + Self.stretch + 64
    guard needed > capacity else { return }
    let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * needed)
    grown.update(from: ends, count: endCount)
    ends.deallocate()
    (ends, capacity) = (grown, 2 * needed)
  }
}
