import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `measures`: a fact, a slot and a declaration for each.
  mutating func readMeasures(of tables: inout [EventDraft]) -> [Measure] {
    var measures: [Measure] = []
    let parts = MeasureForm.allCases.map(\.rawValue) + ["of", "where", "within", "unit", "column"]
    for entry in section("measures", of: parts) where declare(entry.key, what: "measure") {
      if let measure = readMeasure(entry, of: &tables, index: measures.count) {
        measures.append(measure)
      } else {
        declareFaulty(entry.key.text)
      }
    }
    if let visits = readVisitsMade(of: &tables, index: measures.count) { measures.append(visits) }
    return measures
  }

  /// What `made: {of: visits, where: CEL}` of the schedule measures.
  private mutating func readVisitsMade(of tables: inout [EventDraft], index: Int) -> Measure? {
    guard let made = sections.value("cadence")?.entry("schedule")?.value.entry("made")?.value, made.entries != nil,
      var fields = Fields(made, owner: "made", diagnostics: &diagnostics)
    else { return nil }
    let hint = "say which events are the visits: `made: {of: visits}`"
    let of = fields.require("of", hint: hint, diagnostics: &diagnostics).flatMap { text($0, what: "of") }
    let filter = fields.take("where")
    fields.finish(into: &diagnostics)
    guard let of, let table = place(ofEvents: of, in: tables) else { return nil }
    let asked = filter.flatMap { question($0, of: &tables[table]) }
    diagnostics += tables[table].fields.takeDiagnostics()
    let provenance = Provenance(range: made.range, source: nil, label: LocalizedText([:]))
    addUnnamed(
      Fact(
        name: Fact.visitsMade, kind: .integer, missing: .unknown, origin: .measure(index), provenance: provenance))
    visitsMade = facts.count - 1
    return Measure(
      name: Fact.visitsMade, fact: facts.count - 1, table: table, aggregate: .visitCounts(calendar), window: nil,
      windowBefore: nil, filter: asked, value: nil, provenance: provenance)
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
    let withinNode = fields.take("within")
    let within = withinNode.flatMap { eventWindow($0) }
    let unit = fields.take("unit").flatMap { text($0, what: "unit")?.text }
    let column = fields.take("column").flatMap { text($0, what: "column")?.text }
    let provenance = provenance(&fields, at: entry.key.range)
    fields.finish(into: &diagnostics)
    checkForms(forms.map { ($0.0.rawValue, $0.1) }, of: entry.key, choices: MeasureForm.allCases.map(\.rawValue))
    guard let of, let (form, node) = forms.first, let table = place(ofEvents: of, in: tables) else { return nil }
    if form == .trend, withinNode == nil { diagnostics.append(.trendWithoutWindow(entry.key)) }
    guard let asked = ask(form, node, where: filter, of: &tables[table]) else { return nil }
    let fact = Fact(
      name: entry.key.text, kind: asked.kind, column: column, missing: .unknown, unit: unit ?? asked.unit,
      origin: .measure(index), provenance: provenance)
    add(fact, alsoKnownAs: [column].compactMap(\.self) + provenance.label.all)
    if form == .count, within != nil { windowedCounts.insert(facts.count - 1) }
    return Measure(
      name: entry.key.text, fact: facts.count - 1, table: table, aggregate: form.aggregate, window: within?.window,
      windowBefore: form == .trend ? within?.before : nil, filter: asked.filter, value: asked.value,
      provenance: provenance)
  }

  /// The table of that name; a diagnostic where there is none, unless it is there and has faults of its own.
  private mutating func place(ofEvents name: SourceFragment, in tables: [EventDraft]) -> Int? {
    if let index = tables.firstIndex(where: { $0.name.text == name.text }) { return index }
    let written = (sections.value("events")?.entries ?? []).map(\.key.text)
    if !written.contains(name.text) { diagnostics.append(.noSuchEvents(name, known: written)) }
    return nil
  }

  /// Exactly one way of measuring has to be written.
  mutating func checkForms(_ forms: [(name: String, node: YAMLNode)], of key: SourceFragment, choices: [String]) {
    if forms.isEmpty { diagnostics.append(.noForm(key.text, done: "measured", forms: choices, at: key.range)) }
    for other in forms.dropFirst() {
      diagnostics.append(
        .twoForms(key.text, done: "measured", forms[0].name, other.name, at: other.node.range.beginning))
    }
  }

  /// Declares a value that will not be there, so that what reads it is not a fault too.
  mutating func declareFaulty(_ name: String) {
    faulty.insert(name)
    scope.declare(variable: name, type: .dynamic, slot: 0)
  }

  /// What a measure asks of an event, and the kind of what comes of it.
  private struct Asked {
    let kind: Fact.Kind
    let filter: Int?
    let value: Int?
    /// The unit of the field that it is made of, or of days.
    var unit: String?
  }

  private mutating func ask(
    _ form: MeasureForm, _ node: YAMLNode, where filter: YAMLNode?, of table: inout EventDraft
  ) -> Asked? {
    defer { diagnostics += table.fields.takeDiagnostics() }
    let filterIndex = filter.flatMap { question($0, of: &table) }
    if form.takesTrue(node) {
      return Asked(
        kind: form.plainKind, filter: filterIndex, value: nil, unit: form == .daysSince ? "days" : nil)
    }
    guard form.expected != nil || form.keepsField else {
      diagnostics.append(.onlyTrue(form.rawValue, at: node.range.beginning))
      return nil
    }
    if form.keepsField {
      guard let field = keptField(node, as: form, of: table), !table.fields.faulty.contains(field.name) else {
        return nil
      }
      guard let expression = table.fields.expression(node, what: form.rawValue) else { return nil }
      return Asked(
        kind: form == .distinct ? .integer : field.kind, filter: filterIndex,
        value: table.questions.index(of: expression), unit: form == .distinct ? nil : field.unit)
    }
    guard let expression = table.fields.expression(node, what: form.rawValue, expecting: form.expected ?? .any) else {
      return nil
    }
    return Asked(
      kind: form.keepsType && expression.type == .int ? .integer : form.plainKind, filter: filterIndex,
      value: table.questions.index(of: expression),
      unit: form.keepsUnit ? table.fields.unit(of: expression) : nil)
  }

  /// The question that `where:` asks of an event; `nil`, with a diagnostic, where it has faults.
  private func question(_ filter: YAMLNode, of table: inout EventDraft) -> Int? {
    table.fields.expression(filter, what: "where", expecting: .bool).map { table.questions.index(of: $0) }
  }

  /// The field that a measure keeps or tells apart.
  private mutating func keptField(_ node: YAMLNode, as form: MeasureForm, of table: EventDraft) -> Fact? {
    guard let name = text(node, what: form.rawValue) else { return nil }
    let known = table.fields.facts
    let field = known.first { $0.name == name.text }
    if field == nil, !table.fields.faulty.contains(name.text) {
      diagnostics.append(.noSuchField(name, of: table.name.text, known: known.map(\.name)))
    }
    return field
  }

  /// The unit of the one fact that an expression reads as it is.
  func unit(of expression: CheckedExpression) -> String? {
    expression.soleSlot.flatMap { facts.indices.contains($0) ? facts[$0].unit : nil }
  }
}
