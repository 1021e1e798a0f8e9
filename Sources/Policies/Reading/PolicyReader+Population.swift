import Expressions
import SourceText
import YAML

/// What a dimension's own form (`share`, `top`) asks of the population.
struct Standing {
  /// The slot of the answer.
  let slot: Int
  /// What is compared.
  let value: CheckedExpression
}

extension PolicyReader {
  /// `population`, and what dimensions ask of it themselves: a fact, a slot and a declaration for each.
  mutating func readPopulation(asking questions: inout QuestionList) -> [PopulationMeasure] {
    forbidLaterNames()
    let known = facts.count
    var measures: [PopulationMeasure] = []
    var added: [Fact] = []
    let parts = PopulationForm.allCases.map(\.rawValue) + ["within", "over", "unit"]
    for entry in section("population", of: parts) where declare(entry.key, what: "population measure") {
      guard let measure = readPopulationMeasure(entry, at: (measures.count, known), &questions) else {
        declareFaulty(entry.key.text)
        continue
      }
      measures.append(measure.measure)
      added.append(measure.measure.asFact(measures.count - 1, unit: measure.unit))
    }
    for entry in sections.value("classify")?.entries ?? [] {
      guard let (measure, value) = readStanding(entry, at: (measures.count, known), &questions) else { continue }
      measures.append(measure)
      added.append(measure.asFact(measures.count - 1, unit: nil))
      standings[entry.key.text] = Standing(slot: measure.fact, value: value)
    }
    // Only now, since none may be made of another.
    for fact in added { add(fact, alsoKnownAs: fact.provenance.label.all) }
    return measures
  }

  /// The policy that answers what the population's measures ask.
  func populationQuestions(_ questions: QuestionList, governs: Governance, files: [SourceFile]) -> Policy {
    let given = facts.prefix { if case .population = $0.origin { false } else { true } }
    return questions.policy(
      header, asOf: asOf, params: params.values.sorted { $0.name < $1.name }, facts: Array(given), keyFact: keyFact,
      governs: governs, files: files)
  }

  private mutating func readPopulationMeasure(
    _ entry: YAMLNode.Entry, at place: (index: Int, firstFact: Int), _ questions: inout QuestionList
  ) -> (measure: PopulationMeasure, unit: String?)? {
    let owner = "population measure '\(entry.key.text)'"
    guard var fields = Fields(entry.value, owner: owner, diagnostics: &diagnostics) else { return nil }
    let forms = PopulationForm.allCases.compactMap { form in fields.take(form.rawValue).map { (form, $0) } }
    let peers = readPeers(&fields, &questions)
    let unit = fields.take("unit").flatMap { text($0, what: "unit")?.text }
    let provenance = provenance(&fields, at: entry.key.range)
    fields.finish(into: &diagnostics)
    checkForms(
      forms.map { ($0.0.rawValue, $0.1) }, of: entry.key, choices: PopulationForm.allCases.map(\.rawValue))
    guard let (form, node) = forms.first, let peers else { return nil }
    guard let value = comparedValue(form, node) else { return nil }
    let measure = PopulationMeasure(
      name: entry.key.text, fact: place.firstFact + place.index, kind: form.kind, within: peers.within,
      value: questions.index(of: value), filter: peers.filter, groups: peers.groups, provenance: provenance)
    return (measure, unit ?? (form.keepsUnit ? self.unit(of: value) : nil))
  }

  /// What is compared or added up; where all are counted, a 1 for each.
  private mutating func comparedValue(_ form: PopulationForm, _ node: YAMLNode) -> CheckedExpression? {
    guard form == .count, let text = node.text, ["true", "false"].contains(text) else {
      return expression(node, what: form.rawValue, expecting: .number)
    }
    if text == "true" { return composed("1", at: node.range) }
    diagnostics.append(.countsAll(at: node.range.beginning))
    return nil
  }

  /// What `share` or `top` of a dimension asks.
  private mutating func readStanding(
    _ entry: YAMLNode.Entry, at place: (index: Int, firstFact: Int), _ questions: inout QuestionList
  ) -> (PopulationMeasure, CheckedExpression)? {
    guard let form = StandingForm.allCases.first(where: { entry.value.entry($0.rawValue) != nil }),
      let node = entry.value.value(form.rawValue),
      var fields = Fields(node, owner: form.rawValue, diagnostics: &diagnostics)
    else { return nil }
    let value = fields.require("of", hint: "say what is compared: `of: sales_12m`", diagnostics: &diagnostics)
      .flatMap { expression($0, what: "of", expecting: .number) }
    let peers = readPeers(&fields, &questions)
    guard let value, let peers else { return nil }
    let measure = PopulationMeasure(
      name: "\(entry.key.text).\(form.measureName)", fact: place.firstFact + place.index, kind: form.kind,
      within: peers.within, value: questions.index(of: value), filter: peers.filter, groups: peers.groups,
      provenance: Provenance(range: entry.key.range, source: nil, label: LocalizedText([:])))
    return (measure, value)
  }

  /// Whom a customer is compared with.
  private struct Peers {
    let within: [String]
    let groups: [Int]
    let filter: Int?
  }

  private mutating func readPeers(_ fields: inout Fields, _ questions: inout QuestionList) -> Peers? {
    let within = fields.take("within").map { readWithin($0) } ?? []
    let over = fields.take("over")
    let filter = over.flatMap { expression($0, what: "over", expecting: .bool) }
    guard !within.contains(where: { $0 == nil }), over == nil || filter != nil else { return nil }
    let groups = within.compactMap(\.self)
    return Peers(
      within: groups.map(\.source.text), groups: groups.map { questions.index(of: $0) },
      filter: filter.map { questions.index(of: $0) })
  }

  /// Facts by whose values customers are grouped; `nil` for what is none.
  private mutating func readWithin(_ node: YAMLNode) -> [CheckedExpression?] {
    var seen: [String: SourceRange] = [:]
    return (node.items ?? [node]).map { item in
      guard let name = text(item, what: "within") else { return nil }
      if let first = seen[name.text] {
        diagnostics.append(.repeatedValue(name, first: first))
        return nil
      }
      seen[name.text] = name.range
      guard let fact = facts.first(where: { $0.name == name.text }) else {
        reportNoFact(name)
        return nil
      }
      if fact.kind == .number, !faulty.contains(name.text) {
        diagnostics.append(.groupsByNumber(name))
        return nil
      }
      return expression(name)
    }
  }

  /// Tells of a name that should have been a fact's, unless the fact is there and has faults of its own.
  mutating func reportNoFact(_ name: SourceFragment) {
    guard !faulty.contains(name.text) else { return }
    let known = facts.map(\.name)
    let labelled = scope.name(labelled: name.text).flatMap { known.contains($0) ? $0 : nil }
    diagnostics.append(.notAFact(name, labelled: labelled, known: known))
  }

  /// What is computed after the population deserves a better message than "unknown name".
  private mutating func forbidLaterNames() {
    for section in ["derive", "classify"] {
      for entry in sections.value(section)?.entries ?? [] {
        scope.declare(
          unavailable: entry.key.text, why: "it is computed after customers are compared with their peers",
          hint: "use the facts and measures that it is made of")
      }
    }
    for entry in sections.value("population")?.entries ?? [] {
      scope.declare(
        unavailable: entry.key.text, why: "a population measure cannot be made of another",
        hint: "use facts and measures; what is made of several population measures belongs into `derive:`")
    }
  }
}

extension PopulationMeasure {
  /// The fact that it stands for, `index` being its place among the population measures.
  fileprivate func asFact(_ index: Int, unit: String?) -> Fact {
    let isWhole = kind == .rank || kind == .count
    return Fact(
      name: name, kind: isWhole ? .integer : .number, missing: .unknown, unit: unit, origin: .population(index),
      provenance: provenance)
  }
}
