import Cadences
import Expressions
import SourceText
import YAML

extension PolicyReader {
  mutating func readAdjustments(_ node: YAMLNode) -> [Adjustment] {
    rules(node, what: "cadence.adjust").compactMap { readAdjustment($0.fields, node: $0.node) }
  }

  private mutating func readAdjustment(_ rule: Fields, node: YAMLNode) -> Adjustment? {
    var fields = rule
    let id = ruleID(&fields)
    let condition = fields.take("when").flatMap { expression($0, what: "when", expecting: .bool) }
    let multiply = fields.take("multiply")
    let add = fields.take("add")
    let per = fields.take("per")
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let id else { return nil }
    guard (multiply == nil) != (add == nil) else {
      diagnostics.append(.oneStep(id, at: node.range.beginning))
      return nil
    }
    if let multiply, per != nil { diagnostics.append(.perWithMultiply(id, at: multiply.range)) }
    return step(multiply: multiply, add: add, per: per, of: id, at: node.range.beginning).map {
      Adjustment(id: id, condition: condition, step: $0, provenance: provenance)
    }
  }

  private mutating func step(
    multiply: YAMLNode?, add: YAMLNode?, per: YAMLNode?, of id: String, at range: SourceRange
  ) -> Adjustment.Step? {
    if let multiply { return amount(multiply, what: "multiply").map { checked(factor: $0, at: multiply) } }
    guard let add else { return nil }
    guard let per else {
      diagnostics.append(.addWithoutPer(id, at: range))
      return nil
    }
    guard let period = text(per, what: "per") else { return nil }
    do {
      let unit = try Period.parse(period.text)
      return amount(add, what: "add").map { .add($0, per: unit) }
    } catch {
      diagnostics.append(.badCadence(period, fault: error))
      return nil
    }
  }

  private mutating func checked(factor: Adjustment.Amount, at node: YAMLNode) -> Adjustment.Step {
    if case .constant(let number) = factor, number.numerator < 0 {
      diagnostics.append(.negativeFactor(at: node.range))
    }
    return .multiply(factor)
  }

  private mutating func amount(_ node: YAMLNode, what: String) -> Adjustment.Amount? {
    guard let fragment = text(node, what: what) else { return nil }
    if let number = Rational(decimal: fragment.text) { return .constant(number) }
    guard let expression = expression(fragment, expecting: .number) else { return nil }
    guard let constant = expression.constant else { return .expression(expression) }
    if case .int(let value) = constant { return .constant(Rational(value)) }
    if let exact = constant.number.flatMap({ Rational(near: $0) }) { return .constant(exact) }
    // A param that was a fault already stands here as NaN.
    if constant.number?.isNaN != true { diagnostics.append(.notExact(what: what, at: fragment.range)) }
    return nil
  }
}

extension Adjustment {
  /// Whether it belongs to the phase of multiplications.
  var isMultiplication: Bool {
    if case .multiply = step { true } else { false }
  }
}
