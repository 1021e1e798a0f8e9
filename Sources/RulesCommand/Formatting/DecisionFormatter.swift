import Batches
import Columns
import Decisions
import Policies

/// Writes the decisions on batches of customers, row by row, into a buffer. Not shared between threads.
///
/// A stretch of rows at a time, each piece of the rows is looked up as a text that stands somewhere; then the texts are copied
/// one after the other. Rows that were left to the row evaluator are a single text.
final class DecisionFormatter {
  private let bound: BoundPolicySet
  private let form: DecisionForm
  private let input: InputColumns
  /// By policy; made when the policy decides for the first time.
  private var policies: [PolicyTexts?]
  private let table: SliceTable
  private let groups: RowGroups
  private let wholeRows = TextStore()
  private var lastLayout: (shape: DecisionShape, layout: RowLayout)?

  /// How many rows are looked up before they are copied: so few that the texts' places stay in the first cache.
  private static let stretch = 128

  /// A formatter for rows of one form that the policies of a set decide.
  init(_ bound: BoundPolicySet, _ form: DecisionForm, _ input: InputColumns) {
    self.bound = bound
    self.form = form
    self.input = input
    let all = bound.policies.policies
    policies = all.map { _ in nil }
    table = SliceTable(width: all.map { form.layout(for: $0, input).pieces.count }.max() ?? 1, rows: Self.stretch)
    groups = RowGroups(policies: all.count, capacity: Self.stretch)
  }
}

extension DecisionFormatter {
  /// Writes the rows of `cells` that `decider` decided last, of which `firstRow` is the first; returns how many were written.
  func write(
    _ decider: BatchDecider, _ cells: CellColumns, firstRow: Int, into buffer: inout OutputBuffer
  ) -> Int {
    for policy in decider.decidingPolicies { texts(policy).begin(decider) }
    var deferred = decider.deferred[...]
    var written = 0
    for start in stride(from: 0, to: decider.count, by: Self.stretch) {
      let rows = start..<min(start + Self.stretch, decider.count)
      written += group(rows, decider, &deferred, cells, firstRow: firstRow)
      for policy in groups.policies {
        texts(policy).fill(table, groups[policy], cells, firstRow: firstRow + start)
      }
      buffer.append(table.slices, count: rows.count * table.width)
      endStretch()
    }
    return written
  }

  /// Writes a single decision on a row that has no cells.
  func write(_ decision: Decision, into buffer: inout OutputBuffer) {
    buffer.append(layout(for: decision).row(decision) { _ in nil })
  }

  private func endStretch() {
    for policy in groups.policies { texts(policy).endStretch() }
    groups.removeAll()
    wholeRows.removeAll()
  }

  private func texts(_ policy: Int) -> PolicyTexts {
    if let known = policies[policy] { return known }
    let texts = PolicyTexts(bound, policy: policy, form.layout(for: bound.policies.policies[policy], input))
    policies[policy] = texts
    return texts
  }
}

// MARK: - Rows

extension DecisionFormatter {
  /// Sorts some rows of the batch by policy, and writes out those that were left to the row evaluator, which are the first of
  /// `deferred` and are taken from it; returns how many rows there are that were not rejected.
  private func group(
    _ rows: Range<Int>, _ decider: BatchDecider, _ deferred: inout ArraySlice<Deferred>, _ cells: CellColumns,
    firstRow: Int
  ) -> Int {
    // Where customers are told apart by policy, those without one have no place among the decided.
    if deferred.isEmpty, decider.isOne, let policy = decider.decidingPolicies.first {
      groups.fill(policy: policy, firstPlace: rows.lowerBound, count: rows.count)
      return rows.count
    }
    var written = 0
    for row in rows {
      if let next = deferred.first, next.row == row {
        deferred.removeFirst()
        if writeWhole(next, row - rows.lowerBound, cells, firstRow: firstRow) { written += 1 }
      } else {
        let (policy, place) = decider.group(ofRow: row)
        groups.add(row: row - rows.lowerBound, policy: policy, place: place)
        written += 1
      }
    }
    return written
  }

  private typealias Deferred = (row: Int, result: Result<Decision, Rejection>)

  /// Makes a row of what the row evaluator said; whether that is a decision.
  private func writeWhole(_ deferred: Deferred, _ row: Int, _ cells: CellColumns, firstRow: Int) -> Bool {
    guard case .success(let decision) = deferred.result else {
      table.set(row: row, to: nil)
      return false
    }
    let bytes = layout(for: decision).row(decision) { column in cells.text(column, row: firstRow + deferred.row) }
    table.set(row: row, to: wholeRows.add(bytes))
    return true
  }

  private func layout(for decision: Decision) -> RowLayout {
    let shape = DecisionShape(decision)
    if let last = lastLayout, last.shape == shape { return last.layout }
    let layout = form.layout(for: shape, input)
    lastLayout = (shape, layout)
    return layout
  }
}
