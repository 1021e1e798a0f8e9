import SeededRandom

/// Expressions of each kind, so deep at most; what they read is in scope.
extension PolicyWriter {
  mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    switch kind {
    case .bool: condition(depth)
    case .int: integer(depth)
    case .number: number(depth)
    case .text: text(depth)
    case .date: date(depth)
    case .span: span(depth)
    case .choice(let values): choice(values, depth)
    case .texts: texts(depth)
    case .ints: ints(depth)
    }
  }

  /// A name of the kind, if there is one, else what `literal` gives.
  mutating func name(_ kind: Kind, orElse literal: (inout Self) -> String) -> String {
    let names = names(of: kind)
    return names.isEmpty || random.chance(12) ? literal(&self) : random.pick(names)
  }

  /// `c ? a : b`.
  mutating func conditional(_ kind: Kind, _ depth: Int) -> String {
    use("conditional")
    return "(\(condition(depth - 1)) ? \(expression(kind, depth - 1)) : \(expression(kind, depth - 1)))"
  }

  /// What `body` writes while it may read a variable of a macro too.
  mutating func macro(over kind: Kind, _ body: (inout Self, _ variable: String) -> String) -> String {
    use("macro")
    let variable = "e\(names.count)"
    names.append(Name(text: variable, kind: kind))
    let text = body(&self, variable)
    names.removeLast()
    return text
  }
}

extension PolicyWriter {
  mutating func integer(_ depth: Int) -> String {
    guard depth > 0 else { return name(.int) { writer in writer.intLiteral() } }
    let next = depth - 1
    switch random.below(15) {
    case 0..<4: return "(\(integer(next)) \(random.pick(["+", "-", "*", "+", "-"])) \(integer(next)))"
    case 4:
      use("%")
      return "(\(integer(next)) % \(random.chance(70) ? intLiteral() : integer(next)))"
    case 5:
      use("rounding")
      return "\(random.pick(["floor", "ceil", "round"]))(\(number(next)))"
    case 6: return "\(random.pick(["min", "max"]))(\(integer(next)), \(integer(next)))"
    case 7:
      use("date part")
      return "\(random.pick(["year", "month", "day", "weekday"]))(\(date(next)))"
    case 8, 9: return "days_between(\(date(next)), \(date(next)))"
    case 10: return conditional(.int, depth)
    case 11: return random.chance(50) ? "abs(\(integer(next)))" : "-(\(integer(next)))"
    case 12:
      use("size of text")
      return "size(\(text(next)))"
    case 13: return calendarNumber(next)
    default: return isExotic ? exoticInteger(next) : integer(0)
    }
  }

  mutating func intLiteral() -> String {
    let number = random.pick(constants.ints)
    return random.chance(5) && number > 0 ? "0x" + String(number, radix: 16) : String(number)
  }

  private mutating func exoticInteger(_ depth: Int) -> String {
    switch random.below(7) {
    case 0:
      use("int()")
      return "int(\(random.chance(50) ? number(depth) : text(depth)))"
    case 1:
      use("time part")
      let part = random.pick([
        "getFullYear", "getMonth", "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getHours",
      ])
      return "\(date(depth)).\(part)(\(random.chance(30) ? "'+08:00'" : ""))"
    case 2:
      use("index")
      return "\(ints(depth))[\(random.chance(50) ? String(random.below(4)) : integer(depth))]"
    case 3:
      use("map")
      return "{'A': 1, 'B': \(integer(depth)), 'good': 3}[\(text(depth))]"
    case 4: return "size(\(random.chance(50) ? texts(depth) : ints(depth)))"
    case 5:
      use("span part")
      return "(\(span(depth))).\(random.pick(["getHours", "getMinutes", "getSeconds"]))()"
    default:
      return macro(over: .int) { writer, variable in
        let list = writer.ints(0)
        return "size(\(list).filter(\(variable), \(writer.condition(depth))))"
      }
    }
  }

  mutating func number(_ depth: Int) -> String {
    guard depth > 0 else { return name(.number) { writer in writer.numberLiteral() } }
    let next = depth - 1
    switch random.below(13) {
    case 0..<5:
      let operation = random.pick(["+", "-", "*", "/", "/"])
      return "(\(anyNumber(next)) \(operation) \(anyNumber(next)))"
    case 5, 6:
      let operands = (0..<random.number(2...3)).map { _ in anyNumber(next) } + [number(next)]
      return "\(random.pick(["min", "max"]))(\(operands.joined(separator: ", ")))"
    case 7: return conditional(.number, depth)
    case 8: return random.chance(60) ? "abs(\(number(next)))" : "-(\(number(next)))"
    case 9: return "(\(integer(next)) / \(integer(next)))"
    case 10: return "(\(number(next)) * \(integer(next)))"
    default:
      guard isRare(60) else { return number(0) }
      use("double()")
      return "double(\(random.chance(50) ? integer(next) : text(next)))"
    }
  }

  private mutating func numberLiteral() -> String {
    let number = random.pick(constants.numbers)
    return number.contains(where: { $0 == "." || $0 == "e" }) || random.chance(50) ? number : number + ".0"
  }

  /// Whole or not: numbers mix.
  mutating func anyNumber(_ depth: Int) -> String { random.chance(65) ? number(depth) : integer(depth) }
}
