package import Expressions

extension Policy {
  /// All that may have to be computed for a customer, in the order of the stages; each stands for itself, whatever is spelled alike.
  package var expressions: [CheckedExpression] {
    derived.map(\.expression) + dimensions.flatMap(\.table.expressions) + (cadence?.expressions ?? [])
      + flags.flatMap(\.expressions) + outputs.flatMap(\.expressions)
  }

  /// The tables of dimensions, in the order in which they are decided, then those of outputs.
  package var tables: [DecisionTable] { dimensions.map(\.table) + outputs.compactMap(\.table) }
}

extension DecisionTable {
  /// What its tests look at, then the conditions of its rows.
  package var expressions: [CheckedExpression] { inputs.flatMap(\.expressions) + rows.flatMap(\.conditions) }

  /// Every slot that it reads, ascending.
  var slots: [Int] { Set(expressions.flatMap(\.slots)).sorted() }
}

extension DecisionTable.Input {
  /// What has to be evaluated for it.
  package var expressions: [CheckedExpression] {
    switch self {
    case .expression(let expression): [expression]
    case .score(let score): score.parts.map(\.expression)
    }
  }
}

extension Score.Part {
  /// Its id.
  package var id: String {
    switch self {
    case .points(let id, _, _), .weighted(let id, _, _): id
    }
  }

  /// What it looks at.
  package var expression: CheckedExpression {
    switch self {
    case .points(_, let condition, _): condition
    case .weighted(_, let value, _): value
    }
  }
}

extension CadencePlan {
  /// What obligations and adjustments ask.
  package var rules: [CheckedExpression] { obligations.flatMap(\.expressions) + adjustments.flatMap(\.expressions) }

  /// What its rules ask, and what the days of visits are made of.
  package var expressions: [CheckedExpression] { rules + (schedule?.expressions ?? []) }
}

extension Obligation {
  fileprivate var expressions: [CheckedExpression] { [demand.subject, condition].compactMap(\.self) }
}

extension Obligation.Demand {
  /// The dimension or enum fact that it goes by.
  package var subject: CheckedExpression? {
    guard case .byValue(let subject, _, _, _) = self else { return nil }
    return subject
  }
}

extension Adjustment {
  fileprivate var expressions: [CheckedExpression] { [condition, step.amount.computed].compactMap(\.self) }
}

extension Adjustment.Step {
  /// By how much it moves.
  package var amount: Adjustment.Amount {
    switch self {
    case .multiply(let amount), .add(let amount, per: _): amount
    }
  }
}

extension Adjustment.Amount {
  /// What gives it for a row; `nil` where it is known.
  package var computed: CheckedExpression? {
    guard case .expression(let expression) = self else { return nil }
    return expression
  }
}

extension SchedulePlan {
  /// The last visit, the visits made, since when there are any.
  package var expressions: [CheckedExpression] { [lastVisit] + [made?.expression, since].compactMap(\.self) }
}

extension Flag {
  /// What raises it, then what ends it.
  fileprivate var expressions: [CheckedExpression] { [condition, clearCondition].compactMap(\.self) }
}

extension Output {
  /// Its table; `nil` for a computed one.
  package var table: DecisionTable? {
    guard case .table(let table, outcomes: _) = body else { return nil }
    return table
  }

  /// What computes it; `nil` for a table.
  package var expression: CheckedExpression? {
    guard case .expression(let expression) = body else { return nil }
    return expression
  }

  fileprivate var expressions: [CheckedExpression] { table?.expressions ?? [expression].compactMap(\.self) }
}
