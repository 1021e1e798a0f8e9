import Expressions
public import Policies

extension MeasuredPopulation {
  /// The population of a snapshot, for the policies that it was taken with. Nothing in it is taken on trust.
  public convenience init(snapshot: [UInt8], for policies: PolicySet) throws(SnapshotFault) {
    var scanner = SnapshotScanner(snapshot[...])
    guard scanner.take("{\"snapshot\":\"population\",\"format\":"), let format = scanner.integer() else {
      throw .notASnapshot
    }
    if format != SnapshotHeader.format { throw .unknownFormat(format) }
    let lines = try Self.verified(snapshot)
    guard let header = scanner.header() else { throw .impossible(line: 1, .form) }
    if let fault = header.fault(for: policies) { throw fault }
    var groups = try SnapshotGroups(header, policies)
    for line in 2..<max(lines, 2) {
      do throws(SnapshotFlaw) {
        try groups.add(from: &scanner)
      } catch {
        groups.deallocate()
        throw .impossible(line: line, error)
      }
    }
    self.init(
      customers: header.customers, rejected: header.rejected, isExact: header.isExact, basis: header.basis,
      groups.finish())
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

extension SnapshotScanner {
  /// What follows on the number of the format.
  fileprivate mutating func header() -> SnapshotHeader? {
    guard take(",\"as_of\":"), let asOf = string(), take(",\"customers\":"), let customers = integer(),
      take(",\"rejected\":"), let rejected = integer(), take(",\"keeps\":"), let keeps = string(),
      ["values", "tiers"].contains(keeps), take(",\"events\":"), let events = list({ $0.events() }),
      let basis = basis(events), take(",\"policies\":"), let policies = list({ $0.member() }), take("}\n")
    else { return nil }
    return SnapshotHeader(
      asOf: asOf, customers: customers, rejected: rejected, isExact: keeps == "values", basis: basis, policies: policies
    )
  }

  private mutating func events() -> PopulationBasis.Events? {
    guard take("{\"table\":"), let table = string(), take(",\"count\":"), let count = integer(), take("}") else {
      return nil
    }
    return PopulationBasis.Events(table: table, count: count)
  }

  private mutating func basis(_ events: [PopulationBasis.Events]) -> PopulationBasis? {
    guard take(",\"previous\":") else { return PopulationBasis(events: events) }
    return integer().map { PopulationBasis(events: events, previous: $0) }
  }

  private mutating func member() -> SnapshotHeader.Member? {
    guard take("{\"policy\":"), let policy = string(), take(",\"files\":"), let files = string(),
      take(",\"measures\":"), let measures = list({ $0.string() }), take("}")
    else { return nil }
    return SnapshotHeader.Member(policy: policy, files: files, measures: measures)
  }
}
