import ArgumentParser

/// What `rules evaluate` is asked to do.
struct EvaluationOptions: ParsableArguments {
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
}

extension EvaluationOptions {
  /// What decisions are written as.
  var outputFormat: RecordFormat { format ?? output.flatMap(RecordFormat.init(path:)) ?? .csv }

  /// Where decisions and all else go; `-` is standard output.
  var outputs: [String] {
    [output ?? OutputFile.standardOutputPath] + [rejects, unknownEvents, workload.output].compactMap(\.self)
  }

  /// The files that are read besides the policies.
  var paths: [String] { customers.paths + known.paths + [workload.representatives].compactMap(\.self) }
}
