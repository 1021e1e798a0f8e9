import Expressions
public import Policies

extension MeasuredPopulation {
  /// The population of a snapshot, for the policies that it was taken with.
  public convenience init(snapshot: [UInt8], for policies: PolicySet) throws(SnapshotFault) {
    var scanner = SnapshotScanner(snapshot[...])
    guard scanner.take("{\"snapshot\":\"population\",\"format\":"), let format = scanner.integer() else {
      throw .notASnapshot
    }
    if format != SnapshotHeader.format { throw .unknownFormat(format) }
    let lines = try Self.verified(snapshot)
    guard let header = scanner.header() else { throw .damaged(line: 1) }
    if let fault = header.fault(for: policies) { throw fault }
    let asked = policies.policies.map(PolicyComparisons.init)
    var groups: [SnapshotGroup] = []
    for line in 2..<max(lines, 2) {
      guard let group = scanner.group(asked, exact: header.isExact) else {
        for group in groups { group.table.deallocate() }
        throw .damaged(line: line)
      }
      groups.append(group)
    }
    self.init(
      customers: header.customers, rejected: header.rejected, isExact: header.isExact,
      asked.enumerated().map { policy, asked in
        (asked, asked.comparisons.indices.map { groups.peers(policy: policy, comparison: $0) })
      })
  }

  /// How many lines there are, the last of which says that all is as it was written.
  private static func verified(_ snapshot: [UInt8]) throws(SnapshotFault) -> Int {
    let lines = snapshot.count { $0 == UInt8(ascii: "\n") }
    guard snapshot.last == UInt8(ascii: "\n") else { throw .damaged(line: lines + 1) }
    let start = (snapshot.dropLast().lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    var scanner = SnapshotScanner(snapshot[start...])
    guard scanner.take("{\"lines\":"), scanner.integer() == lines - 1, scanner.take(",\"checksum\":"),
      scanner.string() == Checksum(of: snapshot[..<start]).text, scanner.take("}\n")
    else { throw .damaged(line: lines) }
    return lines
  }
}

/// A line of a snapshot.
private struct SnapshotGroup {
  let policy: Int
  let comparison: Int
  let key: [String]
  let table: PeerTable
}

extension [SnapshotGroup] {
  /// The groups of a comparison, which take their tables over.
  fileprivate func peers(policy: Int, comparison: Int) -> ComparedPeers {
    ComparedPeers(filter { $0.policy == policy && $0.comparison == comparison }.map { ($0.key, $0.table) })
  }
}

extension SnapshotScanner {
  /// What follows on the number of the format.
  fileprivate mutating func header() -> SnapshotHeader? {
    guard take(",\"as_of\":"), let asOf = string(), take(",\"customers\":"), let customers = integer(),
      take(",\"rejected\":"), let rejected = integer(), take(",\"keeps\":"), let keeps = string(),
      take(",\"policies\":"), let policies = list({ $0.member() }), take("}\n")
    else { return nil }
    return SnapshotHeader(
      asOf: asOf, customers: customers, rejected: rejected, isExact: keeps == "values", policies: policies)
  }

  private mutating func member() -> SnapshotHeader.Member? {
    guard take("{\"policy\":"), let policy = string(), take(",\"files\":"), let files = string(),
      take(",\"measures\":"), let measures = list({ $0.string() }), take("}")
    else { return nil }
    return SnapshotHeader.Member(policy: policy, files: files, measures: measures)
  }

  fileprivate mutating func group(_ asked: [PolicyComparisons], exact: Bool) -> SnapshotGroup? {
    guard take("{\"policy\":"), let policy = integer(), asked.indices.contains(policy), take(",\"comparison\":"),
      let comparison = integer(), asked[policy].comparisons.indices.contains(comparison), take(",\"group\":"),
      let key = list({ $0.string() })
    else { return nil }
    let needs = TableNeeds(asked[policy], comparison: comparison, exact: exact)
    guard let table = take(",\"values\":") ? values(needs) : moments() else { return nil }
    return SnapshotGroup(policy: policy, comparison: comparison, key: key, table: table)
  }

  /// More customers than these have one value in no snapshot.
  private static let mostCustomers = 1 << 33

  private mutating func values(_ needs: TableNeeds) -> PeerTable? {
    guard let values = list({ $0.decimal() }), take(",\"counts\":"), let counts = list({ $0.integer() }), take("}\n"),
      !values.isEmpty, values.count == counts.count, counts.allSatisfy({ $0 < Self.mostCustomers })
    else { return nil }
    return values.withUnsafeBufferPointer { values in
      counts.withUnsafeBufferPointer { PeerTable(values, counts: $0, needs) }
    }
  }

  private mutating func moments() -> PeerTable? {
    guard take(",\"count\":"), let count = integer(), take(",\"digits\":"), let digits = integer(), take(",\"sum\":"),
      let sum = string().flatMap({ Int128($0) }), take(",\"squares\":"),
      let squares = string().flatMap({ WideSum(text: $0) }), (0...MeantDecimal.mostDigits).contains(digits),
      (1..<Self.mostCustomers).contains(count)
    else { return nil }
    return steps(GroupMoments(count: count, digits: digits, sum: sum, squares: squares))
  }

  private mutating func steps(_ moments: GroupMoments) -> PeerTable? {
    if take("}\n") {
      return PeerTable(moments: moments, steps: .none(), shares: .none(), below: .none(), isReduced: false)
    }
    guard take(",\"steps\":"), let steps = list({ $0.decimal() }), take(",\"shares\":"),
      let shares = list({ scanner in scanner.string().flatMap { Double($0) } }), take(",\"below\":"),
      let below = list({ $0.integer() }), take("}\n"),
      [shares.count, below.count].allSatisfy({ $0 == 0 || $0 == steps.count + 1 })
    else { return nil }
    return PeerTable(
      moments: moments, steps: .filled(steps), shares: shares.isEmpty ? .none() : .filled(shares),
      below: below.isEmpty ? .none() : .filled(below), isReduced: true)
  }
}
