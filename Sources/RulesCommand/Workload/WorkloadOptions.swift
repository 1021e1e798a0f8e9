import ArgumentParser
import Decisions
import Policies

/// What is asked about the representatives' time.
struct WorkloadOptions: ParsableArguments {
  @Option(
    name: .customLong("workload"),
    help: ArgumentHelp(
      "Where a line for each representative and area goes, as CSV or JSON Lines: what customers ask for, and the time for it.",
      valueName: "file"))
  var output: String?

  @Option(
    name: .customLong("reps"),
    help: ArgumentHelp(
      "Representatives with days of their own, as CSV or JSON Lines: rep, days or leave, minutes_per_day.",
      valueName: "file"))
  var representatives: String?

  func validate() throws {
    if let output { _ = try Self.format(of: output) }
  }

  private static func format(of path: String) throws(ValidationError) -> RecordFormat {
    if let format = RecordFormat(path: path) { return format }
    throw ValidationError("\(path): neither .csv nor .jsonl")
  }

  /// Reads what is known of the representatives, all faults of which are told at once, and opens the output.
  func begin(for policies: PolicySet, encoding: String) throws -> WorkloadRun {
    let option = output.map { "--workload \($0)" } ?? representatives.map { "--reps \($0)" }
    if let option, !policies.policies.contains(where: { $0.capacity != nil }) {
      throw Failure(.usage, "\(option): no policy says how much time there is, under `capacity:`")
    }
    let times = try representatives.map { path in
      (path, try RepresentativeFile.times(in: path, encoding: encoding, policies))
    }
    let format = try output.map(Self.format)
    return WorkloadRun(policies, times, to: try output.map(OutputFile.named), as: format ?? .csv)
  }
}
