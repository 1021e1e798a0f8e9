import ArgumentParser
import Decisions
import Expressions
import Measures
import Policies

/// `rules explain`: one customer's decision, told.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tells what was decided for one customer, and why.",
    discussion: """
      A customer that is not in the input gives status 4; one whose row is rejected, status 3. Of several rows of the customer, \
      the first is told.
      """)

  /// How the decision is told.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Argument(help: "A policy file, or a folder: a policy set.")
  var policy: String

  @Argument(
    help: ArgumentHelp("Customers, as CSV with a header or as JSON Lines; - is standard input.", valueName: "input"))
  var source: String

  @Option(help: "The customer: the value of the key fact.")
  var id: String

  @OptionGroup var input: InputOptions

  @OptionGroup var events: EventOptions

  @OptionGroup var past: PreviousOptions

  @Option(
    help: ArgumentHelp(
      "What `rules snapshot` wrote: customers stand among those of then, not among those of the input.",
      valueName: "file"))
  var snapshot: String?

  @OptionGroup var exceptional: ExceptionOptions

  @Option(name: .customLong("as-of"), help: AsOfDay.help, transform: AsOfDay.init(argument:))
  var asOf: AsOfDay?

  @Option(help: ArgumentHelp("For people, or the decision with its trace.", valueName: "format"))
  var format = Format.text

  @Option(name: .customLong("lang"), help: "The language of the text and of the policy's labels.")
  var language = Language.en

  func validate() throws {
    _ = try input.format(of: source)
    if events.standardInputs + (source == InputFile.standardInputPath ? 1 : 0) > 1 {
      throw ValidationError("standard input can be read only once")
    }
  }

  func run() throws {
    let asOf = try AsOfDay.resolve(asOf)
    let policies = try PolicySet.loadForCommand(policy, asOf: asOf)
    let exceptions = try exceptional.load(for: policies)
    try events.check(against: policies, input)
    try past.check(keepsStates: false)
    let past = try PreviousRun(policies, past, asOf: asOf, keepsStates: false)
    try past.read { _ throws(FileFailure) in }
    let events = try measuredEvents(by: policies)
    let files = try CustomerFiles([source], input, twice: policies.comparesCustomers && snapshot == nil)
    let (measurements, measuring) = try PopulationSource(policies, snapshot: snapshot, files).population(
      policies, files, after: Measurements(events: events.measured, previous: past.decisions),
      measuring: Measuring(events: events.tables, previous: past.isKnown), jobs: Processors.count, exact: true)
    var rows = try files.rows(keys: JSONKeys(policies, measuring: measuring))
    let search = try Search(for: id, in: &rows, by: policies, except: exceptions, measurements, measuring: measuring)
    let phrases = SearchPhrases(language: language)
    guard let found = search.found else {
      throw Failure(.inputOutput, phrases.noCustomer(id, in: source, unreadable: search.unreadable))
    }
    if search.count > 1 {
      StandardError.say(phrases.repeated(id, in: source, lines: search.lines, count: search.count))
    }
    switch found.result {
    case .success(let found):
      try OutputFile.print(text(of: found.decision, by: found.policy, in: policies, hasFlagStates: past.isKnown))
    case .failure(let rejection): throw failure(of: rejection, line: found.line, policies)
    }
  }
}

extension ExplainCommand {
  /// Measures all events; those that are rejected are counted only.
  private func measuredEvents(by policies: PolicySet) throws -> EventRun {
    let run = EventRun(policies, events, input, jobs: Processors.count, writesUnknown: false)
    try run.measure(kept: 0, reject: { _ throws(FileFailure) in }, hide: { _ in })
    run.tellRejected()
    return run
  }

  private func failure(of rejection: Rejection, line: Int, _ policies: PolicySet) -> Failure {
    let reason = rejection.text(Labels(of: rejection, in: policies, language))
    let place = "\(source):\(line)"
    return Failure(
      .rejects, SearchPhrases(language: language).rejected(id, at: place, because: reason, code: rejection.code))
  }

  private func text(
    of decision: Decision, by policy: Policy, in policies: PolicySet, hasFlagStates: Bool
  ) -> String {
    switch format {
    case .text: return Explanation(decision, by: policy, in: language).text
    case .json:
      let form = DecisionForm(policies, format: .jsonl, hasTrace: true, hasFlagStates: hasFlagStates)
      let line = form.layout(for: DecisionShape(decision), .none).row(decision) { _ in nil }
      return String(decoding: line, as: UTF8.self)
    }
  }
}
