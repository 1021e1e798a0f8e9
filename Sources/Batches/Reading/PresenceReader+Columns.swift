extension PresenceReader {
  /// Whether it is seen of a column, without spelling it out, which rows have a text.
  func takes(_ column: FactColumn) -> Bool {
    switch column {
    case .codes, .texts: true
    default: false
    }
  }

  /// Defers the rows without a text; the column is one that ``takes(_:)`` says yes to, and the rows lie before its end.
  func read(_ column: FactColumn, _ rows: SelectedRows, into workspace: Workspace) {
    let given = workspace[.given]
    switch column {
    case .codes(let codes, let texts, let present):
      present.copyBits(of: rows, to: given)
      if let blank = texts.blank { leaveOut(blank, codes, rows, given) }
    case .texts(let texts): findTexts(texts, rows, given)
    default: break
    }
    let (deferred, all) = (workspace[.deferred], workspace[.all])
    for word in 0..<workspace.words { deferred[word] |= all[word] & ~given[word] }
  }

  /// Takes the rows of `given` away whose text is blank.
  private func leaveOut(
    _ blank: RowMask, _ codes: [UInt32], _ rows: SelectedRows, _ given: UnsafeMutablePointer<UInt64>
  ) {
    for place in 0..<rows.count {
      let bit: UInt64 = 1 << UInt64(place & 63)
      if given[place >> 6] & bit != 0, blank[Int(codes[Int(rows.indexes[place])])] { given[place >> 6] ^= bit }
    }
  }

  private func findTexts(_ texts: [String?], _ rows: SelectedRows, _ given: UnsafeMutablePointer<UInt64>) {
    for first in stride(from: 0, to: rows.count, by: 64) {
      var word: UInt64 = 0
      for place in first..<min(first + 64, rows.count) {
        let hasText = texts[Int(rows.indexes[place])].map { !FactTexts.isBlank($0) } ?? false
        word |= (hasText ? 1 : 0) << UInt64(place & 63)
      }
      given[first >> 6] = word
    }
  }
}
