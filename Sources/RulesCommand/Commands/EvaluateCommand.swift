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

  @OptionGroup var options: EvaluationOptions

  func run() throws {
    try options.customers.checkFormats()
    let run = try EvaluationRun(options)
    let known = try run.measure()
    let decided = try run.decide(by: known)
    let outcome = try run.publish(decided, known)
    outcome.report(options)
    try outcome.judge(by: options.allowance)
  }
}
