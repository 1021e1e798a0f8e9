import ArgumentParser
import Decisions
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

  @OptionGroup var policies: PolicyOptions

  @Argument(
    help: ArgumentHelp("Customers, as CSV with a header or as JSON Lines; - is standard input.", valueName: "input"))
  var source: String

  @Option(help: "The customer: the value of the key fact.")
  var id: String

  @OptionGroup var input: InputOptions

  @OptionGroup var events: EventOptions

  @OptionGroup var known: KnowledgeOptions

  @Option(help: ArgumentHelp("For people, or the decision with its trace.", valueName: "format"))
  var format = Format.text

  @Option(name: .customLong("lang"), help: "The language of the text and of the policy's labels.")
  var language = Language.en

  func run() throws {
    try input.check([source], events)
    let policies = try policies.load()
    let exceptions = try known.exceptional.load(for: policies, encoding: input.encoding)
    try events.check(against: policies, input)
    try known.past.check(keepsStates: false)
    let past = try PreviousRun(policies, known.past, keepsStates: false)
    let search = try search(by: policies, except: exceptions, past)
    try tell(search, in: policies, hasFlagStates: past.isKnown)
  }
}

extension ExplainCommand {
  /// Reads what a run would read, and decides the customer.
  private func search(
    by policies: PolicySet, except exceptions: CadenceExceptions, _ past: PreviousRun
  ) throws -> Search {
    try past.read { _ throws(FileFailure) in }
    let jobs = Processors.count
    let measured = EventRun(policies, events, input, jobs: jobs, writesUnknown: false)
    try measured.measure(into: nil)
    let files = try known.customers(in: [source], input, of: policies)
    let known = try Foreknowledge(
      policies, files, measured, past, snapshot: known.snapshot, jobs: jobs, exact: true)
    var rows = try files.rows(keys: JSONKeys(policies, measuring: known.measuring))
    return try Search(
      for: id, in: &rows, by: policies, except: exceptions, known.measurements, measuring: known.measuring)
  }

  private func tell(_ search: Search, in policies: PolicySet, hasFlagStates: Bool) throws {
    let phrases = SearchPhrases(language: language)
    guard let found = search.found else {
      throw Failure(.inputOutput, phrases.noCustomer(id, in: source, unreadable: search.unreadable))
    }
    if search.count > 1 {
      StandardError.say(phrases.repeated(id, in: source, lines: search.lines, count: search.count))
    }
    switch found.result {
    case .success(let found):
      try OutputFile.print(text(of: found.decision, by: found.policy, in: policies, hasFlagStates: hasFlagStates))
    case .failure(let rejection): throw failure(of: rejection, line: found.line, policies)
    }
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
