import Decisions

/// What the command says about inputs.
enum Wording {
  /// Bytes that are no text were met; the rows they stand in are among the rejects.
  static func encodingFaults(_ faults: (firstOffset: Int, count: Int), in path: String) -> String {
    let places = counted(faults.count, "place", "places")
    return
      "\(path): \(places) with bytes that are no text in this encoding, the first at byte \(faults.firstOffset.grouped)"
  }

  /// Facts that may be missing have no column.
  static func absentFacts(_ facts: [String], in path: String) -> String {
    "\(path): no column for \(facts.joined(separator: ", ")); every customer counts as missing them"
  }
}

extension Failure {
  /// The header is the one record that cannot be done without.
  static func unreadableHeader(_ row: UnreadableRow, of path: String) -> Failure {
    Failure(.inputOutput, "\(path):\(row.line): the header cannot be read: \(row.reason)")
  }

  /// An input without a single record.
  static func noHeader(of path: String) -> Failure {
    Failure(.inputOutput, "\(path): empty; the first line must name the columns")
  }

  /// The customer asked for is in no row that can be read.
  static func noCustomer(_ id: String, in path: String, unreadable: Int) -> Failure {
    let rest = unreadable > 0 ? " (\(counted(unreadable, "row", "rows")) could not be read)" : ""
    return Failure(.inputOutput, "\(path): no customer `\(id)`\(rest)")
  }

  /// Rows were lost or counted twice, which no input may bring about.
  static func unbalanced(_ tally: RunTally) -> Failure {
    Failure(
      .inputOutput,
      "\(tally.rows) rows were read, but \(tally.summary.decided) decided and \(tally.rejected) rejected; do not trust this run"
    )
  }

  /// More rejects than are allowed.
  static func tooManyRejects(_ tally: RunTally) -> Failure {
    Failure(
      .rejects,
      "\(counted(tally.rejected, "row was", "rows were")) rejected; --allow-rejects lets a run succeed all the same")
  }

  /// An output that would overwrite what is read.
  static func overwritesInput(_ output: String, _ input: String) -> Failure {
    Failure(.usage, "\(output): this is the input \(input); write somewhere else")
  }

  /// Two outputs of one name.
  static func sameOutput(_ path: String) -> Failure {
    Failure(.usage, "\(path): decisions and rejects cannot go to the same file")
  }
}
