import Decisions
import Measures
import Policies

/// A population that was measured before.
enum SnapshotFile {
  /// Reads the file at `path`, for the policies that it was taken with.
  static func read(_ path: String, for policies: PolicySet) throws -> MeasuredPopulation {
    guard policies.comparesCustomers else {
      throw Failure(.usage, "--snapshot \(path): the policy does not compare customers")
    }
    let bytes = try InputFile(path).readAll(limit: .max - 1)
    do throws(SnapshotFault) {
      return try MeasuredPopulation(snapshot: bytes, for: policies)
    } catch {
      throw Failure(.inputOutput, "\(path): \(error.message)")
    }
  }
}
