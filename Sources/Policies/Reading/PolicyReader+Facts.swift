import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `facts`, a slot and a declaration for each.
  mutating func readFacts() {
    for entry in section("facts") { addFact(entry, what: "fact", missing: .reject) }
  }

  /// A fact, or a field of an event, whose absence means `missing` unless it says otherwise.
  mutating func addFact(_ entry: YAMLNode.Entry, what: String, missing: Fact.Missing) {
    guard declare(entry.key, what: what) else { return }
    guard let fact = readFact(entry, what: what, missing: missing) else { return declareFaulty(entry.key.text) }
    add(fact, alsoKnownAs: [fact.column].compactMap { $0 } + fact.provenance.label.all)
  }

  /// Gives a fact the next slot and declares it.
  mutating func add(_ fact: Fact, alsoKnownAs labels: [String] = []) {
    let slot = slots.allocate(fact.name, facts: [facts.count])
    facts.append(fact)
    let type = faulty.contains(fact.name) ? .dynamic : fact.kind.valueType(named: fact.name)
    scope.declare(variable: fact.name, type: type, slot: slot, alsoKnownAs: labels)
  }

  /// Gives a fact the next slot, and no name that conditions could use.
  mutating func addUnnamed(_ fact: Fact) {
    _ = slots.allocate(fact.name, facts: [facts.count])
    facts.append(fact)
  }

  private mutating func readFact(_ entry: YAMLNode.Entry, what: String, missing absence: Fact.Missing) -> Fact? {
    let name = entry.key.text
    let owner = "\(what) '\(name)'"
    guard var fields = Fields(entry.value, owner: owner, diagnostics: &diagnostics) else { return nil }
    let values = readEnumValues(fields.take("values"), owner: owner)
    let typeHint = "write `type: string`, `integer`, `number`, `bool`, `date` or `enum`"
    let kind = readKind(
      fields.require("type", hint: typeHint, diagnostics: &diagnostics), allowsEnumeration: true, enumValues: values)
    checkEnumValues(values, kind: kind, owner: owner, node: entry.value)
    if kind == nil { faulty.insert(name) }
    if flag(fields.take("key"), key: "key") { keys.append((facts.count, entry.key.range)) }
    let column = fields.take("column").flatMap { text($0, what: "column")?.text }
    let missingNode = fields.take("missing")
    let missing = missingNode.map { readMissing($0, kind: kind, owner: owner) } ?? absence
    let limits = readRange(fields.take("range"), kind: kind, owner: owner)
    if case .value(let value) = missing, let number = value.rangeNumber, let limits, !limits.contains(number),
      let missingNode
    {
      diagnostics.append(.defaultOutsideRange(owner: owner, text: value.text, at: missingNode.range.beginning))
    }
    let unit = fields.take("unit").flatMap { text($0, what: "unit")?.text }
    let provenance = provenance(&fields, at: entry.key.range)
    fields.finish(into: &diagnostics)
    return Fact(
      name: name, kind: kind ?? .string, column: column, missing: missing, limits: limits, unit: unit,
      timeZone: calendar.timeZone, provenance: provenance)
  }

  private mutating func checkEnumValues(_ values: [Fact.EnumValue], kind: Fact.Kind?, owner: String, node: YAMLNode) {
    guard let kind else { return }
    if case .enumeration = kind {
      checkLabels(values, at: node)
      if values.isEmpty {
        diagnostics.append(
          .missingKey("values", owner: owner, hint: "list them: `values: [a, b]`", at: node.range.beginning))
      }
    } else if let entry = node.entry("values") {
      diagnostics.append(.valuesWithoutEnum(owner: owner, at: entry.key.range))
    }
  }

  /// A customer file may write a value's label, which must then mean one value.
  private mutating func checkLabels(_ values: [Fact.EnumValue], at node: YAMLNode) {
    var owners = Dictionary(values.map { ($0.name, $0.name) }, uniquingKeysWith: { first, _ in first })
    for value in values {
      for label in value.label.texts.values.sorted() where !label.isEmpty {
        if let owner = owners[label], owner != value.name {
          let range = (node.entry("values")?.key.range ?? node.range).beginning
          diagnostics.append(.ambiguousLabel(label, owner, value.name, at: range))
        }
        owners[label] = value.name
      }
    }
  }

  private mutating func readMissing(_ node: YAMLNode, kind: Fact.Kind?, owner: String) -> Fact.Missing {
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

  /// Each column that a fact (or a field of an event) may be read from belongs to that one alone.
  mutating func checkColumns(what: String) {
    var owners: [String: Fact] = [:]
    for fact in facts {
      let column = fact.column ?? fact.name
      if let other = owners[column] {
        diagnostics.append(.columnTaken(column, by: other, what: what, at: fact.provenance.range))
      }
      owners[column] = fact
    }
  }

  /// The index of the one fact that names the customer.
  mutating func readKey() -> Int {
    // A fact with faults of its own may have been meant as the key.
    if keys.count > 1 || keys.isEmpty && faulty.isEmpty {
      diagnostics.append(
        keys.isEmpty ? .noKey(at: sections.entry("facts")?.key.range ?? header.nameRange) : .twoKeys(keys.map(\.range)))
    }
    guard let key = keys.first, key.fact < facts.count else { return 0 }
    let fact = facts[key.fact]
    if fact.kind != .string, fact.kind != .integer { diagnostics.append(.badKeyType(fact.name, at: key.range)) }
    if case .reject = fact.missing {} else { diagnostics.append(.optionalKey(fact.name, at: key.range)) }
    return key.fact
  }
}
