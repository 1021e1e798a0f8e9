import SeededRandom

/// What a policy is given: params, facts, and what is derived from them.
extension PolicyWriter {
  mutating func parameters() -> [Outline] {
    let kinds = random.some(
      random.number(1...6), of: ["number", "integer", "string", "bool", "date", "numbers", "strings"])
    return kinds.map { kind in
      let name = "p_" + kind
      params.append(Name(text: "params." + name, kind: Self.kind(ofParameter: kind)))
      return Outline(line: "\(name): \(parameter(kind))")
    }
  }

  private static func kind(ofParameter kind: String) -> Kind {
    switch kind {
    case "number": .number
    case "integer": .int
    case "string": .text
    case "bool": .bool
    case "date": .date
    case "numbers": .ints
    default: .texts
    }
  }

  private mutating func parameter(_ kind: String) -> String {
    switch kind {
    case "number": return random.pick(constants.numbers)
    case "integer": return "{value: \(random.pick(constants.ints)), type: integer}"
    case "string": return "{value: \(random.pick(constants.texts).quoted), type: string}"
    case "bool": return "{value: \(random.pick(["true", "false"])), type: bool}"
    case "date": return "{value: \(random.pick(constants.dates)), type: date}"
    case "numbers":
      return "{value: [\(random.some(3, of: constants.ints).map(String.init).joined(separator: ", "))], type: integer}"
    default: return "{value: \(random.some(3, of: constants.texts).flowSequence), type: string}"
    }
  }

  mutating func facts() -> [Outline] {
    let key = random.chance(85) ? "string" : "integer"
    names.append(Name(text: "id", kind: key == "string" ? .text : .int))
    let keyLine = Outline(line: "id: {type: \(key), key: true\(random.chance(30) ? ", column: 客户编号" : "")}")
    let words = random.shuffled([
      "sales", "score", "area", "days", "active", "opened", "渠道", "负责人", "合作", "visits_12m", "kind", "_x", "最近",
    ])
    // One by which policies of a set can tell customers apart.
    let region = fact("region", type: "enum")
    let many = random.chance(2) ? (0..<64).map { fact("more\($0)", type: someType()) } : []
    return [keyLine, region] + many + words.prefix(random.number(4...9)).map { fact($0, type: someType()) }
  }

  private mutating func someType() -> String {
    random.pick(["number", "number", "integer", "integer", "enum", "enum", "string", "bool", "date"])
  }

  private mutating func fact(_ name: String, type: String) -> Outline {
    var entries: [(key: String, value: String)] = [("type", type)]
    let kind: Kind
    if type == "enum" {
      let values = random.pick(ValueLists.all)
      kind = .choice(values)
      entries.append(("values", values.asEnumValues(labelled: random.chance(50))))
    } else {
      kind = Self.kind(ofFact: type)
    }
    names.append(Name(text: name, kind: kind))
    if random.chance(30) { entries.append(("column", "列 \(name)".quoted)) }
    if let missing = missing(kind) { entries.append(("missing", missing)) }
    if let range = range(type) { entries.append(("range", range)) }
    return Outline(line: "\(name): \(entries.flowMapping)")
  }

  private static func kind(ofFact type: String) -> Kind {
    switch type {
    case "number": .number
    case "integer": .int
    case "bool": .bool
    case "date": .date
    default: .text
    }
  }

  /// `nil` where nothing is written, which is `reject`.
  private mutating func missing(_ kind: Kind) -> String? {
    switch random.below(10) {
    case 0: nil
    case 1: "reject"
    case 2..<4: "{default: \(literal(kind).quoted)}"
    default: "unknown"
    }
  }

  /// A value of a kind as files write it.
  mutating func literal(_ kind: Kind) -> String {
    switch kind {
    case .bool: random.pick(["true", "false"])
    case .int: String(random.pick(constants.ints))
    case .number: random.pick(constants.numbers)
    case .date: random.pick(constants.dates)
    case .choice(let values): random.pick(values)
    case .text, .span, .texts, .ints: random.pick(constants.texts)
    }
  }

  private mutating func range(_ type: String) -> String? {
    guard random.chance(25) else { return nil }
    switch type {
    case "number": return random.pick(["[0, 100]", "[0, ..]", "[.., 1e6]", "[-0.5, 99.5]"])
    case "integer": return random.pick(["[0, 100]", "[1, ..]", "[.., 1000]", "[-10, 9007199254740992]"])
    case "date": return random.pick(["[2020-01-01, 2026-12-31]", "[.., 2026-06-15]", "[1970-01-01, ..]"])
    default: return nil
    }
  }

  mutating func derivedValues() -> [Outline] {
    let lines = (0..<random.below(5)).map { index in
      let kind: Kind = random.pick([.bool, .int, .number, .number, .text, .date, .span, .texts])
      let name = "d\(index)"
      let value = expression(kind, someDepth)
      names.append(Name(text: name, kind: kind))
      return Outline(line: random.chance(70) ? "\(name): \(value.quoted)" : "\(name): {value: \(value.quoted)}")
    }
    return random.chance(30) ? random.shuffled(lines) : lines
  }
}

extension [String] {
  /// As `values:` or `tiers:` of YAML, with labels for those that have some.
  func asEnumValues(labelled: Bool) -> String {
    guard labelled else { return flowSequence }
    let entries = map { value in (key: value.quoted, value: "{zh: \((ValueLists.labels[value] ?? value + "号").quoted)}")
    }
    return entries.flowMapping
  }
}
