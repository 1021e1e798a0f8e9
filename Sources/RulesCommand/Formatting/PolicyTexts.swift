import Batches
import Columns
import Decisions
import Policies

/// The texts of all pieces of rows, for the customers that one policy decides. Not shared between threads.
final class PolicyTexts {
  private let policy: Int
  private let keys: KeyTexts
  private let pieces: [Piece]
  /// Where each piece's field stands in the current batch; `nil` where there is none.
  private var columns: [DecidedColumn?] = []

  /// A piece and where its content comes from.
  fileprivate struct Piece {
    let texts: PieceTexts
    let source: Source
  }

  fileprivate enum Source {
    case field(DecisionPart, DecisionField)
    case constant(WrittenValue)
    case key
    /// A column of the input.
    case input(Int)
  }

  /// The texts for the policy with that index in the set, in rows of that layout.
  init(_ bound: BoundPolicySet, policy index: Int, _ layout: RowLayout) {
    let policy = bound.policies.policies[index]
    self.policy = index
    keys = KeyTexts(bound, policy: index)
    pieces = layout.pieces.map { piece in
      Piece(texts: PieceTexts(piece, layout.spelling), source: Source(piece.content, in: policy))
    }
  }
}

extension PolicyTexts {
  /// Takes up the decisions of the batch that `decider` decided last.
  func begin(_ decider: BatchDecider) {
    columns.removeAll(keepingCapacity: true)
    for piece in pieces {
      guard let field = field(of: piece, decider) else {
        columns.append(nil)
        continue
      }
      columns.append(field.column)
      piece.texts.begin(generation: field.generation)
    }
  }

  /// Fills the rows of `group`, which begin with `firstRow` of `cells`.
  func fill(_ table: SliceTable, _ group: RowGroup, _ cells: CellColumns, firstRow: Int, _ decider: BatchDecider) {
    for (index, piece) in pieces.enumerated() {
      fill(table.column(index), group, piece, columns[index], cells, firstRow: firstRow, decider)
    }
    guard pieces.count < table.width else { return }
    for index in 0..<group.count { table.clear(row: Int(group.rows[index]), from: pieces.count) }
  }

  /// Gives up what was spelled for the last stretch only.
  func endStretch() {
    for piece in pieces { piece.texts.passing.removeAll() }
  }

  private func fill(
    _ texts: SliceColumn, _ group: RowGroup, _ piece: Piece, _ column: DecidedColumn?, _ cells: CellColumns,
    firstRow: Int, _ decider: BatchDecider
  ) {
    switch piece.source {
    case .key: keys.fill(texts, group, piece.texts, cells, firstRow: firstRow)
    case .constant(let value): piece.texts.fill(texts, group, constant: value)
    case .input(let column):
      if let first = cells.columns[column] {
        piece.texts.fill(texts, group, cells: StretchCells(first: first + firstRow, bytes: cells.bytes))
      }
    case .field:
      if let column, let field = field(of: piece, decider) { piece.texts.fill(texts, group, from: column, of: field) }
    }
  }

  private func field(of piece: Piece, _ decider: BatchDecider) -> BatchField? {
    guard case .field(let part, let field) = piece.source else { return nil }
    return BatchField(decider: decider, part: part, field: field, policy: policy)
  }
}

extension PolicyTexts.Source {
  /// Where `content` comes from in decisions by `policy`.
  fileprivate init(_ content: RowLayout.Content, in policy: Policy) {
    switch content {
    case .input(let column): self = .input(column)
    case .part(.key): self = .key
    case .part(.policy): self = .constant(.text(policy.identity))
    case .part(let part): self = part.field(in: policy).map { .field(part, $0) } ?? .constant(.nothing)
    }
  }
}

/// A field of the decisions by one policy in the batch that was decided last.
struct BatchField {
  let decider: BatchDecider
  let part: DecisionPart
  let field: DecisionField
  /// Its index in the set.
  let policy: Int
}

extension BatchField {
  /// Where it stands; computes it, where it is made on request.
  var column: DecidedColumn { decider.column(field, policy: policy) }

  /// Changes when its codes lose their meaning.
  var generation: Int { decider.generation(of: field, policy: policy) }

  /// What a code says.
  func value(of code: UInt32) -> WrittenValue { part.value(of: decider.meaning(of: code, in: field, policy: policy)) }

  /// What a code of a text says.
  func value(ofText code: UInt32) -> WrittenValue {
    code == 0 ? .nothing : .text(decider.text(of: code, in: field, policy: policy))
  }
}
