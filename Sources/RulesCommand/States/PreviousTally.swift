/// What became of the rows of the last decisions.
struct PreviousTally {
  /// How many were read.
  var rows = 0
  /// Of these, those that could not be understood: their customers count as new.
  var rejected = 0
}

extension Failure {
  /// More of the last decisions cannot be read than is allowed.
  static func tooManyRejects(_ tally: PreviousTally, _ allowance: RejectAllowance?) -> Failure {
    guard let allowance else {
      let rejected = counted(tally.rejected, "row of --previous was", "rows of --previous were")
      return Failure(.rejects, "\(rejected) rejected; --allow-rejects lets a run succeed all the same")
    }
    let rejected =
      "\(tally.rejected.grouped) of \(counted(tally.rows, "row of --previous was", "rows of --previous were"))"
    return Failure(.rejects, "\(rejected) rejected, more than the \(allowance) that --allow-rejects allows")
  }
}
