import Batches
import Columns
import Decisions
import Policies

/// The texts of all pieces of rows, for the customers that one policy decides. Not shared between threads.
final class PolicyTexts {
  private let policy: Int
  private let keys: KeyTexts
  private let pieces: [Piece]
  /// What each piece shows of the current batch; `nil` for a piece that shows no field of the decisions.
  private var fields: [BatchField?] = []

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
    fields.removeAll(keepingCapacity: true)
    for piece in pieces {
      guard case .field(let part, let field) = piece.source else {
        fields.append(nil)
        continue
      }
      let shown = BatchField(decider, part, field, policy: policy)
      fields.append(shown)
      piece.texts.begin(generation: shown.generation)
    }
  }

  /// Fills the rows of `group`, which begin with `firstRow` of `cells`.
  func fill(_ table: SliceTable, _ group: RowGroup, _ cells: CellColumns, firstRow: Int) {
    for index in pieces.indices {
      // Asked first, since it costs more to take a source out of its list than to fill some rows.
      if let field = fields[index] {
        pieces[index].texts.fill(table.column(index), group, from: field)
      } else {
        fill(table.column(index), group, pieces[index], cells, firstRow: firstRow)
      }
    }
    guard pieces.count < table.width else { return }
    for index in 0..<group.count { table.clear(row: Int(group.rows[index]), from: pieces.count) }
  }

  /// Gives up what was spelled for the last stretch only.
  func endStretch() {
    for piece in pieces { piece.texts.passing.removeAll() }
  }

  private func fill(
    _ texts: SliceColumn, _ group: RowGroup, _ piece: Piece, _ cells: CellColumns, firstRow: Int
  ) {
    switch piece.source {
    case .key: keys.fill(texts, group, piece.texts, cells, firstRow: firstRow)
    case .constant(let value): piece.texts.fill(texts, group, constant: value)
    case .input(let column):
      if let first = cells.columns[column] {
        piece.texts.fill(texts, group, cells: StretchCells(first: first + firstRow, bytes: cells.bytes))
      }
    case .field: break
    }
  }
}

extension PolicyTexts.Source {
  /// Where `content` comes from in decisions by `policy`.
  fileprivate init(_ content: RowLayout.Content, in policy: Policy) {
    switch content {
    case .input(let column): self = .input(column)
    case .part(.key): self = .key
    case .part(.policy): self = .constant(.text(policy.identity))
    case .part(.constant(let text)): self = .constant(.text(text))
    case .part(let part): self = part.field(in: policy).map { .field(part, $0) } ?? .constant(.nothing)
    }
  }
}

/// A field of the decisions by one policy in the batch that was decided last.
final class BatchField {
  /// Where it stands.
  let column: DecidedColumn
  /// Changes when its codes lose their meaning.
  let generation: Int
  /// What of it is shown.
  let part: DecisionPart

  private let decider: BatchDecider
  private let field: DecisionField
  private let policy: Int

  /// A part of what `decider` decided by the policy with that index in the set; computes it, where it is made on request.
  init(_ decider: BatchDecider, _ part: DecisionPart, _ field: DecisionField, policy: Int) {
    column = decider.column(field, policy: policy)
    generation = decider.generation(of: field, policy: policy)
    self.part = part
    self.decider = decider
    self.field = field
    self.policy = policy
  }
}

extension BatchField {
  /// What a code says.
  func value(of code: UInt32) -> WrittenValue { part.value(of: decider.meaning(of: code, in: field, policy: policy)) }

  /// What a code of a text says.
  func value(ofText code: UInt32) -> WrittenValue {
    code == 0 ? .nothing : .text(decider.text(of: code, in: field, policy: policy))
  }
}
