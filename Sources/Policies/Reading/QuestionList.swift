import Expressions
import SourceText

/// What is asked of an event, or of a customer among its peers: the outputs of a policy that decides nothing else.
struct QuestionList {
  private var expressions: [CheckedExpression] = []

  /// The index of the output that answers; the same for an expression that is asked twice, since all have the same names in scope.
  mutating func index(of expression: CheckedExpression) -> Int {
    let text = expression.source.text.utf8
    if let known = expressions.firstIndex(where: { $0.source.text.utf8.elementsEqual(text) }) { return known }
    expressions.append(expression)
    return expressions.count - 1
  }

  /// Whether nothing is asked.
  var isEmpty: Bool { expressions.isEmpty }

  /// The policy whose outputs, named by their indexes, are the answers; `facts[i]` stands in slot `i`, as the expressions have it.
  ///
  /// Its params are those of `params` that the expressions mention.
  func policy(
    _ header: PolicyHeader, asOf: CalendarDate, params: [Parameter], facts: [Fact], keyFact: Int,
    governs: Governance = .customers([]), files: [SourceFile]
  ) -> Policy {
    let names = facts.map(\.name) + expressions.indices.map { "\($0)" }
    let cadence = names.count
    let slots = names + ["visits_per_month", "visits_per_year", "visit_mode", "flags"]
    return Policy(
      name: header.name, version: header.version, identity: "\(header.name)@\(header.version)",
      title: LocalizedText([:]), asOf: asOf, effective: EffectivePeriod(from: nil, until: nil), governs: governs,
      files: files, params: params.filter { mentions($0) }, facts: facts, events: [], measures: [], population: [],
      questions: [],
      keyFact: keyFact, derived: [], dimensions: [], dimensionOrder: [], cadence: nil, flags: [],
      outputs: expressions.enumerated().map { output($1, named: "\($0)", slot: facts.count + $0) },
      capacity: nil, calendar: .standard,
      frame: FrameLayout(
        count: slots.count, names: slots, visitsPerMonth: cadence, visitsPerYear: cadence + 1, visitMode: cadence + 2,
        flags: cadence + 3, schedule: nil, factsBehind: slots.indices.map { $0 < facts.count ? [$0] : [] }))
  }

  /// Whether an expression may read a param.
  private func mentions(_ parameter: Parameter) -> Bool {
    expressions.contains { Self.params(in: $0.source.text)?.contains(parameter.name[...]) ?? true }
  }

  /// The params that a text names; `nil` where it writes `params` in a way that is not looked into.
  private static func params(in text: String) -> Set<Substring>? {
    var names: Set<Substring> = []
    var rest = text[...]
    while let found = rest.firstRange(of: "params") {
      let name = rest[found.upperBound...].dropFirst().prefix { $0 == "_" || $0.isLetter || $0.isNumber }
      guard rest[found.upperBound...].first == ".", !name.isEmpty else { return nil }
      names.insert(name)
      rest = rest[name.endIndex...]
    }
    return names
  }

  private func output(_ expression: CheckedExpression, named name: String, slot: Int) -> Output {
    Output(
      name, slot: slot, computedBy: expression,
      provenance: Provenance(range: expression.source.range, source: nil, label: LocalizedText([:])))
  }
}
