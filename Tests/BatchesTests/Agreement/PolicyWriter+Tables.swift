/// Decision tables, with cells of every spelling.
extension PolicyWriter {
  mutating func table(_ choice: Choice) -> [Outline] {
    var hits = ["unique", "first", "any"].map { (hit: $0, lines: [Outline(line: "hit: \($0)")]) }
    hits += choice.aggregations.map {
      (hit: "collect \($0)", lines: [Outline(line: "hit: collect"), Outline(line: "collect: \($0)")])
    }
    let (hit, lines) = random.pick(hits)
    let inputs = (0..<random.number(1...3)).map { _ in tableInput() }
    let count = random.number(isLarge("table " + hit) ? 17...40 : 1...5)
    let rows = hit == "unique" || hit == "any" ? apart(inputs, choice) : free(inputs, count, choice)
    return lines + [
      Outline(line: "inputs: \(inputs.map(\.text).flowSequence)"), Outline(line: "rows:", parts: rows),
    ]
  }

  private mutating func tableInput() -> Name {
    let choices = choices
    if !choices.isEmpty, random.chance(40) {
      let choice = random.pick(choices)
      return Name(text: choice.name, kind: .choice(choice.values))
    }
    let kind: Kind = random.pick([.number, .number, .int, .text, .bool, .date])
    return Name(text: expression(kind, random.pick([0, 0, 1, 2])), kind: kind)
  }

  /// Rows that may overlap.
  private mutating func free(_ inputs: [Name], _ count: Int, _ choice: Choice) -> [Outline] {
    rows(count, choice) { writer, _ in inputs.map { writer.cell($0.kind) } }
  }

  /// Rows that the first input tells apart; some nevertheless overlap where only a condition shows it.
  private mutating func apart(_ inputs: [Name], _ choice: Choice) -> [Outline] {
    let cells = cellsApart(inputs[0].kind)
    return rows(cells.count, choice) { writer, row in
      let first = writer.random.chance(10) ? writer.condition(1) : cells[row]
      return [first] + inputs.dropFirst().map { writer.cell($0.kind) }
    }
  }

  private mutating func rows(_ count: Int, _ choice: Choice, cells: (inout Self, Int) -> [String]) -> [Outline] {
    let ids = (0..<count).map { _ in nextID("t") }
    ruleLists.append(RuleList(path: [choice.section, choice.owner, "table", "rows"], ids: ids, names: names))
    return ids.enumerated().map { row, id in
      let cells = cells(&self, row)
      let when = cells.count == 1 && random.chance(40) ? cells[0].quoted : cells.flowSequence
      return Outline(line: "- {id: \(id), when: \(when), then: \(random.pick(choice.outcomes))}")
    }
  }

  /// Cells of which at most one holds.
  private mutating func cellsApart(_ kind: Kind) -> [String] {
    switch kind {
    case .bool: return ["true", "false"]
    case .choice(let values): return random.shuffled(values).map { cellText($0) }
    case .int, .number, .date:
      let cuts = sortedOperands(kind)
      guard let first = cuts.first, let last = cuts.last else { return ["-"] }
      let between = zip(cuts, cuts.dropFirst()).map { "[\($0)..\($1))" }
      return random.shuffled(["< \(first)"] + between + [">= \(last)"])
    case .text, .span, .texts, .ints: return constants.texts.filter { $0.contains { !$0.isWhitespace } }.map(\.asCell)
    }
  }

  /// A cell for an input of that kind.
  mutating func cell(_ kind: Kind) -> String {
    switch random.below(12) {
    case 0, 1: return "-"
    case 2:
      use("condition in a cell")
      return condition(min(someDepth, 2))
    default: break
    }
    switch kind {
    case .bool: return random.pick(["true", "false"])
    case .choice(let values):
      let listed = random.some(random.number(1...2), of: values).map { cellText($0) }.joined(separator: ", ")
      return random.chance(25) ? "not(\(listed))" : listed
    case .int, .number, .date: return rangeCell(kind)
    case .text, .span, .texts, .ints:
      let listed = random.some(random.number(1...2), of: constants.texts).map(\.asCell).joined(separator: ", ")
      return random.chance(25) ? "not(\(listed))" : listed
    }
  }

  private mutating func rangeCell(_ kind: Kind) -> String {
    let terms = (0..<random.pick([1, 1, 1, 2])).map { _ in rangeTerm(kind) }.joined(separator: ", ")
    return random.chance(20) ? "not(\(terms))" : terms
  }

  private mutating func rangeTerm(_ kind: Kind) -> String {
    let operands = sortedOperands(kind)
    switch random.below(8) {
    case 0, 1: return operands[0]
    case 2..<5:
      let operand = random.chance(15) ? parameter(of: kind) ?? operands[0] : operands[0]
      return "\(random.pick([">=", "<=", "<", ">"])) \(operand)"
    default:
      guard let last = operands.last, operands.count > 1 else { return ">= \(operands[0])" }
      return "\(random.pick(["[", "("]))\(operands[0])..\(last)\(random.pick(["]", ")"]))"
    }
  }

  /// A param of that kind, if there is one.
  func parameter(of kind: Kind) -> String? { params.first { $0.kind == kind }?.text }

  /// Some of the constants of a kind, each once, in order.
  private mutating func sortedOperands(_ kind: Kind) -> [String] {
    switch kind {
    case .date: return random.some(3, of: constants.dates).sorted()
    case .int: return random.some(3, of: constants.ints).sorted().map(String.init)
    default: return random.some(3, of: constants.numbers).sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    }
  }

  private mutating func cellText(_ value: String) -> String { random.chance(30) ? value.asCell : value }
}

extension String {
  /// As a cell quotes it.
  fileprivate var asCell: String { contains("'") ? "\"\(self)\"" : "'\(self)'" }
}
