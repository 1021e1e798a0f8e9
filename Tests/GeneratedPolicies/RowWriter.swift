import Expressions
import Policies
import SeededRandom

/// Writes customers for a policy set: at its constants and just beside them, with gaps, and in spellings of all kinds.
struct RowWriter {
  /// How far cells can be trusted.
  enum Soundness: String, CaseIterable {
    /// Every cell reads as its fact's type, and lies in its range; numbers and dates are such as people have to do with.
    case tame
    /// Every cell reads as its fact's type, and lies in its range.
    case sound
    /// So are most, but any cell may hold anything.
    case wild
  }

  /// The header.
  let columns: [String]
  var random: SplitMix
  let constants: Constants
  /// For each column its fact; `nil` for one that nothing reads.
  private let facts: [Fact?]

  /// Columns in any order, without some that may be absent, and with some that nothing reads.
  init(_ policies: PolicySet, _ constants: Constants, _ random: inout SplitMix) {
    var random = SplitMix(seed: random.next())
    var columns: [(header: String, fact: Fact?)] = []
    let knowsFlags = random.chance(60)
    for fact in policies.policies.flatMap(\.facts) where !columns.contains(where: { $0.fact?.name == fact.name }) {
      let isNeeded = policies.policies.contains { policy in
        policy.facts.contains { $0.name == fact.name && $0.isRequired }
      }
      if !isNeeded, random.chance(7) { continue }
      if fact.isInternal, !knowsFlags { continue }
      columns.append((random.chance(80) ? fact.column ?? fact.name : fact.name, fact))
    }
    for name in ["unread", "", "备用"] where random.chance(15) { columns.append((name, nil)) }
    columns = random.shuffled(columns)
    self.columns = columns.map(\.header)
    facts = columns.map(\.fact)
    self.constants = constants
    self.random = random
  }
}

extension RowWriter {
  /// So many rows of a cell for each column; some of them twice.
  mutating func rows(_ count: Int, _ soundness: Soundness) -> [[String]] {
    var rows: [[String]] = []
    rows.reserveCapacity(count)
    for index in 0..<count {
      rows.append(random.chance(5) ? rows.last ?? row(index, soundness) : row(index, soundness))
    }
    return rows
  }

  private mutating func row(_ index: Int, _ soundness: Soundness) -> [String] {
    // Most wild rows have but one or two cells that are, so that some get past reading.
    let isWild = soundness == .wild && random.chance(50)
    return facts.map { fact in
      guard let fact else { return random.chance(50) ? "" : "x" }
      if isWild, random.chance(12) { return wildCell(fact) }
      if !fact.isRequired, random.chance(18) { return random.chance(85) ? "" : random.pick([" ", "\t", "\u{3000}"]) }
      return soundCell(fact, index, soundness == .tame)
    }
  }

  private mutating func soundCell(_ fact: Fact, _ index: Int, _ isTame: Bool) -> String {
    for _ in 0..<8 {
      let cell = cell(fact, index, isTame)
      if case .success = fact.read(.text(cell)) { return cell }
    }
    return fact.limits.flatMap { $0.lower ?? $0.upper }.map { fact.kind == .date ? "2026-01-15" : "\(Int($0) + 1)" }
      ?? "1"
  }

  private mutating func wildCell(_ fact: Fact) -> String {
    random.chance(50)
      ? random.pick(Self.oddities) : random.chance(30) ? "" : cell(fact, 0, false) + random.pick(["x", " ", ".", "0"])
  }

  private mutating func cell(_ fact: Fact, _ index: Int, _ isTame: Bool) -> String {
    switch fact.kind {
    case .string: fact.name == "id" ? "c\(index)" : random.pick(constants.texts)
    case .integer: fact.name == "id" ? "\(index + 1)" : integer(isTame)
    case .number: fact.isPart && random.chance(70) ? random.pick(Self.parts) : number(isTame)
    case .bool: random.pick(Self.truths)
    case .date: date(isTame)
    case .enumeration(let values): value(values)
    }
  }

  /// Parts of a whole, at cuts and beside them.
  private static let parts = [
    "0", "0.1", "0.2", "0.19999999999999998", "0.3", "0.5", "0.57", "0.8", "0.7999999999999999", "0.95", "0.999", "1",
  ]

  /// What some type or other cannot read, or only just.
  private static let oddities = [
    "", "  ", "x", "-", ".", "1e999", "-1e999", "nan", "inf", "0x10", "1,000", "１２", "9223372036854775808",
    "-9223372036854775809", "9223372036854775807", "1e-400", "5.", ".5", "+", "1e", "--1", "1.2.3", "2026-02-30",
    "2026-13-01", "20260131", "2026-1-31", "2026/1/31", "2026/01/1x", "2026-01-31 09:30", "2026-01-31T23:30:00Z",
    "10000-01-01", "0000-01-01", "Yes ", "T", "Mall",
    "malll", "商 场", "\u{FEFF}5", "\u{A0}5\u{A0}", "5\0", "e\u{301}te\u{301}", "\u{FFFD}", "true", "1e3", "-0",
    "12345678901234567890123456789012345678901234567890", "0.00000000000000000000000000000000000001e38",
  ]
}

extension RowWriter {
  private static let truths = ["true", "false", "1", "0", "yes", "No", "Y", "n", "是", "否", " TRUE ", "False"]

  private mutating func integer(_ isTame: Bool) -> String {
    let base = random.chance(70) ? random.pick(constants.ints) : random.number(-20...120)
    let near = random.chance(60) ? base : base.addingReportingOverflow(random.number(-2...2)).partialValue
    switch random.below(12) {
    case 0: return " \(near) "
    case 1: return "\(near).0"
    case 2: return near < 0 ? "\(near)" : "+\(near)"
    case 3: return near < 0 ? "\(near)" : "00\(near)"
    case 4 where !isTame:
      return random.pick(["-0", "0", "9007199254740993", "9223372036854775807", "-9223372036854775808"])
    default: return "\(near)"
    }
  }

  private mutating func number(_ isTame: Bool) -> String {
    let base = random.chance(70) ? Double(random.pick(constants.numbers)) ?? 0 : Double(random.pick(constants.ints))
    switch random.below(16) {
    case 0..<5: return "\(base)"
    case 5: return "\(base.nextUp)"
    case 6: return "\(base.nextDown)"
    case 7: return "\(base + random.pick([1, -1, 0.5, -0.5, 1e-9]))"
    case 8: return random.pick(constants.numbers)
    case 9: return " \(random.number(0...100)) "
    case 10: return "\(random.number(0...100))e\(random.number(-3...3))"
    case 11: return random.pick(["-0", "-0.0", "0", ".5", "+7", "1E2", "007"])
    case 14 where !isTame: return random.pick(["4.9e-324", "1.7976931348623157e308", "-1e200", "1e17"])
    case 12: return "\(random.number(0...99)).\(random.number(0...99999))"
    case 13: return random.pick(["0.1000000000000000055511151231257827", "123456789.123456789", "0.333333333333"])
    default: return "\(random.number(0...110))"
    }
  }

  private mutating func date(_ isTame: Bool) -> String {
    if random.chance(5) { return random.pick(["1970-01-01", "2024-02-29", "2000/2/29"]) }
    if !isTame, random.chance(8) { return random.pick(["0001-01-01", "9999-12-31", "0001/1/1", "1582-10-10"]) }
    let day = random.chance(70) ? CalendarDate(random.pick(constants.dates))?.days ?? 0 : 20_454
    let near = CalendarDate(days: min(max(day + Int32(random.number(-3...3)), -719_162), 2_932_896))
    switch random.below(8) {
    case 0: return near.description.split(separator: "-").map { String(Int($0) ?? 0) }.joined(separator: "/")
    case 1: return " \(near) "
    case 2: return "2026-\(random.pick(["01", "06", "12"]))-\(random.number(10...28))"
    default: return near.description
    }
  }

  private mutating func value(_ values: [Fact.EnumValue]) -> String {
    let value = random.pick(values)
    let labels = value.label.texts.values.sorted()
    if !labels.isEmpty, random.chance(25) { return random.pick(labels) }
    return random.chance(8) ? " \(value.name) " : value.name
  }
}

extension Fact {
  /// Whether it is measured and may be a part of a whole.
  fileprivate var isPart: Bool {
    switch origin {
    case .population: kind == .number
    case .customer, .measure, .previous: false
    }
  }

  /// Whether a row without it is rejected.
  var isRequired: Bool {
    if case .reject = missing { true } else { false }
  }
}
