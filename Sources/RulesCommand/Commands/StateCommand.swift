import ArgumentParser
import States

/// `rules state`: what is kept from one run to the next.
struct StateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "state", abstract: "Looks at what runs with --state left.", subcommands: [StateLogCommand.self])
}

/// `rules state log`: one customer's history, told.
struct StateLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Tells what changed for one customer from run to run.",
    discussion: "A customer of whom the file knows nothing gives status 4.")

  @Argument(help: "The customer: the value of the key fact.")
  var id: String

  @Option(help: ArgumentHelp("The file that runs were given as --state.", valueName: "file"))
  var state: String

  @Option(name: .customLong("lang"), help: "The language of the text.")
  var language = Language.en

  func run() throws {
    try InputFile.checkAccess(to: state)
    let history: [StateEntry]?
    do throws(StateFailure) {
      history = try StateStore(path: state).history(of: id)
    } catch {
      throw Failure(error, state, asOf: nil)
    }
    guard let history, !history.isEmpty else {
      throw Failure(.inputOutput, StatePhrases(language: language).noCustomer(id, in: state))
    }
    try OutputFile.print(StateStory(of: id, history, in: language).text)
  }
}
