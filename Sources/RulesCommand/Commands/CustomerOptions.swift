import ArgumentParser
import Policies

/// Who the customers are, and what happened at them.
struct CustomerOptions: ParsableArguments {
  @Argument(help: "Customers, as CSV with a header or as JSON Lines; - is standard input.")
  var inputs: [String]

  @OptionGroup var input: InputOptions

  @OptionGroup var events: EventOptions

  /// The files that are read, which no output may replace.
  var paths: [String] { inputs.filter { $0 != InputFile.standardInputPath } + events.paths }

  /// Makes sure that it is known how to read each file. Not for `validate()`, which comes before unknown options are told, whose values
  /// stand among the inputs.
  func checkFormats() throws(Failure) { try input.check(inputs, events) }

  /// Makes sure that all files can be read, each once, and that the policies know the events.
  func check(against policies: PolicySet) throws {
    for path in inputs { try InputFile.checkAccess(to: path) }
    if let twice = InputPlaces.repetition(in: inputs) { throw Failure.sameInput(twice, "customers") }
    try events.check(against: policies, input)
  }
}

extension InputOptions {
  /// Makes sure that it is known how to read each input, and that none is read twice that can be read only once.
  func check(_ inputs: [String], _ events: EventOptions) throws(Failure) {
    if inputs.count(where: { $0 == InputFile.standardInputPath }) + events.standardInputs > 1 {
      throw Failure(.usage, "standard input can be read only once")
    }
    for path in inputs { _ = try format(of: path) }
  }
}
