/// What the blocks of one input, taken in their order, say of the input as a whole.
struct InputTally {
  /// How many rows it has had so far, readable or not.
  private(set) var rows = 0
  /// How many lines of it come before the next block.
  private(set) var lines: Int

  /// How many rows held bytes that are no text.
  private var invalidTexts = 0
  private var keys = KeyLog()

  /// Of an input before whose first block come `lines` lines.
  init(after lines: Int = 0) { self.lines = lines }
}

extension InputTally {
  /// Takes in what became of the next block.
  mutating func take(_ result: BlockResult) {
    for key in result.keys { keys.note(key.key, isKnown: key.isKnown) }
    rows += result.rows
    lines += result.lines
    invalidTexts += result.invalidTexts
  }

  /// What the input turned out to be like.
  func findings(of input: BlockInput) -> InputFindings {
    InputFindings(
      path: input.path, encodingFaults: input.encodingFaults, nonUTF8Rows: input.isUTF8 ? invalidTexts : 0,
      keysSeen: input.format == .jsonl ? keys.keys : nil, rowCount: rows)
  }
}
