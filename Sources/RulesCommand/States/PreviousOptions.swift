import ArgumentParser

/// Where a run finds what was decided last.
struct PreviousOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The decisions of the last run, as it wrote them: tiers are held and flags go on from there; an empty file for the first run.",
      valueName: "file"))
  var previous: String?

  @Option(
    help: ArgumentHelp(
      "A file in which runs leave for the next what it has to know; made by the first. See `rules state log`.",
      valueName: "file"))
  var state: String?

  func validate() throws {
    if previous != nil, state != nil {
      throw ValidationError("--previous and --state both say what was decided last; keep one of them")
    }
    if previous == InputFile.standardInputPath { throw ValidationError("--previous takes a file, not standard input") }
  }

  /// The files, which no output may replace.
  var paths: [String] { [previous, state].compactMap(\.self) }

  /// Makes sure that the files can be read; a run that keeps its states makes the file for them.
  func check(keepsStates: Bool) throws(FileFailure) {
    if let previous { try InputFile.checkAccess(to: previous) }
    if !keepsStates, let state { try InputFile.checkAccess(to: state) }
  }
}
