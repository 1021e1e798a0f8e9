package import Batches
package import Columns
package import Decisions
package import Policies

/// Gives rows the columns behind those of their header, in the order of the binding's. Not shared between threads.
package final class Measurer {
  private let measurements: Measurements
  private let bound: BoundPolicySet

  /// One for rows of the form that the policies are bound to.
  package init(_ measurements: Measurements, _ bound: BoundPolicySet) {
    self.measurements = measurements
    self.bound = bound
  }
}

extension Measurer {
  /// The measured columns of the rows of `cells`.
  package func columns(of cells: CellColumns) -> [FactColumn] {
    []
  }

  /// The measured values of one row, given as values of its header's columns.
  package func values(ofRow row: [FactValue]) -> [FactValue] {
    []
  }
}
