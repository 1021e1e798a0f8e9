import Decisions
import Policies

extension PolicySet {
  /// The set bound to the columns of an input; what is missing is said, or is the reason to give up.
  func bound(to columns: [String], of rows: inout RowReader) throws(Failure) -> BoundPolicySet {
    // Which keys JSON objects have is known when all were read.
    if rows.areColumnsMerged { return bound(toMerged: columns) }
    switch bound(to: columns) {
    case .success(let bound):
      if !bound.absentFacts.isEmpty { StandardError.say(Wording.absentColumns(bound.absentFacts, in: rows.path)) }
      rows.isColumnRead = bound.isColumnRead
      return bound
    case .failure(let fault):
      throw Failure.unfitHeader(columns, fault, of: rows.path)
    }
  }

  /// Says what an input that was read to its end turned out to be like.
  func review(_ rows: borrowing RowReader) {
    if let faults = rows.encodingFaults { StandardError.say(Wording.encodingFaults(faults, in: rows.path)) }
    if rows.nonUTF8Rows > 0 { StandardError.say(Wording.nonUTF8Rows(rows.nonUTF8Rows, in: rows.path)) }
    guard let keys = rows.keysSeen, !keys.isEmpty else { return }
    let absent = absentFacts(among: keys)
    if !absent.isEmpty { StandardError.say(Wording.absentKeys(absent, in: rows.path)) }
  }
}
