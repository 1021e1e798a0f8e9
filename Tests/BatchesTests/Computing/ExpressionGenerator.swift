import Expressions
import SeededRandom

@testable import GeneratedPolicies

/// Makes expressions of all operators and types at random, over the names of ``FactTable/strange(rowCount:_:)``.
struct ExpressionGenerator {
  private var random: SplitMix

  /// Always the same expressions for the same seed.
  init(seed: UInt64) { random = SplitMix(seed: seed) }

  /// What an expression may give.
  private enum Kind: CaseIterable {
    case bool, int, double, string, timestamp, duration, list
  }

  /// An expression of any kind, with operations at most so deep inside each other.
  mutating func expression(depth: Int) -> String {
    let kind = Kind.allCases[pick(Kind.allCases.count)]
    return expression(kind, depth)
  }
}

extension ExpressionGenerator {
  private mutating func expression(_ kind: Kind, _ depth: Int) -> String {
    if depth == 0 || pick(8) == 0 { return leaf(kind) }
    switch kind {
    case .bool: return bool(depth - 1)
    case .int: return int(depth - 1)
    case .double: return double(depth - 1)
    case .string: return string(depth - 1)
    case .timestamp: return timestamp(depth - 1)
    case .duration: return duration(depth - 1)
    case .list: return list(depth - 1)
    }
  }

  private mutating func leaf(_ kind: Kind) -> String {
    switch kind {
    case .bool:
      one(["promo", "open", "promo", "open", "true", "has(visits)", "has(open)", "has(seen_at)", "has(tags)"])
    case .int:
      one([
        "overdue", "visits", "huge", "nothing", "overdue", "visits", "0", "1", "-3", "7", "9007199254740991",
        "9223372036854775807",
      ])
    case .double:
      one([
        "cooperation", "potential", "cooperation", "potential", "params.limit", "0.0", "-0.0", "2.5", "1e300",
        "double('NaN')", "double('Infinity')",
      ])
    case .string:
      one(["channel", "outlet", "name", "nickname", "fixed", "nowhere", "'mall'", "'张'", "''", "'12'", "'e\u{301}'"])
    case .timestamp:
      one([
        "opened_on", "closed_on", "opened_on", "closed_on", "seen_at", "as_of", "date('9999-12-31')",
        "timestamp('2026-01-31T12:00:00Z')",
      ])
    case .duration:
      one(["duration('1d')", "duration('30d')", "duration('-36h')", "duration('0s')", "duration('200w')"])
    case .list: one(["params.months", "[1, 2.5, 7]", "[overdue, visits]", "[0, 1, 2, 3, 4, 5, 6, 8, 9, 10]"])
    }
  }

  private mutating func bool(_ depth: Int) -> String {
    switch pick(13) {
    case 0: "(\(expression(.bool, depth)) && \(expression(.bool, depth)))"
    case 1: "(\(expression(.bool, depth)) || \(expression(.bool, depth)) || \(expression(.bool, depth)))"
    case 2: "!\(expression(.bool, depth))"
    case 3: choice(.bool, depth)
    case 4, 5: comparison(number(depth), number(depth))
    case 6: comparison(expression(.timestamp, depth), expression(.timestamp, depth))
    case 7: comparison(expression(.string, depth), expression(.string, depth))
    case 8: comparison(expression(.duration, depth), expression(.duration, depth))
    case 9: "(\(expression(.bool, depth)) \(one(["==", "!="])) \(expression(.bool, depth)))"
    case 10: "(\(number(depth)) in \(expression(.list, depth)))"
    case 11:
      "\(expression(.string, depth)).\(one(["startsWith", "endsWith", "contains"]))(\(expression(.string, depth)))"
    default:
      one([
        "\(expression(.string, depth)).matches('^[a-z]+$')",
        "(\(expression(.string, depth)) in ['mall', '张', 'chain'])",
        "tags.exists(t, t == \(expression(.string, depth)))",
        "\(expression(.list, depth)).all(x, x != \(number(depth)))",
        "(\(expression(.timestamp, depth)) in [as_of, date('1970-01-01'), opened_on])",
        "\(one(["is_working_day(", "in_season('peak', "]))\(expression(.timestamp, depth)))",
      ])
    }
  }

  private mutating func int(_ depth: Int) -> String {
    switch pick(9) {
    case 0, 1: "(\(expression(.int, depth)) \(one(["+", "-", "*", "%"])) \(expression(.int, depth)))"
    case 2: "\(one(["-", "abs", "int", "round"]))(\(expression(.int, depth)))"
    case 3: "\(one(["floor", "ceil", "round", "int"]))(\(expression(.double, depth)))"
    case 4: choice(.int, depth)
    case 5:
      "\(one(["year", "month", "day", "weekday", "int", "fiscal_month", "fiscal_year"]))(\(expression(.timestamp, depth)))"
    case 6:
      "(\(expression(.timestamp, depth))).\(one(["getFullYear", "getMonth", "getDayOfYear", "getDate", "getDayOfMonth", "getDayOfWeek", "getHours"]))()"
    case 7:
      "\(one(["days_between", "working_days_between"]))(\(expression(.timestamp, depth)), \(expression(.timestamp, depth)))"
    default:
      one([
        "size(\(expression(.string, depth)))", "int(\(expression(.string, depth)))",
        "size(\(expression(.list, depth)))",
        "\(one(["min", "max"]))(\(expression(.int, depth)), \(expression(.int, depth)))",
      ])
    }
  }

  private mutating func double(_ depth: Int) -> String {
    switch pick(6) {
    case 0, 1: "(\(number(depth)) \(one(["+", "-", "*", "/"])) \(expression(.double, depth)))"
    case 2: "(\(expression(.int, depth)) / \(number(depth)))"
    case 3: "\(one(["-", "abs", "double"]))(\(expression(.double, depth)))"
    case 4: choice(.double, depth)
    default: "\(one(["min", "max"]))(\(number(depth)), \(expression(.double, depth)), \(number(depth)))"
    }
  }

  private mutating func string(_ depth: Int) -> String {
    switch pick(3) {
    case 0: "(\(expression(.string, depth)) + \(expression(.string, depth)))"
    case 1: choice(.string, depth)
    default: "string(\(expression(one([.int, .bool, .timestamp, .string, .double]), depth)))"
    }
  }

  private mutating func timestamp(_ depth: Int) -> String {
    switch pick(5) {
    case 0, 1: "(\(expression(.timestamp, depth)) \(one(["+", "-"])) \(expression(.duration, depth)))"
    case 2: choice(.timestamp, depth)
    case 3: "add_working_days(\(expression(.timestamp, depth)), \(expression(.int, depth)))"
    default: one(["date(\(expression(.string, depth)))", "timestamp(\(expression(.timestamp, depth)))"])
    }
  }

  private mutating func duration(_ depth: Int) -> String {
    switch pick(3) {
    case 0, 1: "(\(expression(.timestamp, depth)) - \(expression(.timestamp, depth)))"
    default: choice(.duration, depth)
    }
  }

  private mutating func list(_ depth: Int) -> String {
    one([
      "[\(number(depth)), \(number(depth))]", "[1, 2, 3].filter(x, x < \(number(depth)))",
      "[1, 2].map(x, x + \(expression(.int, depth)))",
    ])
  }

  private mutating func number(_ depth: Int) -> String { expression(pick(2) == 0 ? .int : .double, depth) }

  private mutating func choice(_ kind: Kind, _ depth: Int) -> String {
    "(\(expression(.bool, depth)) ? \(expression(kind, depth)) : \(expression(kind, depth)))"
  }

  private mutating func comparison(_ left: String, _ right: String) -> String {
    "(\(left) \(one(["<", "<=", ">", ">=", "==", "!="])) \(right))"
  }

  private mutating func one<T>(_ items: [T]) -> T { random.pick(items) }

  private mutating func pick(_ count: Int) -> Int { random.below(count) }
}
