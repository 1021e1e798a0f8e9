import Expressions
import Policies

/// The groups of a snapshot as its lines are read, one after the other. Tables that are not handed on are freed by ``deallocate()``.
struct SnapshotGroups {
  private let policies: [(asked: PolicyComparisons, needs: [TableNeeds])]
  /// How many customers one comparison can be of.
  private let most: Int
  /// For each policy and comparison.
  private var groups: [[[(key: [ExactText], table: PeerTable)]]]
  private var last = (policy: 0, comparison: 0)
  /// How many customers the groups of the last comparison have.
  private var customers = 0

  /// More customers than these are in no snapshot: sums of what they have stay within 128 bits, squares within 256.
  private static let mostCustomers = 1 << 33

  /// None yet, of what a header announces.
  init(_ header: SnapshotHeader, _ set: PolicySet) throws(SnapshotFault) {
    guard header.customers <= Self.mostCustomers, header.rejected <= header.customers else {
      throw .impossible(line: 1, .customers)
    }
    most = header.customers - header.rejected
    policies = set.policies.map { policy in
      let asked = PolicyComparisons(policy)
      let needs = asked.comparisons.indices.map { TableNeeds(asked, comparison: $0, exact: header.isExact) }
      return (asked, needs)
    }
    groups = policies.map { $0.needs.map { _ in [] } }
  }
}

extension SnapshotGroups {
  /// Reads the next line.
  mutating func add(from scanner: inout SnapshotScanner) throws(SnapshotFlaw) {
    guard scanner.take("{\"policy\":"), let policy = scanner.integer(), scanner.take(",\"comparison\":"),
      let comparison = scanner.integer(), scanner.take(",\"group\":"),
      let key = scanner.list({ $0.string().map { ExactText($0) } })
    else { throw .form }
    guard policies.indices.contains(policy), policies[policy].needs.indices.contains(comparison) else {
      throw .comparison
    }
    try goOn(to: key, policy, comparison)
    let table = try scanner.table(policies[policy].needs[comparison], most: most - customers)
    customers += table.moments.count
    groups[policy][comparison].append((key, table))
  }

  /// Groups stand in the order of the comparisons, and of what makes them.
  private mutating func goOn(to key: [ExactText], _ policy: Int, _ comparison: Int) throws(SnapshotFlaw) {
    let wanted = policies[policy].asked.comparisons[comparison].groups.count
    if key.count != wanted { throw .group(named: key.count, of: wanted) }
    if (policy, comparison) < last { throw .order }
    if let before = groups[policy][comparison].last, !before.key.lexicographicallyPrecedes(key) { throw .order }
    if (policy, comparison) != last { customers = 0 }
    last = (policy, comparison)
  }

  /// All of them, by policy and comparison; they take the tables over.
  func finish() -> [(asked: PolicyComparisons, peers: [ComparedPeers])] {
    zip(policies, groups).map { policy, groups in (policy.asked, groups.map { ComparedPeers($0) }) }
  }

  /// Frees all tables.
  func deallocate() {
    for group in groups.joined().joined() { group.table.deallocate() }
  }
}

extension SnapshotScanner {
  /// How a group stands that has at most so many customers: in the form in which it is asked.
  fileprivate mutating func table(_ needs: TableNeeds, most: Int) throws(SnapshotFlaw) -> PeerTable {
    if needs.values, needs.cuts == nil { return try values(needs, most: most) }
    let moments = try moments(needs, most: most)
    if needs.values { return try steps(moments, needs) }
    guard take("}\n") else { throw .form }
    return PeerTable(moments: moments, steps: .none(), shares: .none(), below: .none(), isReduced: false)
  }

  private mutating func values(_ needs: TableNeeds, most: Int) throws(SnapshotFlaw) -> PeerTable {
    guard take(",\"values\":"), let values = list({ $0.decimal() }), take(",\"counts\":"),
      let counts = list({ $0.integer() }), take("}\n")
    else { throw .form }
    guard !values.isEmpty, values.areAscending else { throw .values }
    var rest = most
    for count in counts {
      guard count >= 1, count <= rest else { throw .counts }
      rest -= count
    }
    if values.count != counts.count { throw .counts }
    return values.withUnsafeBufferPointer { values in
      counts.withUnsafeBufferPointer { PeerTable(values, counts: $0, needs) }
    }
  }

  private mutating func moments(_ needs: TableNeeds, most: Int) throws(SnapshotFlaw) -> GroupMoments {
    guard take(",\"count\":"), let count = integer(), take(",\"digits\":"), let digits = integer(), take(",\"sum\":"),
      let sum = string().flatMap({ Int128($0) }), take(",\"squares\":"),
      let squares = string().flatMap({ WideSum(text: $0) }), let unit = DecimalUnit(rawValue: digits)
    else { throw .form }
    guard count >= 1, count <= most else { throw .counts }
    let moments = GroupMoments(count: count, unit: unit, sum: sum, squares: squares)
    guard moments.isPossible(squared: needs.squares) else { throw .sums }
    return moments
  }

  private mutating func steps(_ moments: GroupMoments, _ needs: TableNeeds) throws(SnapshotFlaw) -> PeerTable {
    guard take(",\"steps\":"), let steps = list({ $0.decimal() }), take(",\"shares\":"),
      let shares = list({ scanner in scanner.string().flatMap { Double($0) } }), take(",\"below\":"),
      let below = list({ $0.integer() }), take("}\n")
    else { throw .form }
    guard steps.areAscending, shares.isEmpty || needs.shares && shares.fall(steps.count + 1),
      needs.counts ? below.rise(to: moments.count, steps.count + 1) : below.isEmpty
    else { throw .steps }
    return PeerTable(
      moments: moments, steps: .filled(steps), shares: shares.isEmpty ? .none() : .filled(shares),
      below: below.isEmpty ? .none() : .filled(below), isReduced: true)
  }
}

extension GroupMoments {
  /// Whether there are values that have this sum, and these squares, which are 0 where nobody asks for them.
  fileprivate func isPossible(squared: Bool) -> Bool {
    let largest = UInt128(MeantDecimal.bound) * unit.inOne.magnitude
    guard sum.magnitude <= largest * UInt128(count) else { return false }
    guard squared else { return squares == WideSum() }
    guard squares <= WideSum(largest, times: largest) * UInt128(count) else { return false }
    return WideSum(sum.magnitude, times: sum.magnitude) <= squares * UInt128(count)
  }
}

extension [Double] {
  fileprivate var areAscending: Bool { zip(self, dropFirst()).allSatisfy { $0 < $1 } }

  /// Whether they are so many parts of a whole, the last of which is none of it.
  fileprivate func fall(_ count: Int) -> Bool {
    self.count == count && last == 0 && allSatisfy { (0...1).contains($0) } && zip(self, dropFirst()).allSatisfy(>=)
  }
}

extension [Int] {
  /// Whether they are so many numbers up to `most`.
  fileprivate func rise(to most: Int, _ count: Int) -> Bool {
    self.count == count && last == most && zip(self, dropFirst()).allSatisfy(<=)
  }
}
