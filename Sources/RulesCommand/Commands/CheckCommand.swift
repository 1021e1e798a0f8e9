import ArgumentParser
import Batches
import Expressions
import Policies
import PolicyFiles
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

  @Argument(help: "Policy files, or folders of them; each is a policy set of its own.")
  var policies: [String]

  @Option(help: ArgumentHelp("On standard error as text, or on standard output as a JSON array.", valueName: "format"))
  var format = Format.text

  @Option(name: .customLong("as-of"), help: AsOfDay.help, transform: AsOfDay.init(argument:))
  var asOf: AsOfDay?

  @ArgumentParser.Flag(help: "Shows how each expression is computed for many customers at once.")
  var plan = false

  func validate() throws {
    if plan, format == .json {
      throw ValidationError(
        "the plan is a text; write `rules check --plan`, and `rules check --format json` for the faults")
    }
  }

  func run() throws {
    try PolicySet.checkExistence(of: policies)
    let sets = try policies.map { path in
      try AsOfDay.resolve(asOf, policies: { $0.value?.policies ?? [] }) { day in
        PolicySet.check([path], from: .fileSystem, asOf: day)
      }
    }
    let diagnostics = sets.flatMap(\.diagnostics).eachPlaceOnce
    try report(diagnostics)
    if diagnostics.contains(where: { $0.severity == .error }) { throw Failure(.policyFaults) }
    let inForce = sets.compactMap(\.value)
    for (path, set) in zip(policies, inForce) { set.idleness.map { StandardError.say("\(path): \($0)") } }
    if plan {
      try OutputFile.print(inForce.flatMap(\.policies).map(\.planText).joined(separator: "\n"))
    }
    StandardError.say(success(inForce, warnings: diagnostics.count))
  }

  private func report(_ diagnostics: [Diagnostic]) throws(FileFailure) {
    switch format {
    case .text: StandardError.write(DiagnosticRenderer().render(diagnostics))
    case .json: try OutputFile.print(diagnostics.json)
    }
  }

  /// What was found to be in order.
  private func success(_ sets: [PolicySet], warnings: Int) -> String {
    let said = "no faults" + (warnings > 0 ? ", \(counted(warnings, "warning", "warnings"))" : "")
    let policies = sets.flatMap(\.policies)
    guard !policies.isEmpty else { return said }
    let rules = policies.reduce(0) { $0 + $1.ruleCount }
    return said + ": \(counted(policies.count, "policy", "policies")) in force, \(counted(rules, "rule", "rules"))"
  }
}

extension PolicySet {
  /// That nothing is in force, and when something is; `nil` if something is.
  fileprivate var idleness: String? {
    guard let period = nearestPeriod else { return nil }
    let said = "nothing is in force on \(asOf)"
    if let from = period.from, from.days > asOf.days { return "\(said), but from \(from) on" }
    return period.until.map { "\(said); the last edition ended before \($0)" } ?? said
  }
}

extension [Diagnostic] {
  /// Those of a file that several sets share, once.
  fileprivate var eachPlaceOnce: [Diagnostic] {
    var seen: Set<[String]> = []
    return filter { seen.insert([$0.range.description, String($0.range.end), $0.code, $0.message]).inserted }
  }
}

extension Policy {
  /// How many rules a rule editor would count: rows of dimensions and outputs, obligations, adjustments, flags.
  fileprivate var ruleCount: Int {
    let rows = tables.reduce(0) { $0 + $1.rows.count }
    return rows + (cadence?.obligations.count ?? 0) + (cadence?.adjustments.count ?? 0) + flags.count
  }
}
