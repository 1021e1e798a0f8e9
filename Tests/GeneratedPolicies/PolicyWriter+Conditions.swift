import SeededRandom

extension PolicyWriter {
  mutating func condition(_ depth: Int) -> String {
    guard depth > 0 else { return simpleCondition() }
    let next = depth - 1
    switch random.below(21) {
    case 0..<4:
      let sign = random.pick([" && ", " || "])
      return "(" + (0..<random.number(2...4)).map { _ in condition(next) }.joined(separator: sign) + ")"
    case 4: return "!(\(condition(next)))"
    case 5: return conditional(.bool, depth)
    case 6, 7: return "\(anyNumber(next)) \(comparison()) \(anyNumber(next))"
    case 8: return "\(integer(next)) \(comparison()) \(integer(next))"
    case 9: return "\(number(next)) \(comparison()) \(number(next))"
    case 10: return "\(date(next)) \(comparison()) \(date(next))"
    case 11: return textCondition(next)
    case 12: return membership(next)
    case 13, 14: return quantified(next)
    case 15: return "(\(condition(next))) \(random.pick(["==", "!="])) (\(condition(next)))"
    case 16:
      use("span")
      return "\(span(next)) \(comparison()) \(span(next))"
    case 17: return calendarCondition(next)
    case 18: return isExotic ? exoticCondition(next) : simpleCondition()
    default: return simpleCondition()
    }
  }

  mutating func comparison() -> String { random.pick(["<", "<=", ">", ">=", "==", "!="]) }

  /// What most conditions of a policy are: a name against a constant.
  mutating func simpleCondition() -> String {
    switch random.below(12) {
    case 0..<3:
      return "\(number(0)) \(comparison()) \(random.chance(70) ? random.pick(constants.numbers) : anyNumber(0))"
    case 3, 4: return "\(integer(0)) \(comparison()) \(random.chance(70) ? intLiteral() : anyNumber(0))"
    case 5..<8: return choiceCondition() ?? textCondition(0)
    case 8: return name(.bool) { writer in writer.random.pick(["true", "false"]) }
    case 9: return "\(date(0)) \(comparison()) \(date(0))"
    case 10:
      use("has")
      let known = names.filter { !$0.text.hasPrefix("e") || $0.text.count > 3 }
      return (random.chance(50) ? "" : "!") + "has(\(random.pick(known).text))"
    default: return textCondition(0)
    }
  }

  private mutating func choiceCondition() -> String? {
    let choices = choices
    guard !choices.isEmpty else { return nil }
    let (name, values) = random.pick(choices)
    switch random.below(10) {
    case 0..<4: return "\(name) \(random.pick(["==", "!=", "=="])) \(random.pick(values).asText)"
    case 4..<8:
      let listed = random.some(random.number(1...3), of: values).map(\.asText)
      return (random.chance(25) ? "!" : "") + "(\(name) in [\(listed.joined(separator: ", "))])"
    case 8:
      let akin = choices.filter { $0.name != name && !Set($0.values).isDisjoint(with: values) }
      guard !akin.isEmpty else { return "\(name) != \(random.pick(values).asText)" }
      return "\(name) \(random.pick(["==", "!="])) \(random.pick(akin).name)"
    default:
      let texts = names(of: .text)
      return texts.isEmpty ? "has(\(name))" : "\(name) \(random.pick(["==", "!="])) \(random.pick(texts))"
    }
  }

  mutating func textCondition(_ depth: Int) -> String {
    let subject = text(depth)
    switch random.below(9) {
    case 0..<3: return "\(subject) \(random.pick(["==", "!="])) \(text(0))"
    case 3:
      use("order of texts")
      return "\(subject) \(random.pick(["<", "<=", ">", ">="])) \(text(0))"
    case 4:
      use("matches")
      return "\(subject).matches(\(random.pick(Self.patterns).asText))"
    case 5: return "\(subject) in \(texts(0))"
    default:
      use("part of text")
      let part = random.chance(85) ? random.pick(constants.texts).asText : text(0)
      return "\(subject).\(random.pick(["contains", "startsWith", "endsWith"]))(\(part))"
    }
  }

  private static let patterns = ["^A", "[0-9]+$", "商|福|店", "a.*b", "^$", "(?i)MALL", #"\d{1,2}"#, "^[^a-z]*$"]

  private mutating func membership(_ depth: Int) -> String {
    switch random.below(4) {
    case 0: "\(text(depth)) in \(texts(depth))"
    case 1: "\(number(depth)) in \(ints(0))"
    case 2: "\(integer(depth)) in \(ints(depth))"
    default: "\(random.pick(["month", "weekday", "year"]))(\(date(depth))) in [1, 2, 3, 6, 2026]"
    }
  }

  private mutating func quantified(_ depth: Int) -> String {
    let quantifier = random.pick(["all", "exists", "exists", "exists_one"])
    if random.chance(50) {
      return macro(over: .int) { writer, variable in
        let list = writer.random.chance(80) ? writer.intList() : writer.ints(depth)
        return "\(list).\(quantifier)(\(variable), \(writer.integer(0)) \(writer.comparison()) \(variable))"
      }
    }
    return macro(over: .text) { writer, variable in
      let list = writer.texts(0)
      let condition =
        writer.random.chance(60) ? "\(writer.text(0)) == \(variable)" : writer.condition(min(depth, 1))
      return "\(list).\(quantifier)(\(variable), \(condition))"
    }
  }

  private mutating func exoticCondition(_ depth: Int) -> String {
    switch random.below(7) {
    case 0:
      use("bool()")
      return "bool(\(text(depth)))"
    case 1:
      use("dyn")
      return "dyn(\(anyNumber(depth))) \(random.pick(["==", "!=", "<"])) \(anyNumber(depth))"
    case 2:
      use("type")
      return "type(\(anyNumber(depth))) == \(random.pick(["int", "double"]))"
    case 3:
      use("map")
      return "\(text(depth)) in {'A': 1, 'good': 2}"
    case 4:
      use("list equality")
      return "\(texts(depth)) == \(texts(depth))"
    case 5:
      use("computed pattern")
      return "\(text(depth)).matches(\(text(0)))"
    default:
      return macro(over: .int) { writer, variable in
        let list = writer.ints(depth)
        return "\(list).exists(i, \(variable), i < 2 && \(variable) \(writer.comparison()) \(writer.integer(0)))"
      }
    }
  }
}
