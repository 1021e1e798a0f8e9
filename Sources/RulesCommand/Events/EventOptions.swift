import ArgumentParser
import Policies
import PolicyFiles
import SourceText

/// A file of the events of one table: `NAME=FILE`.
struct EventArgument {
  /// As policies call the table.
  let table: String
  let path: String

  /// Says what may be written, where it is something else.
  init(argument: String) throws(ValidationError) {
    let parts = argument.split(separator: "=", maxSplits: 1)
    guard parts.count == 2, !argument.hasPrefix("=") else {
      throw ValidationError("write the name of the events and their file, such as visits=visits.csv")
    }
    (table, path) = (String(parts[0]), String(parts[1]))
  }
}

/// Which events are measured.
struct EventOptions: ParsableArguments {
  @Option(
    name: .customLong("events"),
    help: ArgumentHelp(
      "Events of a table of the policy, as CSV with a header or as JSON Lines, in any order; may be given several times.",
      valueName: "name=file"), transform: EventArgument.init(argument:))
  var files: [EventArgument] = []

  /// The files, but for standard input.
  var paths: [String] { files.map(\.path).filter { $0 != InputFile.standardInputPath } }

  /// How often standard input is to be read.
  var standardInputs: Int { files.count - paths.count }

  /// Makes sure that each file is of a table that a policy has, can be read, and is none of its table's others.
  func check(against policies: PolicySet, _ input: InputOptions) throws {
    let tables = policies.policies.flatMap(\.events).map(\.name)
    for file in files where !tables.contains(file.table) { throw Failure.noSuchEvents(file.table, known: tables) }
    for file in files {
      _ = try input.format(of: file.path)
      try InputFile.checkAccess(to: file.path)
    }
    for table in tables {
      let own = files.filter { $0.table == table }.map(\.path)
      if let twice = InputPlaces.repetition(in: own) {
        throw Failure.sameInput(twice, as: "--events \(table)=", "events")
      }
    }
  }
}

extension Failure {
  /// Events of a table that no policy has.
  fileprivate static func noSuchEvents(_ name: String, known: [String]) -> Failure {
    guard !known.isEmpty else { return Failure(.usage, "--events \(name): the policy declares no events") }
    let hint =
      closestMatch(to: name, among: known).map { "did you mean '\($0)'?" }
      ?? "it has \(known.map { "'\($0)'" }.joined(separator: ", "))"
    return Failure(.usage, "--events \(name): no policy declares events '\(name)'; \(hint)")
  }
}
