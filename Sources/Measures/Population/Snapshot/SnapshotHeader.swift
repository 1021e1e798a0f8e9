package import Decisions
import Expressions
package import Policies
import SourceText

/// The first line of a snapshot: what it is of.
struct SnapshotHeader: Hashable {
  /// A policy and what was asked of its customers.
  struct Member: Hashable {
    /// `name@version`.
    let policy: String
    /// Of the bytes of all files that it was made of.
    let files: String
    /// The names of its population measures.
    let measures: [String]
  }

  /// The only form that is read.
  static let format = 2

  let asOf: String
  let customers: Int
  let rejected: Int
  let isExact: Bool
  let basis: PopulationBasis
  let policies: [Member]
}

extension SnapshotHeader {
  /// What a snapshot of a population of these policies says of itself.
  init(_ population: MeasuredPopulation, _ policies: PolicySet) {
    self.init(
      asOf: policies.asOf.description, customers: population.customers, rejected: population.rejected,
      isExact: population.isExact, basis: population.basis, policies: policies.policies.map(Member.init))
  }

  /// What keeps a snapshot from answering for policies; `nil` if nothing does.
  func fault(for policies: PolicySet) -> SnapshotFault? {
    if asOf != policies.asOf.description { return .otherDay(snapshot: asOf, run: policies.asOf.description) }
    let wanted = policies.policies.map(Member.init)
    if self.policies.map(\.policy) != wanted.map(\.policy) {
      return .otherPolicies(snapshot: self.policies.map(\.policy), run: wanted.map(\.policy))
    }
    for (member, wanted) in zip(self.policies, wanted) where member != wanted {
      return member.files != wanted.files ? .changedPolicy(member.policy) : .otherMeasures(member.policy)
    }
    return nil
  }
}

extension SnapshotHeader.Member {
  /// What a policy is known by.
  fileprivate init(_ policy: Policy) {
    var checksum = Checksum()
    for file in policy.files {
      checksum.add(file.bytes)
      // No byte of UTF-8: where one file ends and the next begins matters.
      checksum.add(CollectionOfOne(0xFF))
    }
    self.init(policy: policy.identity, files: checksum.text, measures: policy.population.map(\.name))
  }
}

extension MeasuredPopulation {
  /// What keeps it from being asked about customers of whom this is measured; `nil` if nothing does.
  package func fault(for policies: PolicySet, measuring: Measuring) -> SnapshotFault? {
    let needs = policies.populationNeeds
    let (then, now) = (Set(basis.tables), needs.events.intersection(measuring.events))
    let (onlyThen, onlyNow) = (then.subtracting(now).sorted(), now.subtracting(then).sorted())
    if !onlyThen.isEmpty { return .otherEvents(onlyThen, snapshot: true) }
    if !onlyNow.isEmpty { return .otherEvents(onlyNow, snapshot: false) }
    let hasPrevious = needs.previous && measuring.previous
    return (basis.previous != nil) == hasPrevious ? nil : .otherPrevious(snapshot: !hasPrevious)
  }
}
