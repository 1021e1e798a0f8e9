import Expressions

/// Finds out how each part of an expression is computed for the rows of a batch.
struct ExpressionPlanner {
  let expression: CheckedExpression
  /// What stands in each slot.
  let slots: [Vector]
  /// What those slots hold that are the same for every row.
  private let frame: [Outcome]
  /// For lists of texts that stand in boxes, the rows that have each.
  private let members: [BoxRegister: [(text: String, rows: MaskRegister)]]
  private let reads: [Reads]
  private var plans: [PartPlan?]

  /// How a part is computed, and in which form it stands then.
  struct PartPlan {
    let method: Method
    let form: Form
  }

  /// How a part is computed.
  enum Method {
    /// Not at all.
    case constant(Outcome)
    /// It stands there already.
    case slot(Int)
    /// Once for each text of a dictionary; the slots hold that text.
    case lookup(TextVector, slots: [Int])
    /// By a loop over what its own parts give.
    case kernel
    /// By the row evaluator, for each row.
    case rows
  }

  /// Looks at all parts of an expression, where the slots stand for these vectors; `frame` has the values of those that are
  /// constant, and `members` tells lists of texts in boxes apart by what they hold.
  init(
    _ expression: CheckedExpression, slots: [Vector], frame: [Outcome],
    members: [BoxRegister: [(text: String, rows: MaskRegister)]]
  ) {
    self.expression = expression
    self.slots = slots
    self.frame = frame
    self.members = members
    reads = expression.tree.reads(slots)
    plans = Array(repeating: nil, count: expression.tree.nodes.count)
    if expression.tree.staysWithinSteps { plan(root) } else { planWhole() }
  }

  /// The part that is the whole.
  var root: Int32 { expression.tree.root }

  /// How a part is computed that is reached from the root.
  func plan(of node: Int32) -> PartPlan { plans[Int(node)] ?? PartPlan(method: .rows, form: form(ofRows: node)) }
}

extension ExpressionPlanner {
  /// The rows whose list, in a slot, has a text, where a mask says so; `nil` where none does.
  func rows(whoseList list: Int32, has text: Int32) -> MaskRegister? {
    guard case .slot(let slot) = expression.tree.nodes[Int(list)], case .box(let box) = slots[Int(slot)],
      let members = members[box], case .string(let text)? = plan(of: text).form.constant
    else { return nil }
    return members.first { $0.text.utf8.elementsEqual(text.utf8) }?.rows ?? MaskRegister.none
  }

  /// Plans a part and all that it needs.
  @discardableResult mutating func plan(_ node: Int32) -> PartPlan {
    if let known = plans[Int(node)] { return known }
    let plan = simplePlan(node) ?? kernelPlan(node) ?? PartPlan(method: .rows, form: form(ofRows: node))
    plans[Int(node)] = plan
    return plan
  }

  /// Macros that might together visit too many elements stay together.
  private mutating func planWhole() {
    plans[Int(root)] = simplePlan(root) ?? PartPlan(method: .rows, form: form(ofRows: root))
  }

  private func simplePlan(_ node: Int32) -> PartPlan? {
    let tree = expression.tree
    switch (tree.nodes[Int(node)], reads[Int(node)]) {
    case (.literal(let index), _): return constant(.value(tree.literals[Int(index)]))
    case (_, .nothing): return constant(expression.outcome(of: node, in: frame))
    case (.slot(let slot), _): return PartPlan(method: .slot(Int(slot)), form: Form(slots[Int(slot)]))
    case (_, .text(let text, let slots)): return lookupPlan(node, text, slots)
    default: return nil
    }
  }

  private func constant(_ outcome: Outcome) -> PartPlan {
    PartPlan(method: .constant(outcome), form: .constant(outcome))
  }

  /// A text that failed has no code: what reads it has to fail too.
  private func lookupPlan(_ node: Int32, _ text: TextVector, _ slots: [Int]) -> PartPlan? {
    let form = form(ofRows: node)
    if text.failed != .none {
      guard form != .box, fails(node, whereFailed: slots) else { return nil }
    }
    return PartPlan(method: .lookup(text, slots: slots), form: form)
  }

  private func fails(_ node: Int32, whereFailed slots: [Int]) -> Bool {
    var frame = frame
    for slot in slots { frame[slot] = .failed }
    guard case .error = expression.outcome(of: node, in: frame) else { return false }
    return true
  }

  private mutating func kernelPlan(_ node: Int32) -> PartPlan? {
    kernelForm(of: node).map { PartPlan(method: .kernel, form: $0) }
  }

  /// The form for what the row evaluator says of a part.
  private func form(ofRows node: Int32) -> Form {
    switch expression.tree.types[Int(node)] {
    case .bool: .truth
    case .int: .number(isInteger: true)
    case .double: .number(isInteger: false)
    case .string, .enumeration: .text(nil)
    case .timestamp: isMidnight(node) ? .date : .box
    default: .box
    }
  }

  /// Whether a moment can only be a midnight.
  private func isMidnight(_ node: Int32) -> Bool {
    switch expression.tree.nodes[Int(node)] {
    case .unary(.calendarDate, _), .binary(.addWorkingDays, _, _): true
    case .unary(.toTimestamp, let operand): isMidnight(operand)
    case .conditional(_, let yes, let no): isMidnight(yes) && isMidnight(no)
    case .slot(let slot): Form(slots[Int(slot)]).shape == .date
    case .literal(let index): Form.constant(.value(expression.tree.literals[Int(index)])).shape == .date
    default: false
    }
  }
}
