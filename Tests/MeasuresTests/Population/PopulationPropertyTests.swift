import Decisions
@testable import Measures
import SeededRandom
import Testing

/// Populations made at random, against an account of them that is plain to see through.
struct PopulationPropertyTests {
  private static let policy = """
    facts:
      id: {type: string, key: true}
      region: {type: string, missing: unknown}
      sales: {type: number, missing: unknown}
      open: {type: bool, missing: {default: true}}
    population:
      a: {share: sales, within: region, over: open}
      b: {rank: sales, within: region, over: open}
      c: {ahead: sales, within: region, over: open}
      d: {percentile: sales, within: region, over: open}
      e: {total: sales, within: region, over: open}
      f: {average: sales, within: region, over: open}
      g: {count: sales, within: region, over: open}
      h: {z: sales, within: region, over: open}
    classify:
      value: {share: {of: sales, within: region, over: open, cuts: {A: 50%, B: 90%}, else: C, zero: D}}
    outputs:
      share: {value: a}
      rank: {value: b}
      ahead: {value: c}
      percentile: {value: d}
      total: {value: e}
      average: {value: f}
      count: {value: g}
      z: {value: h}
    """

  @Test(
    "Answers are those of a plain account, whatever the order, the counters and the turns",
    arguments: 0..<15 as Range<UInt64>)
  func agreement(seed: UInt64) throws {
    var random = SplitMix(seed: seed &* 977 &+ 1)
    let fixture = try PopulationFixture(Self.policy)
    let count = [1, 3, 40, 700, 2500][Int(seed % 5)]
    let customers = (0..<count).map { _ in Customer(&random) }
    let expected = PlainAccount(customers).answers
    let rows = fixture.rows(customers.map(\.words))
    for _ in 0..<3 {
      let order = random.shuffled(Array(0..<count))
      let way = PopulationFixture.Way(
        counters: random.below(4) + 1, turn: random.below(count) + 1, start: random.below(count),
        isReduced: random.below(2) == 0, isKept: random.below(2) == 0)
      let results = fixture.decide(order.map { rows[$0] }, by: try fixture.population(order.map { rows[$0] }, way))
      #expect(results.map { $0.shown.prefix { $0 != "?" } } == order.map { expected[$0][...] })
    }
  }

  @Test("Quotients are the nearest doubles", arguments: 0..<2000 as Range<UInt64>)
  func quotients(seed: UInt64) {
    var random = SplitMix(seed: seed &* 31 &+ 7)
    let (a, b) = (random.wide(), random.wide())
    let quotient = Double(nearestTo: a, over: b)
    // Twice the distance to the quotient is not more than the gap to either neighbour, exactly: |a - q b| · 2 ≤ gap · b.
    #expect(LongDivision.isNearest(quotient, UInt128(a), UInt128(b)))
  }

  @Test("Squares of 256 bits")
  func wideSums() {
    var sum = WideSum(UInt128.max, times: UInt128.max)
    #expect(sum.text == "fffffffffffffffffffffffffffffffe:1")
    sum -= WideSum(1, times: 2)
    #expect(sum.text == "fffffffffffffffffffffffffffffffd:ffffffffffffffffffffffffffffffff")
    sum += WideSum(1, times: 1)
    #expect(sum.text == "fffffffffffffffffffffffffffffffe:0")
    #expect((WideSum(1 << 100, times: 1 << 100) * 5).text == "5000000000000000000:0")
    #expect(WideSum(text: sum.text) == sum)
    #expect(WideSum(text: "1:2:3") == nil)
  }
}

/// A customer made at random.
private struct Customer {
  let region: String?
  /// In hundredths.
  let sales: Int?
  let isOpen: Bool

  init(_ random: inout SplitMix) {
    region = random.below(12) == 0 ? nil : ["n", "s", "e"][random.below(3)]
    switch random.below(8) {
    case 0: sales = nil
    case 1: sales = 0
    case 2: sales = -random.below(300)
    case 3: sales = random.below(5) * 100
    case 4: sales = random.below(1 << 40)
    default: sales = random.below(40_000)
    }
    isOpen = random.below(6) != 0
  }

  var words: String {
    let sales = sales.map { units in
      let rest = abs(units) % 100
      return " sales=\(units < 0 ? "-" : "")\(abs(units) / 100).\(rest / 10)\(rest % 10)"
    }
    return (region.map { "region=\($0)" } ?? "") + (sales ?? "") + (isOpen ? "" : " open=false")
  }
}

/// What is said of customers, counted out one against the other.
private struct PlainAccount {
  let answers: [String]

  init(_ customers: [Customer]) {
    var groups: [String: [Int]] = [:]
    for customer in customers where customer.isOpen {
      if let region = customer.region, let sales = customer.sales { groups[region, default: []].append(sales) }
    }
    let sorted = groups.mapValues { $0.sorted() }
    answers = customers.map { customer in
      guard customer.isOpen, let region = customer.region, let sales = customer.sales, let peers = sorted[region] else {
        return "-/-/-/-/-/-/-/-/-"
      }
      return Self.answer(sales, peers)
    }
  }

  private static func answer(_ sales: Int, _ peers: [Int]) -> String {
    let (count, total) = (Double(peers.count), peers.reduce(0, +))
    let basis = peers.filter { $0 > 0 }.reduce(0, +)
    let before = peers.filter { $0 > sales && $0 > 0 }.reduce(0, +)
    let (above, below) = (peers.count { $0 > sales }, peers.count { $0 < sales })
    let share = basis == 0 ? nil : sales <= 0 ? 1 : Double(before) / Double(basis)
    let tier = share.map { share in sales <= 0 ? "D" : share < 0.5 ? "A" : share < 0.9 ? "B" : "C" }
    let spread =
      peers.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) } * Int128(peers.count) - Int128(total) * Int128(total)
    let z = spread == 0 ? nil : Double(sales * peers.count - total) / Double(spread).squareRoot()
    let numbers: [Double?] = [
      share, Double(above + 1), Double(above) / count, Double(100 * below) / count, Double(total) / 100,
      Double(total) / (100 * count), count, z,
    ]
    return ([tier ?? "-"] + numbers.map { $0.map(text) ?? "-" }).joined(separator: "/")
  }

  private static func text(_ number: Double) -> String {
    Int64(exactly: number).map(String.init) ?? number.description
  }
}

/// Division bit by bit.
private enum LongDivision {
  /// Whether no double lies nearer to a quotient: of 53 bits and one more, by its remainder.
  static func isNearest(_ number: Double, _ a: UInt128, _ b: UInt128) -> Bool {
    // 2^exponent ≤ a / b < 2^(exponent + 1)
    var exponent = 0
    while shiftedCompare(a, b, by: exponent + 1) { exponent += 1 }
    while !shiftedCompare(a, b, by: exponent) { exponent -= 1 }
    var (bits, rest) = bitsOfQuotient(a, b, exponent)
    // The last of 54 bits decides, and what is left behind it.
    let half = bits & 1
    bits >>= 1
    if half == 1, rest || bits & 1 == 1 { bits += 1 }
    rest = false
    return number == Double(bits) * Double(sign: .plus, exponent: exponent - 52, significand: 1)
  }

  private static func shiftedCompare(_ a: UInt128, _ b: UInt128, by exponent: Int) -> Bool {
    exponent >= 0
      ? b.leadingZeroBitCount >= exponent && a >= b << UInt128(exponent)
      : b <= UInt128.max >> 1 && compareWide(a, b, -exponent)
  }

  private static func compareWide(_ a: UInt128, _ b: UInt128, _ shift: Int) -> Bool {
    var rest = a
    for _ in 0..<shift {
      if rest >= b { return true }
      rest <<= 1
    }
    return rest >= b
  }

  private static func bitsOfQuotient(_ a: UInt128, _ b: UInt128, _ exponent: Int) -> (UInt64, Bool) {
    var bits: UInt64 = 0
    var (numerator, divisor) = (a, b)
    if exponent >= 0 { divisor <<= UInt128(exponent) } else { numerator <<= UInt128(-exponent) }
    for _ in 0..<54 {
      bits = bits << 1 | (numerator >= divisor ? 1 : 0)
      if numerator >= divisor { numerator -= divisor }
      numerator <<= 1
    }
    return (bits, numerator != 0)
  }
}

extension SplitMix {
  /// Up to 126 bits, few as often as many; not 0.
  fileprivate mutating func wide() -> Int128 {
    let bits = UInt128(next()) << 64 | UInt128(next())
    return Int128((bits >> 2) >> UInt128(below(120))) + 1
  }
}
