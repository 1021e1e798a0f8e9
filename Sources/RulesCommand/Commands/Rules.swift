import ArgumentParser

/// The command.
struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules",
    abstract:
      "Classifies customers, plans how often to visit them and says what must be escalated, as a policy lays down.",
    discussion: """
      Exit status: 0 all is well; 1 the policy has faults, nothing was evaluated; 2 the arguments make no sense; \
      3 finished, but rows were rejected that --allow-rejects does not allow; 4 input or output failed.
      """,
    version: version,
    subcommands: [
      EvaluateCommand.self, CheckCommand.self, ExplainCommand.self, SnapshotCommand.self, StateCommand.self,
    ])

  static let version = "0.1.0"
}
