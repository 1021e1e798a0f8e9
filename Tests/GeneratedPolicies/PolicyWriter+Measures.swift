import SeededRandom

/// What is measured before customers are decided: here the columns of their rows give it.
extension PolicyWriter {
  /// `events`, `measures` and `population`, or none of them.
  mutating func measuredFacts() -> [Outline] {
    guard random.chance(40) else { return [] }
    let measures = measures()
    let population = population()
    names += standings
    return [
      Outline(line: "events:", parts: Self.events), Outline(line: "measures:", parts: measures),
      Outline(line: "population:", parts: population),
    ].filter { !$0.parts.isEmpty }
  }

  private static let events = [
    Outline(
      line: "calls:",
      parts: [
        Outline(line: "key: id"), Outline(line: "time: day"),
        Outline(
          line: "fields:",
          parts: [
            Outline(line: "mode: {type: enum, values: {A: {zh: 甲级}, B: {}, C: {}}}"), Outline(line: "met: bool"),
            Outline(line: "minutes: {type: number, missing: {default: 0}}"), Outline(line: "note: string"),
            Outline(line: "goods: integer"),
          ]),
      ])
  ]

  /// The ways of measuring, with the kind of what comes of each.
  private static let aggregates: [(written: String, kind: Kind)] = [
    ("count: true", .int), ("sum: minutes", .number), ("min: minutes / 2", .number), ("max: goods", .number),
    ("avg: minutes", .number), ("distinct: note", .int), ("first: mode", .choice(["A", "B", "C"])),
    ("last: note", .text),
    ("last: day", .date), ("first: met", .bool), ("last: goods", .int), ("days_since: true", .int),
    ("streak: met", .int),
    ("trend: minutes", .number), ("trend: true", .number),
  ]

  private mutating func measures() -> [Outline] {
    random.some(random.number(1...5), of: Array(Self.aggregates.indices)).map { index in
      let (written, kind) = Self.aggregates[index]
      use("measure")
      let name = random.chance(20) ? "度量\(index)" : "m\(index)"
      names.append(Name(text: name, kind: kind))
      let filter = random.chance(40) ? ", where: \(eventCondition().quoted)" : ""
      let needsWindow = written.hasPrefix("trend")
      let window = needsWindow || random.chance(40) ? ", within: \(random.pick(Self.windows))" : ""
      return Outline(line: "\(name): {of: calls, \(written)\(filter)\(window)}")
    }
  }

  private static let windows = ["30d", "4w", "3 months", "this quarter", "last month", "last 2 weeks"]

  private mutating func eventCondition() -> String {
    let threshold = names(of: .number).filter { $0.hasPrefix("params.") }.first ?? random.pick(constants.numbers)
    return random.pick(["met", "mode == 'A'", "minutes > \(threshold)", "has(note) && goods >= 2", "day < as_of"])
  }

  private mutating func population() -> [Outline] {
    let ways = ["share", "rank", "ahead", "percentile", "z", "total", "average", "count"]
    return random.some(random.below(4), of: ways).map { way in
      use("population")
      let name = "p_\(way)"
      standings.append(Name(text: name, kind: way == "rank" || way == "count" ? .int : .number))
      return Outline(line: "\(name): {\(way): \(anyNumber(1).quoted)\(peers())}")
    }
  }

  /// `within` and `over`, or neither.
  private mutating func peers() -> String {
    let within = random.chance(50) ? ", within: [\(random.pick(choices.map(\.name) + ["region"]))]" : ""
    return within + (random.chance(25) ? ", over: \(condition(1).quoted)" : "")
  }

  /// `share` or `top`, whose tiers rise with what customers have; what is compared and with whom is of no account to who decides
  /// from columns.
  mutating func standing(_ choice: Choice, reading earlier: [Name]) -> [Outline] {
    let all = names
    names = earlier
    defer { names = all }
    let form = random.pick(["share", "share", "top"])
    use(form)
    var keys = choice.keys ?? []
    var parts = [Outline(line: "of: \(anyNumber(1).quoted)")]
    if random.chance(40) { parts.append(Outline(line: "within: [region]")) }
    if random.chance(20) { parts.append(Outline(line: "over: \(condition(1).quoted)")) }
    if form == "share", keys.count > 2, random.chance(50) { parts.append(Outline(line: "zero: \(keys.removeLast())")) }
    if keys.count > 1, random.chance(70) { parts.append(Outline(line: "else: \(keys.removeLast())")) }
    let cuts = random.some(keys.count, of: Self.cuts).sorted { $0.value < $1.value }
    parts.append(
      Outline(line: "cuts:", parts: zip(keys, cuts).map { Outline(line: "\($0): \($1.written)") }))
    let unknown = random.chance(35) ? [Outline(line: "unknown: \(random.pick(choice.outcomes))")] : []
    return [Outline(line: "\(form):", parts: parts)] + unknown
  }

  /// As written, and what they are.
  private static let cuts: [(written: String, value: Double)] = [
    ("20%", 0.2), ("0.3", 0.3), ("50%", 0.5), ("57 %", 0.57), ("80%", 0.8), ("95%", 0.95), ("99.9%", 0.999),
    ("100%", 1),
  ]
}
