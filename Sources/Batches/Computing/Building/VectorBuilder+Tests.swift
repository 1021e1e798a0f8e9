import Expressions
import Policies

extension VectorBuilder {
  /// Whether an input lies in the set that a test describes; what cannot be tested so is failed.
  mutating func truth(of test: UnaryTest, on input: Vector) -> TruthVector {
    switch (input, test) {
    case (.constant(let value), _): return truth(of: Vector(test.outcome(of: .value(value))))
    case (.unknown, _): return .unknown
    case (.box(let box), _): return truth(of: test, on: box)
    case (.text(let text), .strings(let strings, let negated)): return isOne(of: strings, negated: negated, text)
    case (.truth(let truth), .bool(let expected)): return expected ? truth : truth.negated
    case (.number(let number), .intervals(let intervals, let negated)),
      (.date(let number), .intervals(let intervals, let negated)):
      let truth = contains(number, intervals)
      return negated ? truth.negated : truth
    default:
      let failed = either(known(of: input), failed(of: input))
      return TruthVector(yes: .none, no: .none, failed: failed)
    }
  }

  private mutating func truth(of test: UnaryTest, on box: BoxRegister) -> TruthVector {
    let index = Int32(layout.tests.count)
    layout.tests.append(test)
    let truth = layout.newTruth()
    append(.testOutcomes(box, test: index, yes: truth.yes, no: truth.no, failed: truth.failed))
    return truth
  }

  private mutating func contains(_ number: NumberVector, _ intervals: [Interval]) -> TruthVector {
    var yes = MaskRegister.none
    for interval in intervals {
      let inside = rows(of: number, in: interval)
      yes = either(yes, inside)
    }
    return truth(yes, within: number.known, failed: number.failed)
  }

  /// The known rows whose number lies in an interval, which NaN never does.
  private mutating func rows(of number: NumberVector, in interval: Interval) -> MaskRegister {
    if interval.lower == .unbounded, interval.upper == .unbounded {
      return mask { .compare(number.lane, .equal, number.lane, within: number.known, result: $0) }
    }
    var rows = number.known
    switch interval.lower {
    case .unbounded: break
    case .including(let limit): rows = self.rows(of: number, .greaterOrEqual, limit, within: rows)
    case .excluding(let limit): rows = self.rows(of: number, .greater, limit, within: rows)
    }
    switch interval.upper {
    case .unbounded: return rows
    case .including(let limit): return self.rows(of: number, .lessOrEqual, limit, within: rows)
    case .excluding(let limit): return self.rows(of: number, .less, limit, within: rows)
    }
  }

  private mutating func rows(
    of number: NumberVector, _ order: NumberOrder, _ limit: Double, within: MaskRegister
  ) -> MaskRegister {
    mask { .compareConstant(number.lane, order, limit, within: within, result: $0) }
  }
}
