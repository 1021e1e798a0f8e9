import Expressions
public import Policies

/// A policy set that knows in which column of a row each fact stands.
public struct BoundPolicySet: Sendable {
  /// The policies that decide.
  public let policies: PolicySet

  /// The facts that no column gives, which are read as missing (unknown, or their default), each once for each meaning.
  public let absentFacts: [AbsentFact]

  /// For each column, whether any policy of the set reads it; what stands in the others is never looked at.
  public let isColumnRead: [Bool]

  /// The column of each of the set's routing facts.
  package let routing: [Int?]

  /// For each policy, the column of each of its facts.
  package let columns: [[Int?]]

  /// The column of the key fact.
  package let keyColumn: Int?

  /// What stands in the columns behind those of the header: what is measured before a customer is decided.
  package let measured: [MeasuredColumn]

  /// Whether any policy of the set says how much time there is for its customers.
  package let countsWork: Bool

  fileprivate init(_ policies: PolicySet, to header: FactColumns, measuring: Measuring) {
    self.policies = policies
    countsWork = policies.policies.contains { $0.capacity != nil }
    let measured = MeasuredColumns(of: policies, measuring: measuring)
    self.measured = measured.columns
    routing = policies.routingFacts.map(header.index)
    columns = policies.policies.enumerated().map { policy, facts in
      facts.facts.indices.map { fact in
        measured.index(ofFact: fact, policy: policy).map { header.count + $0 } ?? header.index(of: facts.facts[fact])
      }
    }
    keyColumn = policies.policies.first.flatMap { header.index(of: $0.facts[$0.keyFact]) }
    absentFacts = header.absent(measuring.others(among: policies.policies))
    let read = Set((routing + columns.joined()).compactMap(\.self))
    isColumnRead = (0..<header.count).map(read.contains)
  }

  /// The questions of a bound set's population.
  fileprivate init(questionsOf bound: BoundPolicySet) {
    let questions = bound.policies.populationQuestions
    policies = questions
    countsWork = false
    absentFacts = []
    routing = bound.routing
    columns = zip(questions.policies, bound.columns).map { policy, columns in
      policy.outputs.isEmpty ? [nil] : Array(columns.prefix(policy.facts.count))
    }
    keyColumn = bound.keyColumn
    measured = bound.measured.filter { if case .population = $0 { false } else { true } }
    let read = Set((routing + columns.joined()).compactMap(\.self))
    isColumnRead = bound.isColumnRead.indices.map(read.contains)
  }
}

extension BoundPolicySet {
  /// The set whose policies answer what this one's ask of a customer among its peers, for the same rows; all that is measured
  /// before the population stands behind them as it does for this set.
  package var populationQuestions: BoundPolicySet { BoundPolicySet(questionsOf: self) }
}

extension PolicySet {
  /// Finds the column of every fact: by its `column:` header where that is present, else by its name.
  ///
  /// A fact without a column is missing in every row; where a policy does not allow that, or a fact has two columns, the fault
  /// lists all of them. What is `measuring` is not looked for among the columns: its values stand behind them, in every row.
  public func bound(
    to columns: [String], measuring: Measuring = .nothing
  ) -> Result<BoundPolicySet, BindingFault> {
    let header = FactColumns(columns)
    let problems = header.problems(with: measuring.others(among: policies))
    return problems.isEmpty
      ? .success(BoundPolicySet(self, to: header, measuring: measuring)) : .failure(BindingFault(problems: problems))
  }

  /// As ``bound(to:)``, for columns in which whoever fills the rows has already put together what a fact's header and its name
  /// give: there is one for each fact, under the first of the two.
  package func bound(toMerged columns: [String], measuring: Measuring = .nothing) -> BoundPolicySet {
    BoundPolicySet(self, to: FactColumns(columns), measuring: measuring)
  }

  /// The facts that rows with these columns or keys never give, of those that are not measured: facts of the policies of these
  /// identities, or of all, where none is among them.
  package func absentFacts(
    among keys: [String], measuring: Measuring = .nothing, ofPolicies identities: Set<String> = []
  ) -> [AbsentFact] {
    let named = policies.filter { identities.contains($0.identity) }
    return FactColumns(keys).absent(measuring.others(among: named.isEmpty ? policies : named))
  }
}

extension BoundPolicySet {
  /// Decides the customer of a row: by the most specific policy that governs it. Values beyond the row's end are missing.
  ///
  /// Whom `exceptions` name has a cadence of its own.
  public func decide(
    _ row: [FactValue], tracing: Bool = false, exceptions: CadenceExceptions = .none
  ) -> Result<Decision, Rejection> {
    do throws(Rejection) {
      let index = try policyIndex(of: row)
      let columns = columns[index]
      return policies.policies[index].decide(tracing: tracing, exceptions: exceptions) {
        row.value(in: columns[$0])
      }
    } catch {
      return .failure(error)
    }
  }

  /// The index of the policy that decides a row's customer, in the set's policies.
  package func policyIndex(of row: [FactValue]) throws(Rejection) -> Int {
    try policies.policyIndex { row.value(in: routing[$0]) }
  }

  /// The key of a row, as far as there is one; for reports of rows that are not decided.
  public func key(of row: [FactValue]) -> String? { row.value(in: keyColumn).text }

  /// The key of a row as decisions have it; `nil` where it is none.
  package func decisionKey(of row: [FactValue]) -> String? {
    guard let policy = policies.policies.first else { return nil }
    return try? policy.facts[policy.keyFact].read(row.value(in: keyColumn)).get().value?.text
  }
}

extension [FactValue] {
  /// What a column holds; nothing, where there is no such column.
  func value(in column: Int?) -> FactValue {
    guard let column, column < count else { return .missing }
    return self[column]
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, at its first place.
  var eachOnce: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
