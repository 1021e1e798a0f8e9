import SeededRandom

/// Decision tables, with cells of every spelling.
extension PolicyWriter {
  mutating func table(_ choice: Choice) -> [Outline] {
    let isCollecting = !choice.aggregations.isEmpty && random.chance(50)
    let hit = isCollecting ? "collect" : random.pick(["unique", "first", "any"])
    let collect = isCollecting ? random.pick(choice.aggregations) : nil
    let isLarge = isLarge("table " + (collect.map { "collect \($0)" } ?? hit))
    let inputs = (0..<random.number(isLarge ? 2...3 : 1...3)).map { _ in tableInput() }
    let rows =
      hit == "unique" || hit == "any"
      ? apart(inputs, isLarge, choice) : free(inputs, random.number(isLarge ? 17...40 : 1...5), choice)
    return [Outline(line: "hit: \(hit)")] + (collect.map { [Outline(line: "collect: \($0)")] } ?? []) + [
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

  /// Rows that the first input tells apart, or the first two; some nevertheless overlap where only a condition shows it.
  private mutating func apart(_ inputs: [Name], _ isLarge: Bool, _ choice: Choice) -> [Outline] {
    var cells = cellsApart(inputs[0].kind, isLarge).map { [$0] }
    if isLarge {
      let second = cellsApart(inputs[1].kind, isLarge)
      cells = cells.flatMap { first in second.map { first + [$0] } }
    }
    return rows(cells.count, choice) { writer, row in
      let cells = writer.random.chance(10) ? [writer.condition(1)] + cells[row].dropFirst() : cells[row]
      return cells + inputs.dropFirst(cells.count).map { writer.cell($0.kind) }
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
  private mutating func cellsApart(_ kind: Kind, _ isLarge: Bool) -> [String] {
    switch kind {
    case .bool: return ["true", "false"]
    case .choice(let values): return random.shuffled(values).map { cellText($0) }
    case .int, .number, .date:
      let cuts = sortedOperands(kind, isLarge ? 6 : 3)
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
  private mutating func sortedOperands(_ kind: Kind, _ count: Int = 3) -> [String] {
    switch kind {
    case .date: return random.some(count, of: constants.dates).sorted()
    case .int: return random.some(count, of: constants.ints).sorted().map(String.init)
    default: return random.some(count, of: constants.numbers).sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    }
  }

  private mutating func cellText(_ value: String) -> String { random.chance(30) ? value.asCell : value }
}

extension String {
  /// As a cell quotes it.
  fileprivate var asCell: String { contains("'") ? "\"\(self)\"" : "'\(self)'" }
}
