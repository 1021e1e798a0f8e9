import SeededRandom

/// Files that extend a policy, each for customers of its own.
extension PolicyWriter {
  /// The sections of an overlay, and whom it governs.
  mutating func overlay(governing constraint: String) -> [Outline] {
    use("overlay")
    var sections = [Outline(line: "governs: \(constraint)")]
    if random.chance(50) { sections.append(Outline(line: "params:", parts: changedParameters())) }
    if random.chance(40) { sections.append(Outline(line: "facts:", parts: changedFacts())) }
    let lists = random.some(random.below(4), of: ruleLists)
    // Lists of one section stand together; a section that is written twice would be a fault.
    for section in ["classify", "cadence", "flags", "outputs"] {
      let parts = lists.filter { $0.path[0] == section }.map { changedRules($0) }
      if let merged = Self.merged(parts) { sections.append(merged) }
    }
    return sections
  }

  private mutating func changedParameters() -> [Outline] {
    random.some(2, of: params).compactMap { parameter in
      switch parameter.kind {
      case .number, .int, .text, .bool, .date:
        Outline(line: "\(parameter.text.dropFirst(7)): \(literal(parameter.kind).quoted)")
      default: nil
      }
    }
  }

  private mutating func changedFacts() -> [Outline] {
    let facts = names.prefix { $0.text != "d0" && $0.text != "k0" }.filter { $0.text != "id" && $0.text != "region" }
    return random.some(2, of: facts).map { fact in
      let missing = random.pick(["unknown", "reject", "{default: \(literal(fact.kind).quoted)}"])
      return Outline(line: "\(fact.text): {missing: \(missing)}")
    }
  }

  /// Rules of a list switched off, changed or added.
  private mutating func changedRules(_ list: RuleList) -> Outline {
    let all = names
    names = list.names
    defer { names = all }
    var rules = random.some(random.number(1...2), of: list.ids).map { id in
      let isTable = list.path.last == "rows"
      return random.chance(50) || isTable
        ? Outline(line: "- {id: \(id), off: true}")
        : Outline(line: "- {id: \(id), when: \(condition(someDepth).quoted)}")
    }
    if random.chance(50), let neighbour = list.ids.first, let body = newRule(list) {
      let place = random.chance(50) ? ", \(random.pick(["before", "after"])): \(neighbour)" : ""
      rules.append(Outline(line: "- {id: \(nextID("n")), \(body)\(place)}"))
    }
    return list.path.reversed().reduce(Outline(line: "", parts: rules)) { inner, key in
      Outline(line: "\(key):", parts: inner.line.isEmpty ? inner.parts : [inner])
    }
  }

  private mutating func newRule(_ list: RuleList) -> String? {
    switch list.path.last {
    case "obligations": "when: \(condition(someDepth).quoted), visits: \(random.pick(["1/week", "3/month", "1/year"]))"
    case "flags": "when: \(condition(someDepth).quoted)"
    default: nil
    }
  }

  /// Sections of one name as one, and what stands in them likewise.
  private static func merged(_ sections: [Outline]) -> Outline? {
    guard var merged = sections.first else { return nil }
    for section in sections.dropFirst() {
      for part in section.parts {
        if let index = merged.parts.firstIndex(where: { $0.line == part.line }) {
          merged.parts[index] = Self.merged([merged.parts[index], part]) ?? part
        } else {
          merged.parts.append(part)
        }
      }
    }
    return merged
  }
}
