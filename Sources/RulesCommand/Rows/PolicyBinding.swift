import Decisions
import Policies

/// What a row is about.
enum RowSubject: String {
  case customer, event
}

extension PolicySet {
  /// The set bound to the header of a CSV; what is missing is said, unless `isQuiet`, or is the reason to give up.
  func bound(
    toHeader columns: [String], of path: String, measuring: Measuring = .nothing, ofEach row: RowSubject = .customer,
    isQuiet: Bool = false
  ) throws(Failure) -> BoundPolicySet {
    switch bound(to: columns, measuring: measuring) {
    case .success(let bound):
      if !isQuiet, !bound.absentFacts.isEmpty {
        StandardError.say(Wording.absentColumns(bound.absentFacts, of: self, ofEach: row, in: path))
      }
      return bound
    case .failure(let fault):
      throw Failure.unfitHeader(columns, fault, of: path)
    }
  }

  /// The set bound to the columns of rows; what is missing is said, or is the reason to give up.
  func bound(
    to columns: [String], of rows: inout RowReader, measuring: Measuring = .nothing
  ) throws(Failure) -> BoundPolicySet {
    // Which keys JSON objects have is known when all were read.
    if rows.areColumnsMerged { return bound(toMerged: columns, measuring: measuring) }
    let bound = try bound(toHeader: columns, of: rows.path, measuring: measuring)
    rows.isColumnRead = bound.isColumnRead
    return bound
  }

  /// Says what an input that was read to its end turned out to be like.
  func review(_ input: InputFindings, measuring: Measuring = .nothing, ofEach row: RowSubject = .customer) {
    if let faults = input.encodingFaults { StandardError.say(Wording.encodingFaults(faults, in: input.path)) }
    if input.nonUTF8Rows > 0 { StandardError.say(Wording.nonUTF8Rows(input.nonUTF8Rows, in: input.path)) }
    if input.hasNoObjects { StandardError.say(Wording.noObjects(in: input.path)) }
    guard let keys = input.keysSeen, !keys.isEmpty else { return }
    let absent = absentFacts(among: keys, measuring: measuring)
    if !absent.isEmpty { StandardError.say(Wording.absentKeys(absent, of: self, ofEach: row, in: input.path)) }
  }
}
