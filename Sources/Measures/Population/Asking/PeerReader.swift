import Batches
import Columns
import Decisions
import Expressions
import Policies

/// Asks customers what they are compared by, a batch at a time. Not shared between threads.
final class PeerReader {
  /// What is asked.
  let questions: PopulationQuestions
  /// The policies that decide any customer of the last batch, each once.
  private(set) var policies: [Int] = []
  /// How many customers of the last batch did not answer, since their rows cannot be decided.
  private(set) var rejected = 0

  /// By place among those who take part, after ``readPeers(_:policy:)``: the row of the batch, the group's code, the value.
  let rows = UnsafeMutablePointer<UInt32>.allocate(capacity: BatchSize.rows)
  let groups = UnsafeMutablePointer<UInt32>.allocate(capacity: BatchSize.rows)
  let values = UnsafeMutablePointer<Double>.allocate(capacity: BatchSize.rows)

  private let decider: BatchDecider
  private lazy var customerDecider = CustomerDecider(questions.plan)
  /// For each policy its ways of grouping, with their coders.
  private let coders: [[[Int]: GroupCoder]]
  /// For each policy, whether its answers stand in columns.
  private var hasColumns: [Bool]
  /// Customers that were answered one by one.
  private var single: [(row: Int, policy: Int, answers: [Value?])] = []
  /// By row, whether it has no part in the columns.
  private var isLeftOut = [Bool](repeating: false, count: BatchSize.rows)
  private var leftOut: [Int] = []
  private let mask = UnsafeMutablePointer<UInt64>.allocate(capacity: BatchSize.rows / 64 + 1)
  private let numbers = UnsafeMutablePointer<Double>.allocate(capacity: BatchSize.rows)

  /// Asks these questions.
  init(_ questions: PopulationQuestions) {
    self.questions = questions
    decider = BatchDecider(questions.plan)
    hasColumns = questions.comparisons.map { _ in false }
    coders = questions.comparisons.map { policy in
      Dictionary(policy.comparisons.map { ($0.groups, GroupCoder(outputs: $0.groups)) }) { first, _ in first }
    }
  }

  deinit {
    rows.deallocate()
    groups.deallocate()
    values.deallocate()
    mask.deallocate()
    numbers.deallocate()
  }
}

// MARK: - Asking

extension PeerReader {
  /// Asks the customers in some rows of cells, at most `BatchSize.rows`; what was measured of their events stands behind the cells.
  func ask(_ cells: CellColumns, measured: [FactColumn], rows: Range<Int>) {
    decider.decide(cells, measured: measured, rows: rows)
    sortOut()
  }

  /// As above, from columns in memory.
  func ask(_ columns: [FactColumn], rows: Range<Int>) {
    decider.decide(columns, rows: rows)
    sortOut()
  }

  /// Asks one customer, who is row 0 of its batch.
  func ask(_ row: [FactValue]) {
    forgetBatch()
    take(customerDecider.decide(row), of: row, 0)
  }

  private func sortOut() {
    forgetBatch()
    for policy in decider.decidingPolicies {
      policies.append(policy)
      hasColumns[policy] = true
      let count = decider.rows(decidedBy: policy).count
      for coder in coders[policy].values { coder.read(decider, policy: policy, count: count) }
    }
    for (row, result) in decider.deferred {
      isLeftOut[row] = true
      leftOut.append(row)
      take(result, of: decider.values(ofRow: row), row)
    }
  }

  private func forgetBatch() {
    for policy in policies { hasColumns[policy] = false }
    for row in leftOut { isLeftOut[row] = false }
    policies.removeAll(keepingCapacity: true)
    leftOut.removeAll(keepingCapacity: true)
    single.removeAll(keepingCapacity: true)
    rejected = 0
  }

  private func take(_ result: Result<Decision, Rejection>, of values: @autoclosure () -> [FactValue], _ row: Int) {
    guard case .success(let decision) = result, let policy = try? questions.plan.bound.policyIndex(of: values()) else {
      rejected += 1
      return
    }
    if !policies.contains(policy) { policies.append(policy) }
    single.append((row, policy, decision.outputs.map { $0.values.first?.value }))
  }
}

// MARK: - Those who take part

extension PeerReader {
  /// The values that make a group with that code.
  func key(ofGroup code: UInt32, in comparison: Int, policy: Int) -> [ExactText] {
    let groups = questions.comparisons[policy].comparisons[comparison].groups
    return coders[policy][groups]?.keys[Int(code)] ?? []
  }

  /// Lists the customers of the last batch who take part in a comparison of a policy; returns how many they are.
  func readPeers(_ index: Int, policy: Int) -> Int {
    let comparison = questions.comparisons[policy].comparisons[index]
    guard let coder = coders[policy][comparison.groups] else { return 0 }
    var count = hasColumns[policy] ? readColumns(comparison, coder, policy) : 0
    for customer in single where customer.policy == policy {
      guard let value = customer.answers[comparison.value]?.asNumber.flatMap(MeantDecimal.value),
        comparison.filter.map({ customer.answers[$0] == .bool(true) }) ?? true
      else { continue }
      let group = coder.code(of: comparison.groups.map { customer.answers[$0] })
      if group == 0 { continue }
      (rows[count], groups[count], values[count]) = (UInt32(customer.row), group, value)
      count += 1
    }
    return count
  }

  private func readColumns(_ comparison: Comparison, _ coder: GroupCoder, _ policy: Int) -> Int {
    let decided = decider.rows(decidedBy: policy)
    let lane = readNumbers(comparison.value, policy, decided.count)
    if let filter = comparison.filter { applyFilter(filter, policy, decided.count) }
    let hasLeftOut = !leftOut.isEmpty
    var count = 0
    for first in stride(from: 0, to: decided.count, by: 64) {
      var bits = mask[first >> 6]
      while bits != 0 {
        let place = first + bits.trailingZeroBitCount
        bits &= bits &- 1
        let (row, group) = (decided[place], coder.lane[place])
        guard group != 0, let value = MeantDecimal.value(lane[place]), !hasLeftOut || !isLeftOut[row] else { continue }
        (rows[count], groups[count], values[count]) = (UInt32(truncatingIfNeeded: row), group, value)
        count += 1
      }
    }
    return count
  }

  /// Where the numbers of an output stand; the mask says who has one.
  private func readNumbers(_ output: Int, _ policy: Int, _ count: Int) -> UnsafePointer<Double> {
    switch decider.column(.output(output, column: 0), policy: policy) {
    case .numbers(let lane, let known, isInteger: _):
      fillMask(count) { known[$0] }
      return lane
    case .constant(let value):
      numbers.update(repeating: value?.asNumber ?? .nan, count: count)
    case .codes, .texts, .dates, .truths, .values:
      for place in 0..<count {
        let value = decider.value(.output(output, column: 0), policy: policy, place: place)
        numbers[place] = value?.asNumber ?? .nan
      }
    }
    fillMask(count) { _ in ~0 }
    return UnsafePointer(numbers)
  }

  private func applyFilter(_ output: Int, _ policy: Int, _ count: Int) {
    switch decider.column(.output(output, column: 0), policy: policy) {
    case .truths(let yes, _): for word in 0..<(count + 63) / 64 { mask[word] &= yes[word] }
    case .constant(.bool(true)): break
    case .constant: fillMask(count) { _ in 0 }
    case .codes, .texts, .dates, .numbers, .values:
      for place in 0..<count
      where decider.value(.output(output, column: 0), policy: policy, place: place) != .bool(true) {
        mask.clear(place)
      }
    }
  }

  @inline(__always) private func fillMask(_ count: Int, _ word: (Int) -> UInt64) {
    let words = (count + 63) / 64
    for index in 0..<words { mask[index] = word(index) }
    if count & 63 != 0 { mask[words - 1] &= 1 << UInt64(count & 63) - 1 }
  }
}

extension Value {
  /// The number that it is; `nil` for what is none.
  fileprivate var asNumber: Double? {
    switch self {
    case .int(let integer): Double(integer)
    case .uint(let integer): Double(integer)
    case .double(let number): number
    default: nil
    }
  }
}
