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
    guard let key, let time else { return nil }
    var fields = PolicyReader(of: self)
    fields.readFields(fieldsNode?.entries ?? [])
    let keyField = fields.field(key, kind: facts[min(keyFact, facts.count - 1)].kind, as: "key")
    let timeField = fields.field(time, kind: .date, as: "time")
    diagnostics += fields.takeDiagnostics()
    guard let keyField, let timeField else { return nil }
    return EventDraft(
      name: entry.key, keyField: keyField, timeField: timeField, provenance: provenance, fields: fields)
  }

  /// One that reads what is said of events, with the same params and nothing else.
  private init(of policy: PolicyReader) {
    self.init(header: policy.header, sections: policy.sections, asOf: policy.asOf)
    reserved = Names.words
    params = policy.params
    for parameter in params.values { declare(parameter) }
  }

  /// The fields of an event; one that is absent is not known, unless it says otherwise.
  private mutating func readFields(_ entries: [YAMLNode.Entry]) {
    for entry in entries {
      let spelled = YAMLNode.Entry(key: entry.key, value: entry.value.spelledOut(as: "type"))
      addFact(spelled, what: "field", missing: .unknown)
    }
  }

  /// The index of the field of that name, which has to be of that kind; it is added if it is not described.
  private mutating func field(_ name: SourceFragment, kind: Fact.Kind, as role: String) -> Int? {
    if let index = facts.firstIndex(where: { $0.name == name.text }) {
      if facts[index].kind == kind {
        facts[index] = facts[index].required
        return index
      }
      diagnostics.append(.wrongFieldKind(name, role: role, kind: kind))
      return nil
    }
    guard declare(name, what: "field") else { return nil }
    let provenance = Provenance(range: name.range, source: nil, label: LocalizedText([:]))
    add(Fact(name: name.text, kind: kind, missing: .reject, provenance: provenance))
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
  func table(of header: PolicyHeader, asOf: CalendarDate) -> EventTable {
    var questions = questions
    let timeQuestion = questions.index(of: value(ofField: timeField))
    let isText = fields.facts[keyField].kind == .string
    let keyQuestion = isText ? nil : questions.index(of: value(ofField: keyField))
    return EventTable(
      name: name.text,
      questions: questions.policy(header, asOf: asOf, facts: fields.facts, keyFact: keyField, files: []),
      keyField: keyField, timeField: timeField, keyQuestion: keyQuestion, timeQuestion: timeQuestion,
      provenance: provenance)
  }

  private func value(ofField field: Int) -> CheckedExpression {
    let kind = fields.facts[field].kind
    return CheckedExpression(slot: field, type: kind.valueType(named: fields.facts[field].name), source: name)
  }
}

extension Fact {
  /// The fact as one that no row may lack.
  fileprivate var required: Fact {
    Fact(
      name: name, kind: kind, column: column, missing: .reject, limits: limits, unit: unit, origin: origin,
      provenance: provenance)
  }
}
