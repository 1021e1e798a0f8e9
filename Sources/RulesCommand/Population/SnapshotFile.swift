import Decisions
import Measures
import Policies

/// A population that was measured before.
enum SnapshotFile {
  /// Reads the file at `path`, for the policies that it was taken with, and customers of whom `measuring` tells what is measured.
  static func read(_ path: String, for policies: PolicySet, measuring: Measuring) throws -> MeasuredPopulation {
    guard policies.comparesCustomers else {
      throw Failure(.usage, "--snapshot \(path): the policy does not compare customers")
    }
    let bytes = try InputFile(path).readAll(limit: .max - 1)
    do throws(SnapshotFault) {
      let population = try MeasuredPopulation(snapshot: bytes, for: policies)
      if let fault = population.fault(for: policies, measuring: measuring) { throw fault }
      return population
    } catch {
      throw Failure(.inputOutput, "\(path): \(error.message)")
    }
  }
}
