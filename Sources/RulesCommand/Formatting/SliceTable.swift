/// Where the texts of a piece go: one for each row of a stretch.
struct SliceColumn {
  let start: UnsafeMutablePointer<TextSlice>
  /// From row to row.
  let stride: Int

  /// The text of a row.
  subscript(row: Int32) -> TextSlice {
    @inline(__always) get { start[Int(row) &* stride] }
    @inline(__always) nonmutating set { start[Int(row) &* stride] = newValue }
  }
}

/// The texts of a stretch of rows, row by row. Not shared between threads.
final class SliceTable {
  /// Texts in each row.
  let width: Int
  /// All texts.
  let slices: UnsafeMutablePointer<TextSlice>

  private let blank: UnsafeMutablePointer<UInt8>

  /// Room for `rows` rows of `width` texts each.
  init(width: Int, rows: Int) {
    self.width = width
    slices = .allocate(capacity: width * rows)
    blank = .allocate(capacity: TextSlice.window)
    blank.initialize(repeating: 0, count: TextSlice.window)
  }

  deinit {
    slices.deallocate()
    blank.deallocate()
  }
}

extension SliceTable {
  /// The places of a piece.
  func column(_ piece: Int) -> SliceColumn { SliceColumn(start: slices + piece, stride: width) }

  /// Makes a row of a single text; of none, where that is `nil`.
  func set(row: Int, to text: TextSlice?) {
    clear(row: row, from: 0)
    if let text { slices[row * width] = text }
  }

  /// Leaves the pieces of a row from `piece` on without text.
  func clear(row: Int, from piece: Int) {
    for index in row * width + piece..<(row + 1) * width { slices[index] = TextSlice(start: blank, count: 0) }
  }
}
