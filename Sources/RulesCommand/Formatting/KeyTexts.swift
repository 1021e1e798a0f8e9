import Batches
import Columns
import Decisions
import Expressions
import Policies

/// Writes the customers' keys, for those that one policy decides.
struct KeyTexts {
  private let policy: Policy
  /// The column that holds the key; `nil` if there is none.
  private let column: Int?
  private let form: Form

  /// What keys look like that are written as they stand in the input.
  private enum Form {
    case text
    /// Digits of a number that has no other spelling.
    case digits
    case none
  }

  /// The keys of the policy with that index in the set.
  init(_ bound: BoundPolicySet, policy index: Int) {
    policy = bound.policies.policies[index]
    column = bound.columns[index][policy.keyFact]
    form =
      switch policy.facts[policy.keyFact].kind {
      case .string: .text
      case .integer, .number: .digits
      case .bool, .date, .enumeration: .none
      }
  }
}

extension KeyTexts {
  /// Fills `texts` with the keys of the rows of `group`, which begin with `firstRow` of `cells`.
  func fill(_ texts: SliceColumn, _ group: RowGroup, _ piece: PieceTexts, _ cells: CellColumns, firstRow: Int) {
    guard let column, let first = cells.columns[column].map({ $0 + firstRow }) else {
      return piece.fill(texts, group, constant: .text(key(of: nil)))
    }
    let cells = StretchCells(first: first, bytes: cells.bytes)
    for index in 0..<group.count {
      let row = group.rows[index]
      let text = isKey(cells, row) ? piece.text(of: cells, row) : nil
      texts[row] = text ?? piece.spell(.text(key(of: cells.text(row))))
    }
  }

  /// Whether a cell's text is the key; may deny it where it is.
  @inline(__always) private func isKey(_ cells: StretchCells, _ row: Int32) -> Bool {
    let cell = cells.first[Int(row)]
    let start = cells.bytes + Int(cell.start)
    switch form {
    case .none: return false
    case .digits: return isPlainNumber(start, Int(cell.end &- cell.start))
    case .text:
      // No white space beyond ASCII begins with other bytes than these.
      switch start[0] {
      case 0...0x20, 0xC2, 0xE1, 0xE2, 0xE3: return false
      default: return true
      }
    }
  }

  private func isPlainNumber(_ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard (1...15).contains(count), start[0] != UInt8(ascii: "0") || count == 1 else { return false }
    for index in 0..<count where start[index] &- UInt8(ascii: "0") > 9 { return false }
    return true
  }

  private func key(of text: String?) -> String {
    let fact = text.map { FactValue.text($0) } ?? .missing
    guard case .success(let outcome) = policy.readFact(policy.keyFact, fact) else { return "" }
    return outcome.value?.text ?? ""
  }
}
