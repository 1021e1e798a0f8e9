import Cadences
import Decisions
import Expressions
import Policies
import SourceText
import Testing

/// A policy of one file, written without its header, and customers written as `fact=text` words.
struct Fixture {
  /// The 15th of June 2026, a Monday.
  static let asOf = CalendarDate(days: 20_619)

  let policies: PolicySet

  /// Traps the test if the policy has faults, and shows them.
  init(_ sections: String, asOf: CalendarDate = asOf, sourceLocation: SourceLocation = #_sourceLocation) {
    let header = "policy: p\nversion: \"1\"\n"
    self.init(files: ["p.yaml": header + sections], paths: ["p.yaml"], asOf: asOf, sourceLocation: sourceLocation)
  }

  /// A set of several files.
  init(
    files: [String: String], paths: [String], asOf: CalendarDate = asOf,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let loaded = PolicySet.load(paths, from: .memory(files), asOf: asOf)
    let faults = loaded.diagnostics.filter { $0.severity == .error }.map { "\($0.range): \($0.message)" }
    #expect(faults == [], sourceLocation: sourceLocation)
    guard let policies = loaded.value else { fatalError("the policy does not load: \(faults)") }
    self.policies = policies
  }

  /// A customer's whole decision, or why there is none, in a line.
  func decide(_ customer: String, except exceptions: CadenceExceptions = .none) -> String {
    switch policies.decide(Self.facts(customer), exceptions: exceptions) {
    case .success(let decision): decision.line
    case .failure(let rejection): "\(rejection.code): \(rejection.message)"
    }
  }

  /// The rules that were looked at, one a line.
  func trace(_ customer: String) throws -> [String] {
    try policies.decide(Self.facts(customer), tracing: true).get().trace?.entries.map(\.line) ?? []
  }

  static func facts(_ customer: String) -> [String: FactValue] {
    var facts: [String: FactValue] = ["id": .text("c1")]
    for word in customer.split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      facts[String(parts[0])] = .text(String(parts[1]))
    }
    return facts
  }
}

extension Decision {
  /// `class=good/exemplary 3/month<2/month/by-class mode=deeper/by-class steps=peak:3/month flags=a/high out=b?c missing=d`,
  /// without what is empty.
  var line: String {
    let tiers = tiers.map { "\($0.dimension)=\($0.tier ?? "-")/\($0.rule ?? "-")" }
    let flags = flags.map {
      "\($0.id)/\($0.severity)" + ($0.owner.map { "/\($0)" } ?? "") + ($0.due.map { "/\($0)" } ?? "")
    }
    let outputs = outputs.map { output in
      let values = output.values.map { "\($0.column)=\($0.value?.text ?? "-")" }.joined(separator: ",")
      return values + (output.rules.isEmpty ? "" : "/" + output.rules.joined(separator: "+"))
    }
    let words =
      tiers + (cadence?.words ?? []) + outputs + [Self.list("flags", flags), Self.list("missing", missing)]
    return words.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private static func list(_ name: String, _ items: [String]) -> String {
    items.isEmpty ? "" : "\(name)=" + items.joined(separator: ",")
  }
}

extension CadenceDecision {
  fileprivate var words: [String] {
    let from = cadence == base ? "" : "<\(base)"
    let steps = steps.isEmpty ? [] : ["steps=" + steps.map { "\($0.rule):\($0.result)" }.joined(separator: ",")]
    let mode = mode.map { ["mode=\($0.rawValue)/\(modeObligation ?? "-")"] } ?? []
    return ["\(cadence)\(from)/\(obligation)"] + mode + steps
  }
}

extension Trace.Entry {
  /// `class/exemplary: matched (cooperation=80, potential=-)`.
  var line: String {
    let read = read.map { "\($0.name)=\($0.value?.text ?? "-")" }.joined(separator: ", ")
    return "\(owner)/\(rule): \(verdict.rawValue) (\(read))"
  }
}
