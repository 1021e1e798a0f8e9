import ArgumentParser
import Policies

/// What is known of customers besides their rows and events.
struct KnowledgeOptions: ParsableArguments {
  @OptionGroup var past: PreviousOptions

  @Option(
    help: ArgumentHelp(
      "What `rules snapshot` wrote: customers stand among those of then, not among those of the input.",
      valueName: "file"))
  var snapshot: String?

  @OptionGroup var exceptional: ExceptionOptions

  /// The files that are read, which no output may replace.
  var paths: [String] { past.paths + [snapshot, exceptional.exceptions].compactMap(\.self) }

  /// The inputs at `paths`, read twice where their customers are compared with each other.
  func customers(in paths: [String], _ input: InputOptions, of policies: PolicySet) throws -> CustomerFiles {
    try CustomerFiles(paths, input, twice: policies.comparesCustomers && snapshot == nil)
  }
}
