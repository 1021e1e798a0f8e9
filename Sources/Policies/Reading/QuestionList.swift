import Expressions
import SourceText

/// What is asked of an event, or of a customer among its peers: the outputs of a policy that decides nothing else.
struct QuestionList {
  private var expressions: [CheckedExpression] = []

  /// The index of the output that answers; the same for a text that is asked twice, which means the same wherever it stands: all that
  /// is asked of one table is asked in one scope.
  mutating func index(of expression: CheckedExpression) -> Int {
    let text = expression.source.text
    if let known = expressions.firstIndex(where: { $0.source.text == text }) { return known }
    expressions.append(expression)
    return expressions.count - 1
  }

  /// Whether nothing is asked.
  var isEmpty: Bool { expressions.isEmpty }

  /// The policy whose outputs, named by their indexes, are the answers; `facts[i]` stands in slot `i`, as the expressions have it.
  func policy(
    _ header: PolicyHeader, asOf: CalendarDate, facts: [Fact], keyFact: Int, governs: Governance = .customers([]),
    files: [SourceFile]
  ) -> Policy {
    let names = facts.map(\.name) + expressions.indices.map { "\($0)" }
    let cadence = names.count
    let slots = names + ["visits_per_month", "visits_per_year", "visit_mode", "flags"]
    return Policy(
      name: header.name, version: header.version, identity: "\(header.name)@\(header.version)",
      title: LocalizedText([:]), asOf: asOf, effective: EffectivePeriod(from: nil, until: nil), governs: governs,
      files: files, params: [], facts: facts, events: [], measures: [], population: [], questions: [],
      keyFact: keyFact, derived: [], dimensions: [], dimensionOrder: [], cadence: nil, flags: [],
      outputs: expressions.enumerated().map { output($1, named: "\($0)", slot: facts.count + $0) },
      frame: FrameLayout(
        count: slots.count, names: slots, visitsPerMonth: cadence, visitsPerYear: cadence + 1, visitMode: cadence + 2,
        flags: cadence + 3, factsBehind: slots.indices.map { $0 < facts.count ? [$0] : [] }))
  }

  private func output(_ expression: CheckedExpression, named name: String, slot: Int) -> Output {
    Output(
      name: name, slot: slot, columns: [Output.Column(name: name, label: LocalizedText([:]), valueLabels: [:])],
      body: .expression(expression),
      provenance: Provenance(range: expression.source.range, source: nil, label: LocalizedText([:])))
  }
}
