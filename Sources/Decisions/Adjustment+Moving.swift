package import Cadences
package import Expressions
package import Policies

extension Adjustment {
  /// Moves the cadence if the condition holds and the amount is known; what is missing leaves the step out.
  func move(_ path: inout CadencePath, in evaluation: inout Evaluation) throws(Rejection) {
    guard
      try evaluation.holds(
        condition, rule: id, of: "adjust", at: provenance, besides: step.amount.computed?.slots ?? []),
      let amount = try amount(in: &evaluation)
    else { return }
    do throws(ArithmeticOverflow) {
      try apply(amount, to: &path)
    } catch {
      throw .notExact(rule: id, at: provenance)
    }
  }

  /// Adding nothing, which would still move to a coarser unit, is no step.
  package func apply(_ amount: Rational, to path: inout CadencePath) throws(ArithmeticOverflow) {
    switch step {
    case .multiply:
      path.move(to: try path.current.multiplied(by: amount), .multiply(amount), by: id)
    case .add(_, let period):
      guard amount != .zero else { return }
      path.move(to: try path.current.adding(amount, per: period), .add(amount, per: period), by: id)
    }
  }

  /// The exact number; `nil` where it is unknown.
  private func amount(in evaluation: inout Evaluation) throws(Rejection) -> Rational? {
    guard let expression = step.amount.computed else { return step.amount.constant }
    switch evaluation.outcome(of: expression) {
    case .value(let value):
      guard let amount = Rational(meant: value) else {
        throw .notAnAmount(rule: id, at: provenance, text: value.text)
      }
      return amount
    case .unknown:
      evaluation.noteMissing(readBy: expression)
      evaluation.retrace(as: .unknown)
      return nil
    case .error(let error):
      throw .evaluationFailed(rule: id, at: provenance, Truth.Failure(message: error.kind.message))
    }
  }
}

extension Adjustment.Amount {
  fileprivate var constant: Rational? {
    guard case .constant(let constant) = self else { return nil }
    return constant
  }
}

extension Rational {
  /// A whole number as it is, any other as the fraction it means; `nil` where there is none.
  package init?(meant value: Value) {
    switch value {
    case .int(let integer): self.init(integer)
    case .uint(let integer):
      guard let integer = Int64(exactly: integer) else { return nil }
      self.init(integer)
    case .double(let number): self.init(near: number)
    default: return nil
    }
  }
}
