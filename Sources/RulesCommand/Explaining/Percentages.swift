import Decisions
import Expressions
import Policies

extension Double {
  /// In percent, to two places, half away from zero; with as many more as it takes to stay on its own side of each of the limits.
  func percentText(beside limits: [Double]) -> String {
    let exact = "\((self * 100).shortestText)%"
    guard magnitude < 1e6 else { return exact }
    for places in 2...6 {
      let rounded = Rounded(magnitude, percentPlaces: places)
      let shown = self < 0 ? -rounded.value : rounded.value
      if !limits.contains(where: { isParted(from: shown, by: $0) }) { return (shown < 0 ? "-" : "") + rounded.text }
    }
    return exact
  }

  /// Whether a limit lies between it and another number, or is one of the two.
  private func isParted(from other: Double, by limit: Double) -> Bool {
    self != other && (self < limit) != (other < limit) || (self > limit) != (other > limit)
  }
}

/// A number, not below zero, rounded to places of a percent.
private struct Rounded {
  private let count: Int64
  private let unit: Int64
  private let places: Int

  init(_ number: Double, percentPlaces places: Int) {
    self.places = places
    unit = (0..<places).reduce(1) { unit, _ in unit * 10 }
    let parts = Double(unit * 100)
    let below = (number * parts).rounded(.down)
    // By the number nearest to the half: the product may have been rounded across it.
    count = Int64(below) + ((below + 0.5) / parts <= number ? 1 : 0)
  }

  var value: Double { Double(count) / Double(unit * 100) }

  var text: String {
    let (whole, rest) = count.quotientAndRemainder(dividingBy: unit)
    var digits = String(String(rest + unit).dropFirst())
    while digits.last == "0" { digits.removeLast() }
    return "\(whole)\(digits.isEmpty ? "" : "." + digits)%"
  }
}

extension Policy {
  /// The numbers that tables and conditions compare a slot's value with; those that stand beside it in an expression are among them.
  func limits(ofSlot slot: Int) -> [Double] {
    let tables = dimensions.map(\.table) + outputs.compactMap(\.table)
    return tables.flatMap { $0.limits(ofSlot: slot) }
      + expressions.filter { $0.slots.contains(slot) }.flatMap(\.literals).compactMap(\.number)
  }
}

extension DecisionTable {
  /// The ends of the intervals in the cells that look at a slot.
  fileprivate func limits(ofSlot slot: Int) -> [Double] {
    let looking = inputs.map { input in
      if case .expression(let expression) = input { expression.slots.contains(slot) } else { false }
    }
    return rows.flatMap(\.tests).filter { looking[$0.input] }.flatMap { cell -> [Double] in
      guard case .intervals(let intervals, _) = cell.test else { return [] }
      return intervals.flatMap { [$0.lower.number, $0.upper.number].compactMap(\.self) }
    }
  }
}

extension Interval.Bound {
  fileprivate var number: Double? {
    switch self {
    case .unbounded: nil
    case .including(let number), .excluding(let number): number
    }
  }
}
