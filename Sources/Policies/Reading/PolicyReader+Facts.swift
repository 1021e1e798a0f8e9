import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `params`, declared as constants.
  mutating func readParams() -> [Parameter] {
    guard let node = sections.value("params"),
      let fields = Fields(node, owner: "params", diagnostics: &diagnostics)
    else { return [] }
    _ = fields
    return (node.entries ?? []).compactMap { entry in
      guard let parameter = readParameter(entry) else { return nil }
      params[parameter.name] = parameter
      scope.declare(constant: "params." + parameter.name, type: parameter.type, value: parameter.value)
      return parameter
    }
  }

  private mutating func readParameter(_ entry: YAMLNode.Entry) -> Parameter? {
    let name = entry.key.text
    guard Names.isIdentifier(name) else {
      diagnostics.append(.badName(entry.key, what: "param"))
      return nil
    }
    guard var fields = Fields(entry.value, owner: "param '\(name)'", diagnostics: &diagnostics) else { return nil }
    let kind = readKind(fields.take("type"), allowsEnumeration: false, enumValues: []) ?? .number
    let value = fields.require("value", hint: "write `\(name): 40` or `value: 40`", diagnostics: &diagnostics)
    let limits = (fields.take("min"), fields.take("max"))
    _ = fields.take("unit")
    let provenance = provenance(&fields, at: value?.range ?? entry.key.range)
    fields.finish(into: &diagnostics)
    guard let value, let (type, constant) = parameterValue(value, kind: kind, name: name) else { return nil }
    checkLimits(of: constant, in: limits, name: name, at: value)
    return Parameter(name: name, value: constant, type: type, provenance: provenance)
  }

  private mutating func parameterValue(_ node: YAMLNode, kind: Fact.Kind, name: String) -> (ValueType, Value)? {
    guard let items = node.items else {
      return literal(node, kind: kind, what: "param '\(name)'").map { (kind.valueType(named: name), $0) }
    }
    let values = items.compactMap { literal($0, kind: kind, what: "param '\(name)'") }
    return values.count == items.count ? (.list(kind.valueType(named: name)), .list(values)) : nil
  }

  private mutating func checkLimits(
    of value: Value, in limits: (min: YAMLNode?, max: YAMLNode?), name: String, at node: YAMLNode
  ) {
    guard let number = value.number else {
      if let limit = limits.min ?? limits.max { diagnostics.append(.limitsOnText(name, at: limit.range)) }
      return
    }
    for (limit, isMin) in [(limits.min, true), (limits.max, false)] {
      guard let limit, let bound = limitNumber(limit) else { continue }
      if isMin ? number < bound : number > bound {
        diagnostics.append(
          .paramOutsideLimits(
            name, value: node.text ?? "", limit: limit.text ?? "", isMin: isMin, at: node.range, limitAt: limit.range))
      }
    }
  }

  private mutating func limitNumber(_ node: YAMLNode) -> Double? {
    literal(node, kind: .number, what: "limit")?.number
  }

  /// A literal typed by the schema.
  mutating func literal(_ node: YAMLNode, kind: Fact.Kind, what: String) -> Value? {
    guard let fragment = text(node, what: what) else { return nil }
    if let value = kind.value(of: Substring(fragment.text)) { return value }
    diagnostics.append(.notOfKind(kind, what: what, text: fragment.text, at: fragment.range, params: []))
    return nil
  }

  /// `facts`, a slot and a declaration for each.
  mutating func readFacts() {
    guard let node = sections.value("facts"), !(node.entries?.isEmpty ?? false) else {
      diagnostics.append(.noFacts(at: header.nameRange))
      return
    }
    guard let entries = node.entries else {
      diagnostics.append(.expectedMapping(owner: "facts", at: node.range.beginning))
      return
    }
    for entry in entries where declare(entry.key, what: "fact") {
      guard let fact = readFact(entry) else { continue }
      let slot = slots.allocate(fact.name, facts: [facts.count])
      facts.append(fact)
      scope.declare(variable: fact.name, type: fact.kind.valueType(named: fact.name), slot: slot)
    }
    checkColumns()
  }

  private mutating func readFact(_ entry: YAMLNode.Entry) -> Fact? {
    let name = entry.key.text
    let owner = "fact '\(name)'"
    guard var fields = Fields(entry.value, owner: owner, diagnostics: &diagnostics) else { return nil }
    let values = readEnumValues(fields.take("values"), owner: owner)
    let typeHint = "write `type: string`, `integer`, `number`, `bool`, `date` or `enum`"
    let kind = readKind(
      fields.require("type", hint: typeHint, diagnostics: &diagnostics), allowsEnumeration: true, enumValues: values)
    checkEnumValues(values, kind: kind, owner: owner, node: entry.value)
    if flag(fields.take("key"), key: "key") { keys.append((facts.count, entry.key.range)) }
    let column = fields.take("column").flatMap { text($0, what: "column")?.text }
    let missing = readMissing(fields.take("missing"), kind: kind, owner: owner)
    let limits = readRange(fields.take("range"), kind: kind, owner: owner)
    let unit = fields.take("unit").flatMap { text($0, what: "unit")?.text }
    let provenance = provenance(&fields, at: entry.key.range)
    fields.finish(into: &diagnostics)
    return Fact(
      name: name, kind: kind ?? .string, column: column, missing: missing, limits: limits, unit: unit,
      provenance: provenance)
  }

  /// The type of a fact, param or output.
  mutating func readKind(_ node: YAMLNode?, allowsEnumeration: Bool, enumValues: [Fact.EnumValue]) -> Fact.Kind? {
    guard let node, let fragment = text(node, what: "type") else { return nil }
    switch fragment.text {
    case "string": return .string
    case "integer": return .integer
    case "number": return .number
    case "bool": return .bool
    case "date": return .date
    case "enum" where allowsEnumeration: return .enumeration(enumValues)
    default:
      let names = ["string", "integer", "number", "bool", "date"] + (allowsEnumeration ? ["enum"] : [])
      diagnostics.append(.notAmong(what: "type", fragment: fragment, choices: names))
      return nil
    }
  }

  /// The values of an enum: a list of names, or names with labels.
  mutating func readEnumValues(_ node: YAMLNode?, owner: String) -> [Fact.EnumValue] {
    guard let node else { return [] }
    var seen: [String: SourceRange] = [:]
    return names(node, what: "values of \(owner)").filter { value in
      if let first = seen[value.name.text] {
        diagnostics.append(.repeatedValue(value.name, first: first))
        return false
      }
      seen[value.name.text] = value.name.range
      return true
    }.map { Fact.EnumValue(name: $0.name.text, label: $0.label) }
  }

  /// `[a, b]` or `{a: label, b: {zh: label}}`.
  mutating func names(_ node: YAMLNode, what: String) -> [(name: SourceFragment, label: LocalizedText)] {
    switch node.content {
    case .scalar:
      diagnostics.append(.expectedSequence(what: what, at: node.range.beginning))
      return []
    case .sequence(let items):
      return items.compactMap { item in text(item, what: what).map { ($0, LocalizedText([:])) } }
    case .mapping(let entries):
      return entries.map { ($0.key, localized($0.value, what: "label")) }
    }
  }

  private mutating func checkEnumValues(_ values: [Fact.EnumValue], kind: Fact.Kind?, owner: String, node: YAMLNode) {
    guard let kind else { return }
    if case .enumeration = kind {
      if values.isEmpty {
        diagnostics.append(
          .missingKey("values", owner: owner, hint: "list them: `values: [a, b]`", at: node.range.beginning))
      }
    } else if let entry = node.entry("values") {
      diagnostics.append(.valuesWithoutEnum(owner: owner, at: entry.key.range))
    }
  }

  private mutating func readMissing(_ node: YAMLNode?, kind: Fact.Kind?, owner: String) -> Fact.Missing {
    guard let node else { return .reject }
    if node.entries != nil {
      guard var fields = Fields(node, owner: "missing", diagnostics: &diagnostics) else { return .reject }
      let value = fields.require("default", hint: "write `missing: {default: 0}`", diagnostics: &diagnostics)
      fields.finish(into: &diagnostics)
      guard let kind, let value, let typed = literal(value, kind: kind, what: "default of \(owner)") else {
        return .reject
      }
      return .value(typed)
    }
    switch node.text {
    case "reject": return .reject
    case "unknown": return .unknown
    default:
      diagnostics.append(.badMissing(node.text ?? "", at: node.range.beginning))
      return .reject
    }
  }

  private mutating func readRange(_ node: YAMLNode?, kind: Fact.Kind?, owner: String) -> Fact.Limits? {
    guard let node, let kind else { return nil }
    guard kind == .number || kind == .integer || kind == .date, let items = node.items, items.count == 2 else {
      diagnostics.append(.badRange(owner: owner, at: node.range.beginning))
      return nil
    }
    let bounds = items.map { item in
      item.text == ".." ? nil : literal(item, kind: kind, what: "range of \(owner)")?.rangeNumber
    }
    if let lower = bounds[0], let upper = bounds[1], lower > upper {
      diagnostics.append(.emptyRange(owner: owner, at: node.range))
    }
    return Fact.Limits(lower: bounds[0], upper: bounds[1])
  }

  private mutating func checkColumns() {
    var owners: [String: Fact] = [:]
    for fact in facts {
      let column = fact.column ?? fact.name
      if let other = owners[column] {
        diagnostics.append(.columnTaken(column, by: other, at: fact.provenance.range))
      }
      owners[column] = fact
    }
  }

  /// The index of the one fact that names the customer.
  mutating func readKey() -> Int {
    if keys.count != 1, !facts.isEmpty {
      diagnostics.append(
        keys.isEmpty ? .noKey(at: sections.entry("facts")?.key.range ?? header.nameRange) : .twoKeys(keys.map(\.range)))
    }
    guard let key = keys.first, key.fact < facts.count else { return 0 }
    let fact = facts[key.fact]
    if fact.kind != .string, fact.kind != .integer { diagnostics.append(.badKeyType(fact.name, at: key.range)) }
    if case .reject = fact.missing {} else { diagnostics.append(.optionalKey(fact.name, at: key.range)) }
    return key.fact
  }

  /// Whom the policy decides, against its facts.
  mutating func readGovernance() -> Governance {
    guard let node = header.governs else { return .customers([]) }
    if node.text == "none" { return .nobody }
    guard let entries = node.entries else {
      diagnostics.append(.badGoverns(at: node.range.beginning))
      return .nobody
    }
    return .customers(entries.compactMap { readConstraint($0) }.sorted { $0.fact < $1.fact })
  }

  private mutating func readConstraint(_ entry: YAMLNode.Entry) -> Governance.Constraint? {
    guard let fact = facts.first(where: { $0.name == entry.key.text }) else {
      diagnostics.append(.governsUnknownFact(entry.key, known: facts.map(\.name)))
      return nil
    }
    guard fact.kind == .string || fact.kind.enumNames != nil else {
      diagnostics.append(.governsNumber(entry.key))
      return nil
    }
    let items = entry.value.items ?? [entry.value]
    let values = items.compactMap { item -> String? in
      guard let fragment = text(item, what: "governs") else { return nil }
      if let names = fact.kind.enumNames, !names.contains(fragment.text) {
        diagnostics.append(.notAmong(what: "value of '\(fact.name)'", fragment: fragment, choices: names))
      }
      return fragment.text
    }
    if values.isEmpty { diagnostics.append(.badGoverns(at: entry.key.range)) }
    return Governance.Constraint(fact: fact.name, values: Set(values).sorted())
  }
}

extension Fact.Kind {
  /// The type that conditions see.
  func valueType(named name: String) -> ValueType {
    switch self {
    case .string: .string
    case .integer: .int
    case .number: .double
    case .bool: .bool
    case .date: .timestamp
    case .enumeration(let values): .enumeration(Enumeration(name: name, values: values.map(\.name)))
    }
  }

  /// Whether a param of that type can stand where a literal of this kind is expected.
  func accepts(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.string, .string), (.integer, .int), (.number, .double), (.number, .int), (.bool, .bool), (.date, .timestamp),
      (.enumeration, .string):
      true
    default: false
    }
  }

  /// The names of an enum's values.
  package var enumNames: [String]? {
    guard case .enumeration(let values) = self else { return nil }
    return values.map(\.name)
  }
}

extension Value {
  /// The value as a number, if it is one.
  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// As ``number``; a date counts its days since 1970-01-01.
  var rangeNumber: Double? {
    guard case .timestamp(let timestamp) = self else { return number }
    return Double(timestamp.date.days)
  }
}
