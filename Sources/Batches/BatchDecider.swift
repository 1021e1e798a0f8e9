package import Columns
package import Decisions
package import Expressions
package import Policies

/// Decides batches of customers by a policy set. Not shared between threads: each has its own, made of one plan.
///
/// What it decided stands in its memory until the next batch.
package final class BatchDecider {
  /// What it decides by.
  package let plan: BatchPlan
  /// How many rows the last batch had.
  package private(set) var count = 0
  /// The rows of the last batch that were left to the row evaluator, ascending, with what that said.
  package private(set) var deferred: [(row: Int, result: Result<Decision, Rejection>)] = []

  /// The policies that decided any row of the last batch, by their index in the set.
  package private(set) var decidingPolicies: [Int] = []

  private let router: Router
  /// One for each policy that any customer was decided by so far.
  private var deciders: [PolicyDecider?]
  private let isTracing: Bool

  /// For each row of the last batch, its policy, and its place among those that the policy decides.
  private let policyOfRow: UnsafeMutablePointer<UInt32>
  private let placeOfRow: UnsafeMutablePointer<UInt32>
  /// The rows of the input: all of a batch, while their policies are looked for, then those of one policy after the other.
  private let selection: UnsafeMutablePointer<UInt32>
  /// Where the rows of each policy begin in `selection`.
  private var starts: [Int]
  private var firstRow = 0
  private var input: BatchInput = .columns([])
  private let exceptions: CadenceExceptions
  private let excepted: ExceptedRows?
  /// The rows of the last batch whose customers have a cadence of their own.
  private var exceptedRows: [Int] = []
  /// Counts of the rows that were left to the row evaluator.
  private var summary = RunSummary()

  /// One that leaves all rows to the row evaluator if they are to be traced, and else those of customers whom `exceptions` name.
  package init(_ plan: BatchPlan, tracing: Bool = false, exceptions: CadenceExceptions = .none) {
    self.plan = plan
    self.exceptions = exceptions
    excepted = exceptions.isEmpty ? nil : ExceptedRows(exceptions, in: plan.bound)
    isTracing = tracing
    router = Router(plan.routing)
    deciders = plan.policies.map { _ in nil }
    starts = Array(repeating: 0, count: plan.policies.count + 1)
    policyOfRow = .allocate(capacity: BatchSize.rows)
    placeOfRow = .allocate(capacity: BatchSize.rows)
    selection = .allocate(capacity: BatchSize.rows)
    policyOfRow.initialize(repeating: 0, count: BatchSize.rows)
    for row in 0..<BatchSize.rows { (placeOfRow + row).initialize(to: UInt32(row)) }
  }

  /// Whether there is one policy, and it governs everybody.
  package var isOne: Bool { plan.policies.count == 1 && plan.bound.routing.isEmpty }

  deinit {
    policyOfRow.deallocate()
    placeOfRow.deallocate()
    selection.deallocate()
  }
}

extension BatchDecider {
  /// Decides the customers in some rows of `cells`, which have to stay until the next batch; row `i` of the `measured` columns, which
  /// stand in the order of the binding's, is row `i` of the cells. Traps beyond `BatchSize.rows` rows.
  package func decide(_ cells: CellColumns, measured: [FactColumn] = [], rows: Range<Int>) {
    decide(.cells(cells, measured: measured), rows: rows)
  }

  /// As ``decide(_:measured:rows:)``, from columns in memory, in the order of the plan's header.
  package func decide(_ columns: [FactColumn], rows: Range<Int>) { decide(.columns(columns), rows: rows) }

  private func decide(_ input: BatchInput, rows: Range<Int>) {
    precondition(rows.count <= BatchSize.rows, "a batch has at most \(BatchSize.rows) rows")
    self.input = input
    firstRow = rows.lowerBound
    count = rows.count
    deferred.removeAll(keepingCapacity: true)
    decidingPolicies.removeAll(keepingCapacity: true)
    exceptedRows.removeAll(keepingCapacity: true)
    excepted?.find(in: input, rows: rows) { exceptedRows.append($0) }
    if isTracing { return deferAll() }
    for row in 0..<count { selection[row] = UInt32(firstRow + row) }
    if isOne {
      decideAll()
    } else {
      decideInGroups()
    }
    deferred.sort { $0.row < $1.row }
  }

  private func deferAll() {
    policyOfRow.update(repeating: Router.unclear, count: count)
    for row in 0..<count { leaveToRowEvaluator(row) }
  }

  /// By the only policy; all rows have their place already.
  private func decideAll() {
    (starts[0], starts[1]) = (0, count)
    decide(by: 0, SelectedRows(selection, count: count, run: firstRow))
    for row in exceptedRows { decider(0).workspace.defer(row) }
    decider(0).workspace.forEachRow(of: .deferred) { row in leaveToRowEvaluator(row) }
  }

  private func decideInGroups() {
    router.route(input, columns: plan.bound.routing, rows: selection, count: count, into: policyOfRow)
    sortByPolicy()
    for policy in plan.policies.indices {
      let end = starts[policy + 1]
      if end > starts[policy] {
        decide(by: policy, SelectedRows(selection + starts[policy], count: end - starts[policy]))
      }
    }
    for row in exceptedRows where policyOfRow[row] != Router.unclear {
      decider(Int(policyOfRow[row])).workspace.defer(Int(placeOfRow[row]))
    }
    leaveUnclearRows()
  }

  private func leaveUnclearRows() {
    for policy in plan.policies.indices where starts[policy + 1] > starts[policy] {
      let rows = rows(decidedBy: policy)
      decider(policy).workspace.forEachRow(of: .deferred) { place in leaveToRowEvaluator(rows[place]) }
    }
    for row in 0..<count where policyOfRow[row] == Router.unclear { leaveToRowEvaluator(row) }
  }

  /// Puts the rows of one policy after those of the other, and says where each begins.
  private func sortByPolicy() {
    starts.withUnsafeMutableBufferPointer { starts in
      starts.update(repeating: 0)
      for row in 0..<count where policyOfRow[row] != Router.unclear {
        // Counted where the next policy's rows begin.
        placeOfRow[row] = UInt32(starts[Int(policyOfRow[row]) + 1])
        starts[Int(policyOfRow[row]) + 1] += 1
      }
      for policy in plan.policies.indices { starts[policy + 1] += starts[policy] }
      for row in 0..<count where policyOfRow[row] != Router.unclear {
        selection[starts[Int(policyOfRow[row])] + Int(placeOfRow[row])] = UInt32(firstRow + row)
      }
    }
  }

  private func decide(by policy: Int, _ rows: SelectedRows) {
    if !plan.policies[policy].isDeferred { decidingPolicies.append(policy) }
    decider(policy).decide(input, columns: plan.bound.columns[policy], rows)
  }

  private func decider(_ policy: Int) -> PolicyDecider {
    if let known = deciders[policy] { return known }
    let decider = PolicyDecider(plan.policies[policy])
    deciders[policy] = decider
    return decider
  }
}

// MARK: - The row evaluator's share

extension BatchDecider {
  private func leaveToRowEvaluator(_ row: Int) {
    deferred.append((row, plan.bound.decide(values(ofRow: row), tracing: isTracing, exceptions: exceptions)))
  }

  /// The values of a row of the last batch, one for each column, and behind them what was measured; what nothing reads is missing.
  package func values(ofRow row: Int) -> [FactValue] {
    let isRead = plan.bound.isColumnRead
    return (0..<isRead.count + plan.bound.measured.count).map { column in
      column >= isRead.count || isRead[column] ? input.value(column, row: firstRow + row) : .missing
    }
  }
}

// MARK: - Counting

extension BatchDecider {
  /// Counts all rows of the last batch.
  package func countRows() {
    for policy in decidingPolicies { decider(policy).count() }
    for (row, result) in deferred {
      switch result {
      case .success(let decision): summary.add(decision, of: values(ofRow: row), by: plan.bound)
      case .failure(let rejection): summary.add(rejection)
      }
    }
  }

  /// The keys of customers with a cadence of their own that were met since the last call.
  package func takeExceptedKeys() -> Set<ExactText> { excepted?.takeKeys() ?? [] }

  /// What was counted since the last call.
  package func takeSummary() -> RunSummary {
    defer { summary = RunSummary() }
    for case let decider? in deciders { summary.merge(decider.takeSummary()) }
    return summary
  }
}

// MARK: - Results

extension BatchDecider {
  /// The policy that decided a row of the last batch, by its index in the set, and the row's place among those that it decided;
  /// means nothing for deferred rows.
  @inline(__always) package func group(ofRow row: Int) -> (policy: Int, place: Int) {
    (Int(policyOfRow[row]), Int(placeOfRow[row]))
  }

  /// The rows that a policy decided in the last batch, by their places among these; those deferred are among them.
  package func rows(decidedBy policy: Int) -> DecidedRows {
    DecidedRows(
      rows: selection + starts[policy], first: firstRow, count: starts[policy + 1] - starts[policy], isAll: isOne)
  }

  /// What a place in a column stands for, where that is no code of a meaning.
  package func value(_ field: DecisionField, policy: Int, place: Int) -> Value? {
    decider(policy).computedValue(field, place: place)
  }

  /// How many codes of cadences a policy's decisions have had; the latest are the highest.
  func codeCount(ofCadencesBy policy: Int) -> Int { decider(policy).cadence?.decisions.states.count ?? 0 }

  /// Where a field stands for the rows that a policy decided in the last batch.
  package func column(_ field: DecisionField, policy: Int) -> DecidedColumn { decider(policy).column(field) }

  /// What a code of a field says.
  package func meaning(of code: UInt32, in field: DecisionField, policy: Int) -> CodedMeaning {
    decider(policy).meaning(of: code, in: field)
  }

  /// The text of a code in a column of texts.
  package func text(of code: UInt32, in field: DecisionField, policy: Int) -> String {
    decider(policy).text(of: code, in: field)
  }

  /// Changes when the codes of a field lose their meaning.
  package func generation(of field: DecisionField, policy: Int) -> Int { decider(policy).generation(of: field) }

  /// What came of a row of the last batch, by its place in the batch.
  package func result(at row: Int) -> Result<Decision, Rejection> {
    if let left = deferred.first(where: { $0.row == row }) { return left.result }
    let decider = decider(Int(policyOfRow[row]))
    let place = Int(placeOfRow[row])
    return .success(decider.decision(at: place, key: key(ofRow: row)))
  }

  private func key(ofRow row: Int) -> String {
    let policy = plan.policies[Int(policyOfRow[row])].policy
    let fact = policy.facts[policy.keyFact]
    let column = plan.bound.columns[Int(policyOfRow[row])][policy.keyFact]
    let outcome = try? fact.read(column.map { input.value($0, row: firstRow + row) } ?? .missing).get()
    return outcome?.value?.text ?? ""
  }
}

/// Rows of a batch that one policy decided.
package struct DecidedRows {
  fileprivate let rows: UnsafeMutablePointer<UInt32>
  fileprivate let first: Int
  /// How many there are.
  package let count: Int
  /// Whether they are all rows of the batch, in order.
  let isAll: Bool

  /// The place in the batch of the row that has a place among those of its policy.
  @inline(__always) package subscript(place: Int) -> Int { Int(rows[place]) - first }
}
