import Expressions
package import Policies
package import SourceText

/// How a policy's expressions and tables are computed for many customers at once: for people who want to know what is fast.
package struct PlanReport: Sendable {
  /// An expression of the policy.
  package struct Expression: Sendable {
    /// As written.
    package let source: SourceFragment
    /// The parts that are not computed by loops over columns; none: all of it is.
    package let parts: [ExpressionReport.Part]
  }

  /// A table whose cost does not grow with its rows.
  package struct IndexedTable: Sendable {
    /// The dimension or output that it decides.
    package let owner: String
    package let rowCount: Int
    /// How many different things its rows look at.
    package let axisCount: Int
  }

  /// `name@version`.
  package let policy: String
  /// In the order in which they stand in the policy's files.
  package let expressions: [Expression]
  package let indexedTables: [IndexedTable]
  /// The names of the slots that parts speak of.
  package let names: [String]
}

extension PlanReport {
  /// Plans a policy to tell how.
  package init(_ policy: Policy) {
    let (plan, reports) = PolicyPlan.reporting(policy)
    self.policy = policy.identity
    names = policy.frame.names
    expressions = reports.map { Expression(source: $0.expression.source, parts: $0.parts) }
      .sorted { $0.source.range.isBefore($1.source.range) }
    let tables = zip(policy.tableOwners, plan.tables)
    indexedTables = tables.compactMap { owner, table in
      table.plan.index.map { IndexedTable(owner: owner, rowCount: $0.rows.count, axisCount: $0.axes.count) }
    }
  }
}

extension Policy {
  /// Whose the tables of its plan are, in their order.
  fileprivate var tableOwners: [String] {
    dimensions.map(\.name)
      + outputs.compactMap { $0.table == nil ? nil : $0.name }
  }
}

extension SourceRange {
  fileprivate func isBefore(_ other: SourceRange) -> Bool {
    file.path == other.file.path ? start < other.start : file.path < other.file.path
  }
}
