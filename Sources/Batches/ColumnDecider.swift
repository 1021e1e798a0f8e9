public import Decisions

/// Decides many customers whose facts are held in columns: columns in, columns out. Not shared between threads; several may be made
/// of one ``BatchPlan``.
public final class ColumnDecider {
  /// What was decided.
  public struct Results: Sendable {
    /// Those that were asked for, in that order.
    public let columns: [ResultColumn]
    /// The rows that were not decided, ascending; nothing stands there in the columns.
    public let rejections: [(row: Int, rejection: Rejection)]
    /// Counts over all rows.
    public let summary: RunSummary
  }

  private let fields: [ResultField]
  private let decider: BatchDecider

  /// One that answers in the columns of those names: dimensions, outputs, `visits`, `per`, `mode`, `flags`, `reasons`, `missing`,
  /// `policy`. `nil` if no policy of the plan has one of them. Whom `exceptions` name has a cadence of its own.
  public init?(_ plan: BatchPlan, results names: [String], exceptions: CadenceExceptions = .none) {
    let fields = names.compactMap { ResultField($0, of: plan) }
    guard fields.count == names.count else { return nil }
    self.fields = fields
    decider = BatchDecider(plan, exceptions: exceptions)
  }
}

extension ColumnDecider {
  /// Decides the customers of `rows`; `columns` stand in the order of the header that the policies were bound to.
  ///
  /// The results have a row for each of `rows`. Columns that no policy reads may hold anything, or nothing. Traps if there are fewer
  /// columns than the header has, or if a row lies beyond the end of a column that is read.
  public func decide(_ columns: [FactColumn], rows: Range<Int>) -> Results {
    checkLengths(of: columns, rows)
    let sinks = fields.map { ResultSink($0, rowCount: rows.count) }
    var rejections: [(row: Int, rejection: Rejection)] = []
    var first = rows.lowerBound
    while first < rows.upperBound {
      let end = min(first + BatchSize.rows, rows.upperBound)
      decider.decide(columns, rows: first..<end)
      decider.countRows()
      for sink in sinks { sink.take(from: decider, first: first - rows.lowerBound) }
      for case (let row, .failure(let rejection)) in decider.deferred {
        rejections.append((first - rows.lowerBound + row, rejection))
      }
      first = end
    }
    return Results(columns: sinks.map { $0.takeColumn() }, rejections: rejections, summary: decider.takeSummary())
  }

  private func checkLengths(of columns: [FactColumn], _ rows: Range<Int>) {
    let isColumnRead = decider.plan.bound.isColumnRead
    let measured = decider.plan.bound.measured.count
    precondition(columns.count >= isColumnRead.count + measured, "there are fewer columns than are bound")
    for (column, isRead) in zip(columns, isColumnRead + repeatElement(true, count: measured)) where isRead {
      precondition(column.count >= rows.upperBound, "a row lies beyond the end of a column")
    }
  }
}
