import Decisions
import Records

/// Spells what stands in a piece of a row, with the piece's punctuation.
struct PieceRenderer {
  let piece: RowLayout.Piece
  let spelling: RowLayout.Spelling

  /// The piece with `value` in it.
  func bytes(of value: WrittenValue) -> [UInt8] { piece.prefix + content(value) + piece.suffix }

  /// The piece with a cell of the input in it, which is `nil` where it says nothing.
  func bytes(ofCell text: String?) -> [UInt8] { bytes(of: text.map { .text($0) } ?? .nothing) }

  private func content(_ value: WrittenValue) -> [UInt8] {
    switch spelling {
    case .csv:
      var csv = CSVWriter()
      csv.field(value.tableText)
      return csv.bytes
    case .loneCSV:
      var csv = CSVWriter()
      csv.record([value.tableText])
      return Array(csv.bytes.dropLast())
    case .json:
      var json = JSONWriter()
      json.value(value)
      return json.bytes
    }
  }
}

extension RowLayout {
  /// A row for `decision`; `cell` gives what the input says in a column.
  func row(_ decision: Decision, _ cell: (Int) -> String?) -> [UInt8] {
    pieces.flatMap { piece in
      let renderer = PieceRenderer(piece: piece, spelling: spelling)
      switch piece.content {
      case .part(let part): return renderer.bytes(of: part.value(in: decision))
      case .input(let column): return renderer.bytes(ofCell: cell(column))
      }
    }
  }
}
