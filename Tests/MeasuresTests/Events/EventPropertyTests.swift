import Measures
import SeededRandom
import Testing

@Suite("Measures of generated events")
struct EventPropertyTests {
  @Test("are what a plain count of sorted events gives, whatever the parts", arguments: 0..<12)
  func agree(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let visits = (0..<600).map { _ in GeneratedVisit(&random, days: seed.isMultiple(of: 2) ? 12 : 90) }
    let parts = random.parts(of: visits.map { $0.visit })
    #expect(try Visits(Reference.forms).lines(of: GeneratedVisit.customers, parts) == Reference.lines(visits))
  }

  @Test("do not depend on the order of the file, where no customer has two on one day", arguments: 0..<6)
  func shuffled(_ seed: Int) throws {
    var random = SplitMix(seed: UInt64(100 + seed))
    var seen: Set<String> = []
    let visits = (0..<2_000).map { _ in GeneratedVisit(&random, days: 60) }.filter {
      seen.insert("\($0.customer) \($0.day)").inserted
    }
    let expected = Reference.lines(visits)
    for _ in 0..<3 {
      let parts = random.parts(of: random.shuffled(visits).map { $0.visit })
      #expect(try Visits(Reference.forms).lines(of: GeneratedVisit.customers, parts) == expected)
    }
  }
}

/// A visit with all that can be said of it.
struct GeneratedVisit {
  static let customers = (1...40).map { $0.isMultiple(of: 3) ? "a-customer-with-a-long-name-\($0)" : "c\($0)" }
  /// Days since 1970-01-01 of the as-of date.
  static let asOf: Int32 = 20_530

  let customer: String
  let day: Int32
  let isDeep: Bool?
  let cooperated: Bool?
  /// Hundredths.
  let minutes: Int?
  let who: String?
  /// Beyond what a double can tell apart.
  let rank: Int?

  init(_ random: inout SplitMix, days: Int) {
    customer = random.pick(Self.customers)
    day = Self.asOf + 3 - Int32(random.below(days))
    isDeep = random.chance(10) ? nil : random.chance(50)
    cooperated = random.chance(10) ? nil : random.chance(60)
    minutes = random.chance(10) ? nil : random.number(-2_000...20_000)
    who = random.chance(10) ? nil : random.pick(["li", "wang", "zhao", "someone-with-a-long-name"])
    rank = random.chance(10) ? nil : 9_007_199_254_740_993 * random.number(-1...1) + random.number(-2...2)
  }

  var visit: Visits.Visit {
    let mode = isDeep.map { $0 ? "deep" : "general" } ?? "-"
    let minutes = minutes.map { "\(Double($0) / 100)" } ?? "-"
    let cooperated = cooperated.map { $0 ? "yes" : "no" } ?? "-"
    return Visits.Visit(
      "\(customer) \(Reference.text(of: day)) \(mode) \(cooperated) \(minutes) \(who ?? "-") \(rank.map(String.init) ?? "-")"
    )
  }
}

extension SplitMix {
  /// The elements in parts of any length, in their order.
  mutating func parts<Element>(of elements: [Element]) -> [[Element]] {
    var (parts, rest) = ([] as [[Element]], elements[...])
    while !rest.isEmpty {
      let part = rest.prefix(1 + below(300))
      parts.append(Array(part))
      rest = rest.dropFirst(part.count)
    }
    return parts
  }
}
