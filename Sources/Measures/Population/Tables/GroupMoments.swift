/// How many values a group has, their sum, and that of their squares: exact.
struct GroupMoments: Hashable, Sendable {
  private(set) var count = 0
  /// In what is counted: all values are whole numbers of these.
  let unit: DecimalUnit
  /// In units.
  private(set) var sum: Int128 = 0
  /// In squares of units.
  private(set) var squares = WideSum()

  /// Of nothing yet.
  init(unit: DecimalUnit) { self.unit = unit }

  /// What was found before.
  init(count: Int, unit: DecimalUnit, sum: Int128, squares: WideSum) {
    self.count = count
    self.unit = unit
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
  var total: Double { Double(nearestTo: sum, over: unit.inOne) }

  /// The mean; of at least one value.
  var average: Double { Double(nearestTo: sum, over: unit.inOne * Int128(count)) }

  /// The standard deviation times the number of values, in units; 0 where all are equal, or squares were not added up.
  var spread: Double {
    var spread = squares * UInt128(count)
    let least = WideSum(sum.magnitude, times: sum.magnitude)
    guard least < spread else { return 0 }
    spread -= least
    return spread.approximately.squareRoot()
  }
}
