import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// An output whose type is known, before its rules are read.
  private struct Draft {
    let key: SourceFragment
    let columns: [OutputColumnDraft]
    var fields: Fields
    /// Whether `type:` was written.
    let isTyped: Bool
  }

  /// `outputs`, each a column or several; each may read those before it.
  mutating func readOutputs() -> [Output] {
    section("outputs").compactMap { entry in outputDraft(entry).flatMap { output($0) } }
  }

  private mutating func outputDraft(_ entry: YAMLNode.Entry) -> Draft? {
    let name = entry.key.text
    guard declare(entry.key, what: "output"),
      var fields = Fields(entry.value, owner: "output '\(name)'", diagnostics: &diagnostics)
    else { return nil }
    let label = localized(fields.take("label"), what: "label")
    let typeNode = fields.take("type")
    let values = readEnumValues(fields.take("values"), owner: "output '\(name)'")
    let kind = readKind(typeNode, allowsEnumeration: true, enumValues: values)
    let fieldsNode = fields.take("fields")
    let columns =
      fieldsNode.map { fieldColumns($0, output: name) }
      ?? [OutputColumnDraft(name: name, field: nil, kind: kind ?? .string, label: label)]
    return Draft(
      key: entry.key, columns: columns, fields: fields, isTyped: typeNode != nil)
  }

  private mutating func fieldColumns(_ node: YAMLNode, output: String) -> [OutputColumnDraft] {
    guard let entries = node.entries, !entries.isEmpty else {
      diagnostics.append(.expectedMapping(owner: "fields of '\(output)'", at: node.range.beginning))
      return []
    }
    return entries.compactMap { entry in
      guard Names.isIdentifier(entry.key.text) else {
        diagnostics.append(.badName(entry.key, what: "field"))
        return nil
      }
      return fieldColumn(entry, output: output)
    }
  }

  private mutating func fieldColumn(_ entry: YAMLNode.Entry, output: String) -> OutputColumnDraft? {
    let name = output + "." + entry.key.text
    guard entry.value.entries != nil else {
      let kind = readKind(entry.value, allowsEnumeration: false, enumValues: [])
      return OutputColumnDraft(name: name, field: entry.key.text, kind: kind ?? .string, label: LocalizedText([:]))
    }
    guard var fields = Fields(entry.value, owner: "field '\(name)'", diagnostics: &diagnostics) else { return nil }
    let values = readEnumValues(fields.take("values"), owner: "field '\(name)'")
    let kind = readKind(fields.take("type"), allowsEnumeration: true, enumValues: values) ?? .string
    let label = localized(fields.take("label"), what: "label")
    fields.finish(into: &diagnostics)
    return OutputColumnDraft(name: name, field: entry.key.text, kind: kind, label: label)
  }

  private mutating func output(_ draft: Draft) -> Output? {
    guard !draft.columns.isEmpty else { return nil }
    var draft = draft
    let value = draft.fields.take("value")
    let by = draft.fields.take("by")
    var choice = ChoiceDraft(
      owner: draft.key.text, range: draft.key.range, outcomes: .values(OutcomeValues(columns: draft.columns)),
      allowsCollect: draft.columns.count == 1)
    let table =
      by.map { byTier($0, fields: &draft.fields, choice: &choice) } ?? decisionForm(&draft.fields, draft: &choice)
    let provenance = provenance(&draft.fields, at: draft.key.range)
    draft.fields.finish(into: &diagnostics)
    if let value { return computed(value, table: table, draft: draft, provenance: provenance) }
    guard let table, case .values(let values) = choice.outcomes else {
      if by == nil {
        diagnostics.append(.noForm(draft.key.text, forms: ["value", "by"] + Self.tableForms, at: draft.key.range))
      }
      return nil
    }
    checkCollecting(table, draft)
    let slot = declareColumns(draft, types: columnTypes(draft, table: table), facts: slots.facts(behind: table.slots))
    return Output(
      name: draft.key.text, slot: slot, columns: draft.columns.map(\.column),
      body: .table(table, outcomes: values.rows),
      provenance: provenance)
  }

  private mutating func computed(
    _ value: YAMLNode, table: DecisionTable?, draft: Draft, provenance: Provenance
  ) -> Output? {
    if table != nil { diagnostics.append(.twoForms(draft.key.text, "value", "a table", at: value.range)) }
    guard draft.columns.count == 1, draft.columns[0].field == nil else {
      diagnostics.append(.fieldsNeedTable(draft.key.text, at: draft.key.range))
      return nil
    }
    let expected = draft.isTyped ? draft.columns[0].kind.expectedType : .any
    guard let expression = expression(value, what: "value", expecting: expected) else { return nil }
    let slot = declareColumns(draft, types: [expression.type], facts: slots.facts(behind: expression.slots))
    return Output(
      name: draft.key.text, slot: slot, columns: draft.columns.map(\.column), body: .expression(expression),
      provenance: provenance)
  }

  /// `by: DIMENSION` with `then: {TIER: VALUE}`.
  private mutating func byTier(_ by: YAMLNode, fields: inout Fields, choice: inout ChoiceDraft) -> DecisionTable? {
    let hint = "give a value for each tier: `then: {A: …, B: …}`"
    let values = fields.require("then", hint: hint, diagnostics: &diagnostics)
    let otherwise = fields.take("else")
    let unknown = fields.take("unknown")
    guard let input = expression(by, what: "by") else { return nil }
    guard case .enumeration(let tiers) = input.type else {
      diagnostics.append(.notATier(by.text ?? "", at: by.range))
      return nil
    }
    if let values, values.entries == nil {
      diagnostics.append(.expectedMapping(owner: "`then` beside `by`", at: values.range))
    }
    let rows = (values?.entries ?? []).compactMap { entry -> DecisionTable.Row? in
      if !tiers.values.contains(entry.key.text) {
        diagnostics.append(.notAmong(what: "tier of '\(tiers.name)'", fragment: entry.key, choices: tiers.values))
      }
      return outcome(entry.value, in: &choice.outcomes).map { index in
        DecisionTable.Row(
          id: "\(choice.owner).\(entry.key.text)",
          tests: [.init(input: 0, test: .strings([entry.key.text], negated: false))], conditions: [], outcome: index,
          provenance: Provenance(range: entry.key.range, source: nil, label: LocalizedText([:])))
      }
    }
    return DecisionTable(
      inputs: [.expression(input)], rows: rows, hit: .first,
      otherwise: otherwise.flatMap { fallback($0, suffix: "else", draft: &choice) },
      ifUnknown: unknown.flatMap { fallback($0, suffix: "unknown", draft: &choice) })
  }

  /// Whether the values can be combined as the table says, and no `else` contradicts a count of 0.
  private mutating func checkCollecting(_ table: DecisionTable, _ draft: Draft) {
    guard case .collect(let aggregation) = table.hit, let kind = draft.columns.first?.kind else { return }
    let isNumber = kind == .number || kind == .integer
    switch aggregation {
    case .sum where !isNumber, .min where !isNumber && kind != .date, .max where !isNumber && kind != .date:
      diagnostics.append(.cannotCollect(aggregation, of: draft.key.text, at: draft.key.range))
    case .count:
      for fallback in [table.otherwise, table.ifUnknown].compactMap({ $0 }) {
        diagnostics.append(.fallbackOfCount(at: fallback.provenance.range.beginning))
      }
    case .list, .sum, .min, .max: break
    }
  }

  private func columnTypes(_ draft: Draft, table: DecisionTable) -> [ValueType] {
    let types = draft.columns.map { $0.kind.valueType(named: $0.name) }
    guard case .collect(let aggregation) = table.hit else { return types }
    switch aggregation {
    case .list: return types.map(ValueType.list)
    case .count: return types.map { _ in .int }
    case .sum, .min, .max: return types
    }
  }

  private mutating func declareColumns(_ draft: Draft, types: [ValueType], facts: [Int]) -> Int {
    let allocated = draft.columns.map { slots.allocate($0.name, facts: facts) }
    for (index, slot) in allocated.enumerated() {
      scope.declare(variable: draft.columns[index].name, type: types[index], slot: slot)
    }
    return allocated[0]
  }
}

extension OutputColumnDraft {
  fileprivate var column: Output.Column {
    let labels: [(String, LocalizedText)] =
      if case .enumeration(let values) = kind { values.map { ($0.name, $0.label) } } else { [] }
    return Output.Column(
      name: name, label: label, valueLabels: Dictionary(labels, uniquingKeysWith: { first, _ in first }))
  }
}

extension Fact.Kind {
  fileprivate var expectedType: ExpectedType {
    switch self {
    case .string, .enumeration: .string
    case .integer: .integer
    case .number: .number
    case .bool: .bool
    case .date: .timestamp
    }
  }
}
