import SeededRandom

extension PolicyWriter {
  mutating func cadence() -> [Outline] {
    let obligations = (0..<random.number(1...4)).map { _ in obligation() }
    ruleLists.append(RuleList(path: ["cadence", "obligations"], ids: obligations.map(\.id), names: names))
    var parts = [Outline(line: "obligations:", parts: obligations.map(\.line))]
    if random.chance(80) {
      parts.append(Outline(line: "adjust:", parts: (0..<random.number(1...4)).map { _ in adjustment() }))
    }
    if random.chance(60) { parts.append(Outline(line: "round: \(random.pick(["up", "down", "nearest", "none"]))")) }
    if random.chance(40) { parts.append(Outline(line: "bounds:", parts: bounds())) }
    if random.chance(40) {
      let spacing = random.pick(["{min: 2d, max: 6w}", "{max: 30d}", "{min: 10d}", "{min: 1w, max: 1w}", "{max: 1d}"])
      parts.append(Outline(line: "spacing: \(spacing)"))
    }
    if random.chance(60) { parts.append(Outline(line: "schedule: \(schedule())")) }
    return parts
  }

  private mutating func schedule() -> String {
    use("schedule")
    hasSchedule = true
    var entries: [(key: String, value: String)] = [("last_visit", date(random.pick([0, 0, 1, 2])).quoted)]
    if random.chance(50) { entries.append(("made", anyNumber(random.pick([0, 1])).quoted)) }
    if random.chance(40) { entries.append(("since", date(random.pick([0, 0, 1])).quoted)) }
    if random.chance(50) { entries.append(("move", random.pick(["previous", "next", "nearest"]))) }
    return entries.flowMapping
  }

  private mutating func someCadence() -> String {
    if random.chance(8) { return "on_demand" }
    let visits = random.pick(["1", "2", "3", "4", "6", "0.5", "1.5", "10", "0", "7/3", "1", "2", "1"])
    let period = random.pick([
      "day", "week", "month", "month", "month", "quarter", "year", "2 months", "3 weeks", "10 days", "月",
    ])
    return "\(visits)/\(period)"
  }

  private mutating func obligation() -> (id: String, line: Outline) {
    var entries: [(key: String, value: String)] = [("id", nextID("o"))]
    let id = entries[0].value
    let choices = choices
    let subject = !choices.isEmpty && random.chance(55) ? random.pick(choices) : nil
    if subject == nil ? random.chance(65) : random.chance(30) { entries.append(("when", condition(someDepth).quoted)) }
    if let subject { entries.append(("by", subject.name)) }
    let hasVisits = random.chance(88)
    if hasVisits { entries.append(("visits", demand(subject?.values) { $0.someCadence() })) }
    if random.chance(50) || !hasVisits {
      use("mode")
      entries.append(("mode", demand(subject?.values) { $0.random.pick(Self.modes) }))
    }
    if random.chance(25) {
      use("floor")
      entries.append(("floor", "true"))
    }
    return (id, Outline(line: "- \(entries.flowMapping)"))
  }

  /// One demand, or one for each of some of the values.
  private mutating func demand(_ values: [String]?, _ body: (inout Self) -> String) -> String {
    guard let values, random.chance(85) else { return body(&self) }
    let named = random.some(random.number(1...values.count), of: values)
    return named.map { (key: $0.quoted, value: random.chance(8) ? "~" : body(&self)) }.flowMapping
  }

  private mutating func adjustment() -> Outline {
    var entries: [(key: String, value: String)] = [("id", nextID("a"))]
    if random.chance(70) { entries.append(("when", condition(someDepth).quoted)) }
    if random.chance(50) {
      entries.append(("multiply", amount(["1.5", "2", "0.5", "0", "1", "1.25", "3", "0.333333333", "1e6"])))
    } else {
      entries.append(("add", amount(["1", "2", "-1", "0.5", "0", "-3", "1.75", "12"])))
      entries.append(("per", random.pick(["month", "week", "year", "quarter", "day", "2 weeks"])))
    }
    return Outline(line: "- \(entries.flowMapping)")
  }

  private mutating func amount(_ constants: [String]) -> String {
    guard random.chance(45) else { return random.pick(constants) }
    use("computed amount")
    return anyNumber(random.pick([0, 1, 1, 2])).quoted
  }

  private mutating func bounds() -> [Outline] {
    var lines: [Outline] = []
    if random.chance(70) {
      lines.append(
        Outline(line: "at_least: \(random.pick(["1/quarter", "1/year", "1/month", "0.5/month", "2/2 months"]))"))
    }
    if random.chance(70) {
      lines.append(Outline(line: "at_most: \(random.pick(["8/month", "1/day", "2/week", "30/month", "100/year"]))"))
    }
    return lines
  }
}
