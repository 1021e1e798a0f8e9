/// Why a snapshot cannot be used.
public enum SnapshotFault: Error, Hashable, Sendable {
  /// It is no snapshot.
  case notASnapshot
  /// It was written by a version that this one does not understand.
  case unknownFormat(Int)
  /// It does not hold what was written: it was cut off or changed.
  case damaged(line: Int)
  /// It says what no population can be.
  case impossible(line: Int, SnapshotFlaw)
  /// It was taken as of another day.
  case otherDay(snapshot: String, run: String)
  /// It is of other policies, or of other versions; `name@version` of each.
  case otherPolicies(snapshot: [String], run: [String])
  /// The files of a policy are no longer what they were.
  case changedPolicy(String)
  /// A policy asks other things of its customers than it did.
  case otherMeasures(String)
  /// What customers are compared by depends on these tables, whose events one of both has; `snapshot`: the snapshot, else the run.
  case otherEvents([String], snapshot: Bool)
  /// What customers are compared by depends on the last decisions, which one of both has; `snapshot`: the snapshot, else the run.
  case otherPrevious(snapshot: Bool)
}

/// What is impossible in a line of a snapshot.
public enum SnapshotFlaw: Error, Hashable, Sendable {
  /// Something else than is written there.
  case form
  /// The header's numbers of customers.
  case customers
  /// A comparison that no policy makes.
  case comparison
  /// Another number of names for a group than it is told apart by.
  case group(named: Int, of: Int)
  /// A group that does not follow on the one before, or is there twice.
  case order
  /// Values that are no amounts, or not in ascending order.
  case values
  /// Numbers of customers that are not 1 or more, one for each value, or more than there are customers.
  case counts
  /// A count, a sum and a sum of squares that no values have.
  case sums
  /// Shares that do not fall from 1 to 0, or numbers of customers that do not rise, one more than there are steps.
  case steps
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
    case .impossible(let line, let flaw):
      "the snapshot is of no population: line \(line) \(flaw.message); take it again"
    case .otherDay(let snapshot, let run):
      "the snapshot was taken as of \(snapshot), and this is as of \(run); take it again, or say --as-of \(snapshot)"
    case .otherPolicies(let snapshot, let run):
      "the snapshot is of \(Self.list(snapshot)), and the policies are \(Self.list(run)); take it again with these policies"
    case .changedPolicy(let policy):
      "the files of \(policy) are not those that the snapshot was taken with; take it again"
    case .otherMeasures(let policy):
      "\(policy) compares customers by other measures than the snapshot has; take it again"
    case .otherEvents, .otherPrevious: basisMessage
    }
  }

  private var basisMessage: String {
    switch self {
    case .otherEvents(let tables, snapshot: true):
      "the snapshot was taken with events '\(Self.list(tables))', which customers are compared by and this run does not have; "
        + "add --events \(tables[0])=FILE"
    case .otherEvents(let tables, snapshot: false):
      "the snapshot was taken without events '\(Self.list(tables))', which customers are compared by and this run has; "
        + "take it again with --events \(tables[0])=FILE"
    case .otherPrevious(snapshot: true):
      "the snapshot was taken with the last decisions, which customers are compared by and this run does not have; "
        + "add --previous or --state"
    default:
      "the snapshot was taken without the last decisions, which customers are compared by and this run has; "
        + "take it again with --previous or --state"
    }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(5).joined(separator: ", ")
    return names.count > 5 ? "\(shown) and \(names.count - 5) more" : shown
  }
}

extension SnapshotFlaw {
  /// What the line does.
  var message: String {
    switch self {
    case .form: "is not written as a snapshot is"
    case .customers: "counts more customers than there can be, or more rejected ones than customers"
    case .comparison: "is of a comparison that the policies do not make"
    case .group(let named, let wanted): "names \(named) values for a group that is told apart by \(wanted)"
    case .order: "has a group that does not follow on the one before"
    case .values: "has values that are not ascending amounts"
    case .counts: "does not count 1 customer or more for each value, or counts more than there are"
    case .sums: "has a count, a sum and a sum of squares that do not belong together"
    case .steps: "has steps, shares and numbers of customers that do not belong together"
    }
  }
}
