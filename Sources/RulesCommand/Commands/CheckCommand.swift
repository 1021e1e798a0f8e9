import ArgumentParser
import Expressions
import Policies
import SourceText

/// `rules check`: all faults of all policies in one go.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Reports every fault of policies, with its place and what to write instead.")

  /// How faults are written.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  @Argument(help: "Policy files, or folders of them; each folder is a policy set.")
  var policies: [String]

  @Option(help: ArgumentHelp("On standard error as text, or on standard output as a JSON array.", valueName: "format"))
  var format = Format.text

  @Option(name: .customLong("as-of"), help: AsOfDay.help, transform: AsOfDay.init(argument:))
  var asOf: AsOfDay?

  func run() throws {
    try PolicySet.checkExistence(of: policies)
    guard let day = asOf ?? .today else { throw Failure(.inputOutput, "the system does not say which day it is") }
    let diagnostics = PolicySet.check(policies, from: .fileSystem, asOf: day.date)
    try report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw Failure(.policyFaults) }
    StandardError.say(success(on: day.date, warnings: diagnostics.count))
  }

  private func report(_ diagnostics: [Diagnostic]) throws(FileFailure) {
    switch format {
    case .text: StandardError.write(DiagnosticRenderer().render(diagnostics))
    case .json: try OutputFile.print(diagnostics.json)
    }
  }

  /// What was found to be in order.
  private func success(on day: CalendarDate, warnings: Int) -> String {
    let set = PolicySet.load(policies, from: .fileSystem, asOf: day).value
    let checked = set.map { set in
      let rules = set.policies.reduce(0) { $0 + $1.ruleCount }
      return ": \(counted(set.policies.count, "policy", "policies")) in force, \(counted(rules, "rule", "rules"))"
    }
    return "no faults" + (warnings > 0 ? ", \(counted(warnings, "warning", "warnings"))" : "") + (checked ?? "")
  }
}

extension Policy {
  /// How many rules a rule editor would count: rows of dimensions and outputs, obligations, adjustments, flags.
  fileprivate var ruleCount: Int {
    let tables = dimensions.map(\.table) + outputs.compactMap(\.table)
    let rows = tables.reduce(0) { $0 + $1.rows.count }
    return rows + (cadence?.obligations.count ?? 0) + (cadence?.adjustments.count ?? 0) + flags.count
  }
}

extension Output {
  /// Its table; `nil` for a computed one.
  var table: DecisionTable? {
    guard case .table(let table, _) = body else { return nil }
    return table
  }
}
