import Decisions
import Policies

/// What a row is about.
enum RowSubject: String {
  case customer, event
}

extension PolicySet {
  /// The set bound to the header of a CSV; gives up where what rows cannot do without is missing.
  func bound(
    toHeader columns: [String], of path: String, measuring: Measuring = .nothing
  ) throws(Failure) -> BoundPolicySet {
    switch bound(to: columns, measuring: measuring) {
    case .success(let bound): return bound
    case .failure(let fault): throw Failure.unfitHeader(columns, fault, of: path)
    }
  }

  /// The set bound to the columns of rows; gives up likewise.
  func bound(
    to columns: [String], of rows: inout RowReader, measuring: Measuring = .nothing
  ) throws(Failure) -> BoundPolicySet {
    // Which keys JSON objects have is known when all were read.
    if rows.areColumnsMerged { return bound(toMerged: columns, measuring: measuring) }
    let bound = try bound(toHeader: columns, of: rows.path, measuring: measuring)
    rows.isColumnRead = bound.isColumnRead
    return bound
  }

  /// Says what an input that was read to its end turned out to be like, and which facts it does not give to those of the policies
  /// that decided anybody. A CSV says in its header what it gives.
  func review(
    _ input: InputFindings, header: [String]?, measuring: Measuring = .nothing, ofEach row: RowSubject = .customer,
    decidedBy identities: Set<String> = []
  ) {
    if let faults = input.encodingFaults { StandardError.say(Wording.encodingFaults(faults, in: input.path)) }
    if input.nonUTF8Rows > 0 { StandardError.say(Wording.nonUTF8Rows(input.nonUTF8Rows, in: input.path)) }
    if input.hasNoObjects { StandardError.say(Wording.noObjects(in: input.path)) }
    guard let given = header ?? input.keysSeen, !given.isEmpty else { return }
    let absent = absentFacts(among: given, measuring: measuring, ofPolicies: identities)
    guard !absent.isEmpty else { return }
    let say = header == nil ? Wording.absentKeys : Wording.absentColumns
    StandardError.say(say(absent, self, row, input.path))
  }
}
