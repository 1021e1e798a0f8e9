import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `measures`: a fact, a slot and a declaration for each.
  mutating func readMeasures(of tables: inout [EventDraft]) -> [Measure] {
    var measures: [Measure] = []
    for entry in section("measures") where declare(entry.key, what: "measure") {
      if let measure = readMeasure(entry, of: &tables, index: measures.count) { measures.append(measure) }
    }
    return measures
  }

  private mutating func readMeasure(
    _ entry: YAMLNode.Entry, of tables: inout [EventDraft], index: Int
  ) -> Measure? {
    let owner = "measure '\(entry.key.text)'"
    guard var fields = Fields(entry.value, owner: owner, diagnostics: &diagnostics) else { return nil }
    let ofHint = "say which events are measured: `of: visits`"
    let of = fields.require("of", hint: ofHint, diagnostics: &diagnostics).flatMap { text($0, what: "of") }
    let forms = MeasureForm.allCases.compactMap { form in fields.take(form.rawValue).map { (form, $0) } }
    let filter = fields.take("where")
    let within = fields.take("within").flatMap { eventWindow($0) }
    let provenance = provenance(&fields, at: entry.key.range)
    fields.finish(into: &diagnostics)
    checkForms(forms.map { ($0.0.rawValue, $0.1) }, of: entry.key, choices: MeasureForm.allCases.map(\.rawValue))
    guard let of, let (form, node) = forms.first else { return nil }
    guard let table = tables.firstIndex(where: { $0.name.text == of.text }) else {
      diagnostics.append(.noSuchEvents(of, known: tables.map(\.name.text)))
      declareFaulty(entry.key)
      return nil
    }
    if form == .trend, within == nil { diagnostics.append(.trendWithoutWindow(entry.key)) }
    guard let asked = ask(form, node, where: filter, of: &tables[table]) else {
      declareFaulty(entry.key)
      return nil
    }
    let label = provenance.label
    let fact = Fact(
      name: entry.key.text, kind: asked.kind, missing: .unknown, origin: .measure(index), provenance: provenance)
    add(fact, alsoKnownAs: label.all)
    return Measure(
      name: entry.key.text, fact: facts.count - 1, table: table, aggregate: form.aggregate, window: within?.window,
      windowBefore: form == .trend ? within?.before : nil, filter: asked.filter, value: asked.value,
      provenance: provenance)
  }

  /// Exactly one way of measuring has to be written.
  mutating func checkForms(_ forms: [(name: String, node: YAMLNode)], of key: SourceFragment, choices: [String]) {
    if forms.isEmpty { diagnostics.append(.noForm(key.text, forms: choices, at: key.range)) }
    for other in forms.dropFirst() {
      diagnostics.append(.twoForms(key.text, forms[0].name, other.name, at: other.node.range.beginning))
    }
  }

  /// Declares a value that will not be there, so that what reads it is not a fault too.
  mutating func declareFaulty(_ key: SourceFragment) {
    faulty.insert(key.text)
    scope.declare(variable: key.text, type: .dynamic, slot: 0)
  }

  /// What a measure asks of an event, and the kind of what comes of it.
  private struct Asked {
    let kind: Fact.Kind
    let filter: Int?
    let value: Int?
  }

  private mutating func ask(
    _ form: MeasureForm, _ node: YAMLNode, where filter: YAMLNode?, of table: inout EventDraft
  ) -> Asked? {
    defer { diagnostics += table.fields.takeDiagnostics() }
    let filterIndex: Int?
    if let filter {
      guard let condition = table.fields.expression(filter, what: "where", expecting: .bool) else { return nil }
      filterIndex = table.questions.index(of: condition)
    } else {
      filterIndex = nil
    }
    if form.takesTrue(node) { return Asked(kind: form.plainKind, filter: filterIndex, value: nil) }
    guard form.expected != nil || form.keepsField else {
      diagnostics.append(.onlyTrue(form.rawValue, at: node.range.beginning))
      return nil
    }
    if form.keepsField {
      guard let name = text(node, what: form.rawValue) else { return nil }
      guard let field = table.fields.facts.firstIndex(where: { $0.name == name.text }) else {
        diagnostics.append(.noSuchField(name, of: table.name.text, known: table.fields.facts.map(\.name)))
        return nil
      }
      guard let expression = table.fields.expression(name) else { return nil }
      let kind = form == .distinct ? .integer : table.fields.facts[field].kind
      return Asked(kind: kind, filter: filterIndex, value: table.questions.index(of: expression))
    }
    guard let expression = table.fields.expression(node, what: form.rawValue, expecting: form.expected ?? .any) else {
      return nil
    }
    return Asked(kind: form.plainKind, filter: filterIndex, value: table.questions.index(of: expression))
  }
}

/// The ways of measuring, as policies write them.
private enum MeasureForm: String, CaseIterable {
  case count, sum, min, max, average = "avg", distinct, first, last, daysSince = "days_since", streak, trend

  var aggregate: Measure.Aggregate {
    switch self {
    case .count: .count
    case .sum: .sum
    case .min: .min
    case .max: .max
    case .average: .average
    case .distinct: .distinct
    case .first: .first
    case .last: .last
    case .daysSince: .daysSince
    case .streak: .streak
    case .trend: .trend
    }
  }

  /// Whether it may be written as `true`: it needs no value.
  func takesTrue(_ node: YAMLNode) -> Bool {
    (self == .count || self == .daysSince || self == .trend) && node.text == "true"
  }

  /// Whether it keeps, or tells apart, what stands in a field.
  var keepsField: Bool { self == .distinct || self == .first || self == .last }

  /// What the expression has to give; `nil` where there is none.
  var expected: ExpectedType? {
    switch self {
    case .sum, .min, .max, .average, .trend: .number
    case .streak: .bool
    case .count, .daysSince, .distinct, .first, .last: nil
    }
  }

  /// The kind of what comes of it, where that is no field's.
  var plainKind: Fact.Kind {
    switch self {
    case .count, .distinct, .daysSince, .streak: .integer
    case .sum, .min, .max, .average, .trend, .first, .last: .number
    }
  }
}
