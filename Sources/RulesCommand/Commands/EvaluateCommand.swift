import ArgumentParser

/// `rules evaluate`: decisions for all customers of one or several files.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Decides every customer of one or several files.",
    discussion: """
      Rows that cannot be read or decided are rejected, each with its line and the reason; a summary goes to standard error. \
      Output files appear whole or not at all. A reader that closes its end of the pipe early ends the run quietly, with \
      status 4.
      """)

  @OptionGroup var policies: PolicyOptions

  @OptionGroup var customers: CustomerOptions

  @Option(
    name: .customLong("unknown-events"),
    help: ArgumentHelp("A CSV file for events of customers who are in no input.", valueName: "file"))
  var unknownEvents: String?

  @OptionGroup var known: KnowledgeOptions

  @OptionGroup var workload: WorkloadOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("Where decisions go; by default, and for -, standard output.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("By default what the output's ending says, else csv.", valueName: "format"))
  var format: RecordFormat?

  @Option(help: ArgumentHelp("A CSV file for rejected rows; without one, the first ten are shown.", valueName: "file"))
  var rejects: String?

  @Option(
    name: .customLong("allow-rejects"),
    help: ArgumentHelp(
      "Lets a run succeed with up to N or N% of the rows rejected; with any number, if nothing follows.",
      valueName: "N|N%"),
    transform: RejectAllowance.read)
  var allowance: RejectAllowance?

  @Option(
    name: .customLong("columns"),
    help: ArgumentHelp(
      """
      What is written, in this order: parts of decisions by their names, and columns of CSV inputs. By default all parts. May be \
      given several times; names with commas in them stand in double quotes.
      """,
      valueName: "a,b,c"),
    transform: ColumnChoice.init(argument:))
  var columns: [ColumnChoice] = []

  @OptionGroup var jobs: JobOptions

  @ArgumentParser.Flag(help: "Adds to each decision how it came about.")
  var trace = false

  func validate() throws { try ColumnChoice(joining: columns)?.validate(hasTrace: trace) }

  func run() throws {
    let run = try EvaluationRun(self)
    let known = try run.measure()
    let decided = try run.decide(by: known)
    let outcome = try run.publish(decided, known)
    outcome.report(on: self)
    try outcome.judge(by: allowance)
  }
}

extension EvaluateCommand {
  /// What decisions are written as.
  var outputFormat: RecordFormat { format ?? output.flatMap(RecordFormat.init(path:)) ?? .csv }

  /// Where decisions and all else go; `-` is standard output.
  var outputs: [String] {
    [output ?? OutputFile.standardOutputPath] + [rejects, unknownEvents, workload.output].compactMap(\.self)
  }

  /// The files that are read besides the policies.
  var paths: [String] { customers.paths + known.paths + [workload.representatives].compactMap(\.self) }
}
