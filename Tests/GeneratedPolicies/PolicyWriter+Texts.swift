import SeededRandom

/// Texts, times and lists.
extension PolicyWriter {
  mutating func text(_ depth: Int) -> String {
    guard depth > 0 else {
      let choices = choices.map(\.name)
      if !choices.isEmpty, random.chance(5) { return random.pick(choices) }
      return name(.text) { writer in writer.random.pick(writer.constants.texts).asText }
    }
    switch random.below(10) {
    case 0: return conditional(.text, depth)
    case 1, 2:
      guard isExotic else { return text(0) }
      use("text + text")
      return "(\(text(depth - 1)) + \(text(depth - 1)))"
    case 3:
      guard isExotic else { return text(0) }
      use("string()")
      return "string(\(expression(random.pick([.int, .number, .bool, .date, .span]), depth - 1)))"
    default: return text(0)
    }
  }

  /// A text out of a list, by name or by choosing.
  mutating func choice(_ values: [String], _ depth: Int) -> String {
    let names = names(of: .choice(values))
    if depth > 0, random.chance(60) {
      return "(\(condition(depth - 1)) ? \(random.pick(values).asText) : \(random.pick(values).asText))"
    }
    return names.isEmpty || random.chance(30) ? random.pick(values).asText : random.pick(names)
  }

  mutating func date(_ depth: Int) -> String {
    guard depth > 0 else {
      if random.chance(20) { return "as_of" }
      return name(.date) { writer in "date('\(writer.random.pick(writer.constants.dates))')" }
    }
    switch random.below(9) {
    case 0, 1:
      use("date + span")
      return "(\(date(depth - 1)) \(random.pick(["+", "-"])) \(span(depth - 1)))"
    case 2: return conditional(.date, depth)
    case 3:
      guard isExotic else { return date(0) }
      use("timestamp()")
      return "timestamp(\(random.chance(50) ? "'2026-01-31T12:30:00Z'" : integer(depth - 1)))"
    case 4: return workingDay(depth - 1)
    default: return date(0)
    }
  }

  mutating func span(_ depth: Int) -> String {
    guard depth > 0 else {
      return name(.span) { writer in
        "duration('\(writer.random.pick(["30d", "4w", "1h30m", "90d", "0s", "-7d", "100000d"]))')"
      }
    }
    use("span")
    switch random.below(5) {
    case 0, 1: return "(\(date(depth - 1)) - \(date(depth - 1)))"
    case 2: return "(\(span(depth - 1)) + \(span(depth - 1)))"
    default: return span(0)
    }
  }

  mutating func texts(_ depth: Int) -> String {
    if depth > 0, isRare(40) {
      use("list + list")
      return "(\(texts(depth - 1)) + [\(text(depth - 1))])"
    }
    return name(.texts) { writer in
      let literals = writer.random.some(writer.random.number(1...3), of: writer.constants.texts).map(\.asText)
      let elements = literals + (writer.random.chance(20) ? [writer.text(0)] : [])
      return "[\(elements.joined(separator: ", "))]"
    }
  }

  mutating func ints(_ depth: Int) -> String {
    if depth > 0, isRare(30) {
      return macro(over: .int) { writer, variable in
        "\(writer.intList()).map(\(variable), \(writer.integer(1)))"
      }
    }
    return name(.ints) { writer in writer.intList() }
  }

  mutating func intList() -> String {
    let literals = random.some(random.number(1...4), of: constants.ints).map(String.init)
    let elements = literals + (random.chance(15) ? [integer(0)] : [])
    return "[\(elements.joined(separator: ", "))]"
  }
}
