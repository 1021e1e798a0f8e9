import Expressions
import SourceText

/// One pass through a planned expression, which makes the instructions for it.
struct ExpressionEmission {
  let planner: ExpressionPlanner
  /// What was met that has no loop.
  private(set) var parts: [ExpressionReport.Part] = []

  var tree: ExpressionTree { planner.expression.tree }

  init(_ planner: ExpressionPlanner) { self.planner = planner }

  /// The vector for a part.
  mutating func vector(of node: Int32, in builder: inout VectorBuilder) -> Vector {
    let plan = planner.plan(of: node)
    switch plan.method {
    case .constant(let outcome): return Vector(outcome)
    case .slot(let slot): return planner.slots[slot]
    case .lookup(let text, let slots):
      note(.onceForEachText(slot: slots.first ?? 0), node)
      return builder.lookUp(part(node, besides: slots), slots, text, as: plan.form)
    case .rows:
      note(.rowByRow(ExpressionReport.Reason(tree.nodes[Int(node)])), node)
      return builder.evaluateRows(part(node, besides: []), as: plan.form)
    case .kernel: return computed(node, as: plan.form, in: &builder)
    }
  }

  private mutating func note(_ method: ExpressionReport.Method, _ node: Int32) {
    let range = tree.ranges[Int(node)]
    parts.append(
      ExpressionReport.Part(
        method: method, range: tree.source.range(of: Int(range.lowerBound)..<Int(range.upperBound))))
  }

  /// A part for the row evaluator, with those of its slots that are the same for every row.
  private func part(_ node: Int32, besides slots: [Int]) -> ExpressionPart {
    let constants = tree.slots(readBy: node).filter { !slots.contains($0) }.compactMap { slot in
      switch planner.slots[slot] {
      case .constant(let value): ExpressionPart.Constant(slot: slot, outcome: .value(value))
      case .unknown: ExpressionPart.Constant(slot: slot, outcome: .unknown)
      default: nil
      }
    }
    return ExpressionPart(expression: planner.expression, node: node, constants: constants)
  }
}

extension ExpressionEmission {
  private mutating func computed(_ node: Int32, as form: Form, in builder: inout VectorBuilder) -> Vector {
    switch tree.nodes[Int(node)] {
    case .not(let operand): return .truth(truth(of: operand, in: &builder).negated)
    case .and(let operands): return .truth(builder.all(truths(of: operands, in: &builder)))
    case .or(let operands): return .truth(builder.any(truths(of: operands, in: &builder)))
    case .isKnown(let slot): return .truth(builder.isKnown(planner.slots[Int(slot)]))
    case .conditional(let condition, let yes, let no):
      let condition = truth(of: condition, in: &builder)
      let sides = (vector(of: yes, in: &builder), vector(of: no, in: &builder))
      return builder.choose(condition, sides.0, sides.1, as: form)
    case .unary(let function, let operand):
      return builder.apply(function, vector(of: operand, in: &builder), as: form)
    case .binary(let function, let left, let right):
      return binary(function, left, right, as: form, in: &builder)
    case .call(let function, let operands):
      let vectors = tree.operands[operands.range].map { vector(of: $0, in: &builder) }
      return builder.extreme(of: vectors, function, as: form)
    default: return .unknown
    }
  }

  private mutating func truth(of node: Int32, in builder: inout VectorBuilder) -> TruthVector {
    builder.truth(of: vector(of: node, in: &builder))
  }

  private mutating func truths(of operands: Operands, in builder: inout VectorBuilder) -> [TruthVector] {
    tree.operands[operands.range].map { truth(of: $0, in: &builder) }
  }

  private mutating func binary(
    _ function: Function, _ left: Int32, _ right: Int32, as form: Form, in builder: inout VectorBuilder
  ) -> Vector {
    if let span = span(left, in: &builder), let limit = constant(right)?.dayLimit {
      return .truth(builder.compare(span, function, limit))
    }
    if let span = span(right, in: &builder), let limit = constant(left)?.dayLimit {
      return .truth(builder.compare(span, function.reversed, limit))
    }
    let (a, b) = (vector(of: left, in: &builder), vector(of: right, in: &builder))
    switch function {
    case .isMember: return .truth(builder.isMember(a, of: b))
    case .daysBetween: return builder.daysBetween(a, b)
    case .add, .subtract, .multiply, .divide, .divideReal, .modulo:
      return form == .date
        ? builder.move(a, b, back: function == .subtract)
        : builder.calculate(function, a, b, as: form, tree.dialect)
    default: return .truth(builder.compare(a, function, b))
    }
  }

  private func constant(_ node: Int32) -> Value? { planner.plan(of: node).form.constant }

  /// The days between two dates, where a part is the time between them and has no vector of its own.
  private mutating func span(_ node: Int32, in builder: inout VectorBuilder) -> NumberVector? {
    guard case .binary(.subtract, let end, let start) = tree.nodes[Int(node)],
      case .rows = planner.plan(of: node).method,
      planner.plan(of: end).form.shape == .date, planner.plan(of: start).form.shape == .date
    else { return nil }
    let dates = (builder.date(of: vector(of: end, in: &builder)), builder.date(of: vector(of: start, in: &builder)))
    return builder.span(from: dates.1, to: dates.0)
  }
}
