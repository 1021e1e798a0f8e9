import ArgumentParser

/// How many threads work.
struct JobOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How many threads work; by default one for each processor.", valueName: "N"))
  var jobs: Int?

  /// More have no processors to run on anywhere, and each needs some megabytes.
  private static let most = 256

  func validate() throws(ValidationError) {
    if let jobs, !(1...Self.most).contains(jobs) {
      throw ValidationError("--jobs takes a number from 1 to \(Self.most)")
    }
  }

  /// At least one.
  var count: Int { jobs ?? Processors.count }
}
