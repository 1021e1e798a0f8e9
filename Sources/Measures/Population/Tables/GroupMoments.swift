/// How many values a group has, their sum, and that of their squares: exact.
struct GroupMoments: Hashable, Sendable {
  private(set) var count = 0
  /// How many digits behind the point the units have: as many as any of the values.
  let digits: Int
  /// In units.
  private(set) var sum: Int128 = 0
  /// In squares of units.
  private(set) var squares = WideSum()

  /// Of nothing yet, for values with up to so many digits behind the point.
  init(digits: Int) { self.digits = digits }

  /// What was found before.
  init(count: Int, digits: Int, sum: Int128, squares: WideSum) {
    self.count = count
    self.digits = digits
    self.sum = sum
    self.squares = squares
  }
}

extension GroupMoments {
  /// Adds a value, in units, that so many customers have.
  mutating func add(_ units: Int128, times count: Int, squared: Bool) {
    self.count += count
    sum += units * Int128(count)
    if squared { squares += WideSum(units.magnitude, times: units.magnitude) * UInt128(count) }
  }

  /// The sum.
  var total: Double { nearestDouble(sum, dividedBy: unitsInOne) }

  /// The mean; of at least one value.
  var average: Double { nearestDouble(sum, dividedBy: unitsInOne * Int128(count)) }

  /// How many standard deviations a value lies above the mean; `nil` where all are equal.
  func deviation(of value: Double) -> Double? {
    var spread = squares * UInt128(count)
    spread -= WideSum(sum.magnitude, times: sum.magnitude)
    if spread.isZero { return nil }
    let own = max(digits, MeantDecimal.digits(of: value))
    let scale = MeantDecimal.power(own - digits)
    let distance = MeantDecimal.units(value, digits: own) * Int128(count) - sum * Int128(scale)
    return nearestDouble(distance, dividedBy: 1) / (spread.approximately.squareRoot() * scale)
  }

  private var unitsInOne: Int128 { Int128(MeantDecimal.power(digits)) }
}
