import ArgumentParser
import Decisions
import Expressions
import Policies

/// `rules explain`: one customer's decision, told.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Tells what was decided for one customer, and why.",
    discussion: "A customer that is not in the input gives status 4; one whose row is rejected, status 3.")

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

  @Option(name: .customLong("as-of"), help: AsOfDay.help)
  var asOf: AsOfDay?

  @Option(help: ArgumentHelp("For people, or the decision with its trace.", valueName: "format"))
  var format = Format.text

  @Option(name: .customLong("lang"), help: "The language of the text and of the policy's labels.")
  var language = Language.en

  func validate() throws { _ = try input.format(of: source) }

  func run() throws {
    let asOf = try AsOfDay.resolve(asOf)
    let policies = try PolicySet.loadForCommand(policy, asOf: asOf)
    var rows = try input.rows(of: source, keys: JSONKeys(policies))
    switch try findDecision(in: &rows, by: policies) {
    case .success(let decision): try OutputFile.print(text(of: decision, by: policies))
    case .failure(let rejection):
      throw Failure(.rejects, "\(source):\(rows.line): \(id): \(rejection.message) [\(rejection.code)]")
    }
  }
}

extension ExplainCommand {
  /// The decision of the first row whose key is the one asked for.
  private func findDecision(
    in rows: inout RowReader, by policies: PolicySet
  ) throws -> Result<Decision, Rejection> {
    var bound: BoundPolicySet?
    var unreadable = 0
    while let step = try rows.next() {
      switch step {
      case .columns(let columns): bound = try policies.bound(to: columns, of: source)
      case .unreadable(let row) where bound == nil: throw Failure.unreadableHeader(row, of: source)
      case .unreadable: unreadable += 1
      case .row:
        if let bound, bound.key(of: rows.values) == id { return bound.decide(rows.values, tracing: true) }
      }
    }
    if bound == nil { throw Failure.noHeader(of: source) }
    throw Failure.noCustomer(id, in: source, unreadable: unreadable)
  }

  private func text(of decision: Decision, by policies: PolicySet) -> String {
    switch format {
    case .text: return Explanation(decision, by: policies, in: language).text
    case .json:
      var writer = DecisionLinesWriter(policies, hasTrace: true)
      writer.write(decision)
      return String(decoding: writer.takeBytes(), as: UTF8.self)
    }
  }
}
