import SeededRandom

extension PolicyWriter {
  mutating func flags() -> [Outline] {
    let ids = (0..<random.below(4)).map { _ in nextID("f") }
    ruleLists.append(RuleList(path: ["flags"], ids: ids, names: names))
    return ids.map { id in
      var entries: [(key: String, value: String)] = [("id", id), ("when", condition(someDepth).quoted)]
      if random.chance(50) { entries.append(("severity", random.pick(["low", "medium", "high", "critical"]))) }
      if random.chance(30) { entries.append(("owner", random.pick(["district_manager", "片区经理".quoted]))) }
      if random.chance(30) {
        entries.append(("due", random.pick(["0d", "7d", "2w"])))
        if random.chance(50) { entries.append(("escalate", random.pick(Self.escalations))) }
      }
      if random.chance(40) { entries.append(("clear_when", condition(someDepth).quoted)) }
      return Outline(line: "- \(entries.flowMapping)")
    }
  }

  private static let escalations = [
    "[{owner: boss, after: 3d}]", "[{owner: boss, after: 0d, severity: low}, {owner: 大区经理, after: 400d}]",
  ]

  mutating func outputs() -> [Outline] {
    names.append(Name(text: "flags", kind: .texts))
    return (0..<random.below(6)).map { index in
      let name = "out\(index)"
      switch random.below(5) {
      case 0, 1: return computed(name)
      case 2: return chosen(name)
      case 3: return byValue(name)
      default: return chosenFields(name)
      }
    }
  }

  private mutating func computed(_ name: String) -> Outline {
    use("value")
    let kind: Kind = random.pick([
      .bool, .int, .number, .number, .text, .date, .span, .texts, .choice(["A", "B", "C", "D"]),
    ])
    let value = expression(kind, someDepth)
    names.append(Name(text: name, kind: kind))
    let type = Self.type(of: kind).map { random.chance(40) ? ", type: \($0)" : "" } ?? ""
    return Outline(line: "\(name): {value: \(value.quoted)\(type)}")
  }

  private static func type(of kind: Kind) -> String? {
    switch kind {
    case .bool: "bool"
    case .int: "integer"
    case .number: "number"
    case .text: "string"
    case .date: "date"
    case .choice, .span, .texts, .ints: nil
    }
  }

  /// What a column says of its type.
  private struct Column {
    let kind: Kind
    let entries: [(key: String, value: String)]

    init(_ kind: Kind, type: String, values: String? = nil) {
      self.kind = kind
      entries = [("type", type)] + (values.map { [("values", $0)] } ?? [])
    }

    var lines: [Outline] { entries.map { Outline(line: "\($0.key): \($0.value)") } }
  }

  private mutating func column() -> Column {
    switch random.below(6) {
    case 0: return Column(.int, type: "integer")
    case 1: return Column(.number, type: "number")
    case 2: return Column(.date, type: "date")
    case 3: return Column(.bool, type: "bool")
    case 4:
      let values = random.pick(ValueLists.all)
      return Column(.choice(values), type: "enum", values: values.asEnumValues(labelled: random.chance(30)))
    default: return Column(.text, type: "string")
    }
  }

  /// Some values of a column, each once.
  private mutating func values(_ kind: Kind) -> [String] {
    if random.chance(15), let parameter = params.first(where: { $0.kind == kind }) {
      return [literal(kind).quoted, parameter.text]
    }
    return Set((0..<4).map { _ in literal(kind) }).sorted().map(\.quoted)
  }

  private mutating func chosen(_ name: String) -> Outline {
    let column = column()
    let values = values(column.kind)
    let choice = Choice(
      owner: name, section: "outputs", outcomes: values, keys: values, aggregations: Self.aggregations(of: column.kind))
    let form = form(choice)
    if let kind = Self.kind(of: column.kind, collectedBy: form) { names.append(Name(text: name, kind: kind)) }
    return Outline(line: "\(name):", parts: column.lines + form)
  }

  private static func aggregations(of kind: Kind) -> [String] {
    switch kind {
    case .int, .number: ["sum", "min", "max", "count", "list"]
    case .date: ["min", "max", "count", "list"]
    default: ["count", "list"]
    }
  }

  /// What may be read of an output that is decided so; `nil` for lists that are no use to later rules.
  private static func kind(of kind: Kind, collectedBy form: [Outline]) -> Kind? {
    let lines = form.flatMap(\.parts).map(\.line)
    if lines.contains("collect: count") { return .int }
    guard lines.contains("collect: list") else { return kind }
    return kind == .text ? .texts : kind == .int ? .ints : nil
  }

  private mutating func byValue(_ name: String) -> Outline {
    let choices = choices
    guard !choices.isEmpty else { return computed(name) }
    use("by")
    let subject = random.pick(choices)
    let column = column()
    let values = values(column.kind)
    let named = random.some(random.number(1...subject.values.count), of: subject.values)
    let then = named.map { Outline(line: "\($0.quoted): \(random.pick(values))") }
    let choice = Choice(owner: name, section: "outputs", outcomes: values, keys: nil, aggregations: [])
    let fallbacks = fallbacks(choice)
    names.append(Name(text: name, kind: column.kind))
    let by = [Outline(line: "by: \(subject.name)"), Outline(line: "then:", parts: then)]
    return Outline(line: "\(name):", parts: column.lines + by + fallbacks)
  }

  private mutating func chosenFields(_ name: String) -> Outline {
    use("fields")
    let fields = ["x", "y", "备注"].prefix(random.number(1...3)).map { ($0, column()) }
    let outcomes = (0..<random.number(1...4)).map { _ in
      fields.map { field, column in (key: field, value: random.pick(values(column.kind))) }.flowMapping
    }
    let choice = Choice(owner: name, section: "outputs", outcomes: outcomes, keys: nil, aggregations: [])
    let form = form(choice)
    let described = Outline(line: "fields:", parts: fields.map { Outline(line: "\($0): \($1.entries.flowMapping)") })
    let lines = [described] + form
    names += fields.map { Name(text: "\(name).\($0)", kind: $1.kind) }
    return Outline(line: "\(name):", parts: lines)
  }
}
