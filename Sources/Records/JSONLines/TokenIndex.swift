import CVectors

/// Where the tokens and lines of a stretch of JSON Lines stand.
struct TokenIndex: ~Copyable {
  /// The offsets of quotes, structure and line feeds, as `scan_tokens` has them.
  private(set) var offsets: UnsafeMutablePointer<UInt32>
  /// For each line that ended in the last scan the index of its line feed in ``offsets``.
  let lines: UnsafeMutablePointer<UInt32>
  /// How many lines ended in the last scan.
  private(set) var lineCount = 0
  /// Where the first of these lines starts.
  private(set) var start = 0
  /// What occurs in the stretch that these lines stand in.
  var sights: ScanSights { sightsOfLines.sights }

  private var count = 0
  private var capacity = 0
  private var state = scan_state_start()
  private var sightsOfLines = SightsOfLines()

  /// How many bytes are scanned at once; a multiple of the scanner's step.
  static let stretch = 1 << 14

  /// An index of nothing.
  init() {
    lines = .allocate(capacity: Self.stretch)
    offsets = .allocate(capacity: 0)
  }

  deinit {
    offsets.deallocate()
    lines.deallocate()
  }
}

extension TokenIndex {
  /// Starts over with the line that starts at `offset`.
  mutating func begin(at offset: Int) {
    (count, lineCount, start) = (0, 0, offset)
    sightsOfLines = SightsOfLines()
    state = scan_state_start()
  }

  /// Scans on from `offset`; returns how far it got, which is less than a stretch where what comes is not regular.
  mutating func scan(_ block: borrowing RecordBlock, from offset: Int) -> (stop: Int, isRegular: Bool) {
    reserve()
    var tokens = scan_tokens(offsets: offsets, count: count, lines: lines, line_count: 0, seen: 0)
    let stop = scan_json_tokens(block.start, offset, min(block.count, offset + Self.stretch), &state, &tokens)
    (count, lineCount) = (tokens.count, tokens.line_count)
    return (stop, sightsOfLines.take(tokens.seen, endsLine: lineCount > 0))
  }

  /// Gives up the lines of the last scan.
  mutating func dropLines() {
    guard lineCount > 0 else { return }
    let first = Int(lines[lineCount - 1]) + 1
    start = Int(offsets[first - 1]) + 1
    count -= first
    offsets.update(from: offsets + first, count: count)
    lineCount = 0
  }

  private mutating func reserve() {
    let needed = count + Self.stretch + 64
    guard needed > capacity else { return }
    let grown = UnsafeMutablePointer<UInt32>.allocate(capacity: 2 * needed)
    grown.update(from: offsets, count: count)
    offsets.deallocate()
    (offsets, capacity) = (grown, 2 * needed)
  }
}
