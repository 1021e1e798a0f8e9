/// Why a snapshot cannot be used.
public enum SnapshotFault: Error, Hashable, Sendable {
  /// It is no snapshot.
  case notASnapshot
  /// It was written by a version that this one does not understand.
  case unknownFormat(Int)
  /// It does not hold what was written: it was cut off or changed.
  case damaged(line: Int)
  /// It was taken as of another day.
  case otherDay(snapshot: String, run: String)
  /// It is of other policies, or of other versions; `name@version` of each.
  case otherPolicies(snapshot: [String], run: [String])
  /// The files of a policy are no longer what they were.
  case changedPolicy(String)
  /// A policy asks other things of its customers than it did.
  case otherMeasures(String)
}

extension SnapshotFault {
  /// What differs, and what to do.
  public var message: String {
    switch self {
    case .notASnapshot:
      "this is no snapshot of a population; `rules snapshot` writes one"
    case .unknownFormat(let format):
      "the snapshot has format \(format), and this version reads format \(SnapshotHeader.format); take it again"
    case .damaged(let line):
      "the snapshot is damaged: line \(line) is not what was written; copy it or take it again"
    case .otherDay(let snapshot, let run):
      "the snapshot was taken as of \(snapshot), and this is as of \(run); take it again, or say --as-of \(snapshot)"
    case .otherPolicies(let snapshot, let run):
      "the snapshot is of \(Self.list(snapshot)), and the policies are \(Self.list(run)); take it again with these policies"
    case .changedPolicy(let policy):
      "the files of \(policy) are not those that the snapshot was taken with; take it again"
    case .otherMeasures(let policy):
      "\(policy) compares customers by other measures than the snapshot has; take it again"
    }
  }

  private static func list(_ policies: [String]) -> String {
    let shown = policies.prefix(5).joined(separator: ", ")
    return policies.count > 5 ? "\(shown) and \(policies.count - 5) more" : shown
  }
}
