import Expressions
import SourceText

extension PolicyReader {
  /// Refuses rows of a `unique` table that can match together, and of an `any` table if they say different things.
  ///
  /// `isMatch`: the table was written as `match`. Rows that only their conditions keep apart cannot be told here; they are watched when evaluated.
  mutating func checkOverlaps(_ table: TableParts, owner: String, isMatch: Bool = false) {
    guard let mayAgree = table.hit.overlapIsFineIfTheyAgree else { return }
    // Only rows without conditions of their own can be told.
    let rows = table.rows.filter(\.conditions.isEmpty)
    let faults = OverlapSearch(rows, inputs: table.inputs.count).pairs { first, second in
      !(mayAgree && rows[first].outcome == rows[second].outcome) && rows[first].overlaps(rows[second])
    }
    let form = isMatch ? "match" : mayAgree ? "any" : "unique"
    diagnostics += faults.map { .overlap(rows[$0], rows[$1], in: owner, form: form) }
  }
}

extension DecisionTable.HitPolicy {
  /// `nil` where overlaps are no fault at all.
  fileprivate var overlapIsFineIfTheyAgree: Bool? {
    switch self {
    case .unique: false
    case .any: true
    case .first, .collect: nil
    }
  }
}

extension DecisionTable.Row {
  /// Whether some values pass the tests of both rows; inputs are taken to be independent of each other.
  func overlaps(_ other: DecisionTable.Row) -> Bool {
    for test in tests {
      for otherTest in other.tests where otherTest.input == test.input {
        if !test.test.overlaps(otherTest.test) { return false }
      }
    }
    return true
  }
}

extension UnaryTest {
  /// Whether some value passes both tests. Two negated lists of strings always leave one.
  fileprivate func overlaps(_ other: UnaryTest) -> Bool {
    switch (self, other) {
    case (.bool(let a), .bool(let b)): a == b
    case (.strings(let a, let negatedA), .strings(let b, let negatedB)):
      switch (negatedA, negatedB) {
      case (false, false): a.contains { b.contains($0) }
      case (false, true): a.contains { !b.contains($0) }
      case (true, false): b.contains { !a.contains($0) }
      case (true, true): true
      }
    case (.intervals(let a, let negatedA), .intervals(let b, let negatedB)):
      IntervalSet(a, negated: negatedA).overlaps(IntervalSet(b, negated: negatedB))
    default: true
    }
  }
}

/// A set of numbers made of stretches, for set arithmetic while checking.
private struct IntervalSet {
  private let intervals: [Interval]

  init(_ intervals: [Interval], negated: Bool) {
    self.intervals = negated ? intervals.reduce([.all]) { rest, hole in rest.flatMap { $0.removing(hole) } } : intervals
  }

  func overlaps(_ other: IntervalSet) -> Bool {
    intervals.contains { a in other.intervals.contains { !a.intersection($0).isEmpty } }
  }
}

extension Interval {
  fileprivate static let all = Interval(lower: .unbounded, upper: .unbounded)

  /// Whether no number lies inside.
  var isEmpty: Bool {
    switch (lower, upper) {
    case (.unbounded, _), (_, .unbounded): false
    case (.including(let a), .including(let b)): a > b
    case (.including(let a), .excluding(let b)), (.excluding(let a), .including(let b)),
      (.excluding(let a), .excluding(let b)):
      a >= b
    }
  }

  /// The numbers in both.
  fileprivate func intersection(_ other: Interval) -> Interval {
    Interval(lower: lower.tighter(other.lower, isLower: true), upper: upper.tighter(other.upper, isLower: false))
  }

  /// What is left of this one without `hole`: nothing, one stretch or two.
  fileprivate func removing(_ hole: Interval) -> [Interval] {
    guard !hole.isEmpty else { return [self] }
    let left = hole.lower.complement.map { intersection(Interval(lower: .unbounded, upper: $0)) }
    let right = hole.upper.complement.map { intersection(Interval(lower: $0, upper: .unbounded)) }
    return [left, right].compactMap { $0 }.filter { !$0.isEmpty }
  }
}

extension Interval.Bound {
  /// The bound of the other side of the same point; `nil` if there is no other side.
  fileprivate var complement: Interval.Bound? {
    switch self {
    case .unbounded: nil
    case .including(let number): .excluding(number)
    case .excluding(let number): .including(number)
    }
  }

  /// The one that leaves less.
  fileprivate func tighter(_ other: Interval.Bound, isLower: Bool) -> Interval.Bound {
    guard let a = number, let b = other.number else { return number == nil ? other : self }
    if a == b { return isExcluding ? self : other }
    return (a > b) == isLower ? self : other
  }

  /// `nil` where there is no bound.
  var number: Double? {
    switch self {
    case .unbounded: nil
    case .including(let number), .excluding(let number): number
    }
  }

  private var isExcluding: Bool {
    if case .excluding = self { true } else { false }
  }
}
