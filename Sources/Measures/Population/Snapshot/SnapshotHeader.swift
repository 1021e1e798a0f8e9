import Expressions
import Policies
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

  /// The only form that there is so far.
  static let format = 1

  let asOf: String
  let customers: Int
  let rejected: Int
  let isExact: Bool
  let policies: [Member]
}

extension SnapshotHeader {
  /// What a snapshot of these policies says of itself.
  init(_ policies: PolicySet, customers: Int, rejected: Int, isExact: Bool) {
    self.init(
      asOf: policies.asOf.description, customers: customers, rejected: rejected, isExact: isExact,
      policies: policies.policies.map(Member.init))
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
