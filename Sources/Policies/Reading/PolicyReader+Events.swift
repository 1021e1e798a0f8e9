import Expressions
import SourceText
import YAML

/// An event table while its measures are read: its fields, and what is asked of an event so far.
struct EventDraft {
  let name: SourceFragment
  let keyField: Int
  let timeField: Int
  let provenance: Provenance
  /// Reads what is said of the table's events: its facts are the fields, and its scope has their names.
  var fields: PolicyReader
  var questions = QuestionList()
}

extension PolicyReader {
  /// `events`: tables whose fields measures may read.
  mutating func readEvents() -> [EventDraft] {
    section("events").compactMap { entry in
      guard Names.isIdentifier(entry.key.text) else {
        diagnostics.append(.badName(entry.key, what: "event table"))
        return nil
      }
      return readEventTable(entry)
    }
  }

  private mutating func readEventTable(_ entry: YAMLNode.Entry) -> EventDraft? {
    let owner = "events '\(entry.key.text)'"
    guard var parts = Fields(entry.value, owner: owner, diagnostics: &diagnostics) else { return nil }
    let keyHint = "name the field that holds the customer: `key: customer_id`"
    let timeHint = "name the field that holds the date: `time: visited_on`"
    let key = parts.require("key", hint: keyHint, diagnostics: &diagnostics).flatMap { text($0, what: "key") }
    let time = parts.require("time", hint: timeHint, diagnostics: &diagnostics).flatMap { text($0, what: "time") }
    let fieldsNode = parts.take("fields")
    let provenance = provenance(&parts, at: entry.key.range)
    parts.finish(into: &diagnostics)
    if let fieldsNode, fieldsNode.entries == nil {
      diagnostics.append(.expectedMapping(owner: "fields of \(owner)", at: fieldsNode.range))
    }
    var fields = PolicyReader(of: self)
    fields.readFields(fieldsNode?.entries ?? [])
    let keyField = key.flatMap { fields.field($0, kinds: keyKinds, as: "key") }
    let timeField = time.flatMap { fields.field($0, kinds: [.date], as: "time") }
    fields.scope.remedyForUnknown = Diagnostic.remedyForUnknownField(known: fields.facts.map(\.name))
    fields.checkColumns(what: "field")
    diagnostics += fields.takeDiagnostics()
    guard let keyField, let timeField else { return nil }
    return EventDraft(
      name: entry.key, keyField: keyField, timeField: timeField, provenance: provenance, fields: fields)
  }

  /// What the field that names the customer may be: of the key fact's kind, or of any that a key may have where there is no key.
  private var keyKinds: [Fact.Kind] {
    let kinds: [Fact.Kind] = [.string, .integer]
    guard keys.count == 1, let kind = facts.indices.contains(keyFact) ? facts[keyFact].kind : nil, kinds.contains(kind)
    else { return kinds }
    return [kind]
  }

  /// One that reads what is said of events, with the same params and nothing else.
  private init(of policy: PolicyReader) {
    self.init(header: policy.header, sections: policy.sections, asOf: policy.asOf)
    reserved = Names.words
    calendar = policy.calendar
    scope.calendar = calendar
    scope.knowsSeasons = policy.scope.knowsSeasons
    params = policy.params
    for (_, parameter) in params.sorted(by: { $0.key < $1.key }) { declare(parameter) }
    forbidNames(ofCustomer: policy.facts)
  }

  /// What is known of the customer deserves a better message than "unknown name"; a field of that name takes its place.
  private mutating func forbidNames(ofCustomer facts: [Fact]) {
    let later = ["measures", "population", "derive", "classify", "outputs"]
    let computed = later.flatMap { sections.value($0)?.entries ?? [] }.map(\.key.text)
    for name in facts.map(\.name) + computed {
      scope.declare(
        unavailable: name, why: "it belongs to the customer, and what is asked of an event reads the event's fields",
        hint: "compare the measure with it where customers are decided, or declare it in the events' `fields:`")
    }
  }

  /// The fields of an event; one that is absent is not known, unless it says otherwise.
  private mutating func readFields(_ entries: [YAMLNode.Entry]) {
    for entry in entries {
      if let key = entry.value.entry("key") { diagnostics.append(.keyOfField(key.key, field: entry.key)) }
      addFact(entry, what: "field", missing: .unknown)
    }
  }

  /// The index of the field of that name, which has to be of one of those kinds; it is added, with the first, if it is not described.
  ///
  /// An event without it is no event: it is never unknown.
  private mutating func field(_ name: SourceFragment, kinds: [Fact.Kind], as role: String) -> Int? {
    if let index = facts.firstIndex(where: { $0.name == name.text }) {
      if !kinds.contains(facts[index].kind), !faulty.contains(name.text) {
        diagnostics.append(.wrongFieldKind(name, role: role, kind: kinds[0]))
        faulty.insert(name.text)
      }
      facts[index] = facts[index].neverUnknown
      return index
    }
    // It is described, but not so that anybody could read it.
    if declared[name.text] != nil { return nil }
    guard declare(name, what: "field") else { return nil }
    let provenance = Provenance(range: name.range, source: nil, label: LocalizedText([:]))
    add(
      Fact(
        name: name.text, kind: kinds[0], missing: .reject, timeZone: calendar.timeZone, provenance: provenance))
    return facts.count - 1
  }

  /// What was found wrong so far; nothing of it is kept.
  mutating func takeDiagnostics() -> [Diagnostic] {
    defer { diagnostics = [] }
    return diagnostics
  }
}

extension EventDraft {
  /// The finished table.
  func table(of header: PolicyHeader, asOf: CalendarDate, files: [SourceFile]) -> EventTable {
    var questions = questions
    let timeQuestion = questions.index(of: value(ofField: timeField))
    let isText = fields.facts[keyField].kind == .string
    let keyQuestion = isText ? nil : questions.index(of: value(ofField: keyField))
    return EventTable(
      name: name.text,
      questions: questions.policy(
        header, asOf: asOf, params: fields.params.values.sorted { $0.name < $1.name }, facts: fields.facts,
        keyFact: keyField, files: files),
      keyField: keyField, timeField: timeField, keyQuestion: keyQuestion, timeQuestion: timeQuestion,
      provenance: provenance)
  }

  private func value(ofField field: Int) -> CheckedExpression {
    let fact = fields.facts[field]
    // Questions of the same text are one: the field's own name, not the table's.
    let source = SourceFragment(text: fact.name, range: fact.provenance.range)
    return CheckedExpression(slot: field, type: fact.kind.valueType(named: fact.name), source: source)
  }
}
