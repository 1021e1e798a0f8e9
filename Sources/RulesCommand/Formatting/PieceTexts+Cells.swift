import Columns
import Records

/// A column of the input, for the rows of a stretch.
struct StretchCells {
  /// The cell of the stretch's first row.
  let first: UnsafePointer<Cell>
  /// Where offsets count from.
  let bytes: UnsafePointer<UInt8>
}

extension StretchCells {
  /// The text of a row; `nil` for an empty cell.
  func text(_ row: Int32) -> String? {
    let cell = first[Int(row)]
    let count = Int(cell.end) - Int(cell.start)
    guard count > 0 else { return nil }
    return String(decoding: UnsafeBufferPointer(start: bytes + Int(cell.start), count: count), as: UTF8.self)
  }
}

extension PieceTexts {
  /// Fills `texts` with cells as they stand in the input.
  func fill(_ texts: SliceColumn, _ group: RowGroup, cells: StretchCells) {
    for index in 0..<group.count {
      let row = group.rows[index]
      texts[row] = text(of: cells, row) ?? passing.add(renderer.bytes(ofCell: cells.text(row)))
    }
  }

  /// The text of a cell, if that is the cell's bytes; `nil` where it has to be spelled in another way, as an empty one.
  @inline(__always) func text(of cells: StretchCells, _ row: Int32) -> TextSlice? {
    let cell = cells.first[Int(row)]
    let (start, count) = (cells.bytes + Int(cell.start), Int(cell.end &- cell.start))
    guard count > 0 else { return nil }
    switch renderer.spelling {
    case .csv, .loneCSV: return field(start, count)
    case .json: return ByteScan.hasEscape(start, count) ? nil : string(start, count)
    }
  }

  /// A field that needs no quotes: with what follows it in the input, where that is what has to follow it here.
  @inline(__always) private func field(_ start: UnsafePointer<UInt8>, _ count: Int) -> TextSlice? {
    if ByteScan.hasSign(start, count), needsQuotes(start, count) { return nil }
    let suffix = renderer.piece.suffix[0]
    if start[count] == suffix { return TextSlice(start: start, count: count + 1) }
    let room = passing.room(for: count + 1)
    room.update(from: start, count: count)
    room[count] = suffix
    return passing.take(count + 1)
  }

  private func needsQuotes(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    CSVWriter.needsQuotes(UnsafeBufferPointer(start: start, count: count))
  }

  /// A string that needs no escapes.
  private func string(_ start: UnsafePointer<UInt8>, _ count: Int) -> TextSlice {
    let (prefix, suffix) = (renderer.piece.prefix, renderer.piece.suffix)
    let room = passing.room(for: prefix.count + count + 2 + suffix.count)
    var end = room.put(prefix)
    end[0] = .quote
    (end + 1).update(from: start, count: count)
    end[count + 1] = .quote
    end = (end + count + 2).put(suffix)
    return passing.take(end - room)
  }
}
