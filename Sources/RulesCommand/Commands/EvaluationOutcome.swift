import Decisions
import Policies

/// What a run came to.
struct EvaluationOutcome {
  let policies: PolicySet
  let exceptions: CadenceExceptions
  let tally: RunTally
  let events: [EventTally]
  let past: PreviousTally
  let workload: Workload?
  /// The rejected rows that are shown.
  let shown: [RejectedRow]
}

extension EvaluationOutcome {
  /// Tells the rejected rows, the counts, and which exceptions did nothing.
  func report(_ options: EvaluationOptions) {
    for row in shown { StandardError.say(row.summary) }
    let hidden = options.rejects == nil ? rejected.reduce(0) { $0 + $1.rejected } - shown.count : 0
    if hidden > 0 { StandardError.say("and \(counted(hidden, "more row", "more rows")); --rejects keeps them all") }
    StandardError.write(report.text)
    guard let path = options.known.exceptional.exceptions else { return }
    for oddity in exceptionTally.oddities(in: path) { StandardError.say(oddity) }
  }

  /// Fails the run if more was rejected than is allowed, of customers, of any table's events, or of the last decisions.
  func judge(by allowance: RejectAllowance?) throws(Failure) {
    for count in rejected where count.rejected > 0 && allowance?.allows(count.rejected, of: count.rows) != true {
      throw Failure.tooManyRejects(count, allowance)
    }
  }

  private var report: RunReport {
    RunReport(tally, policies, events, past, workload: workload, exceptions: exceptionTally)
  }

  private var exceptionTally: ExceptionTally { ExceptionTally(exceptions, tally.excepted, on: policies.asOf) }

  private var rejected: [RejectCount] {
    [RejectCount(tally)] + events.map(RejectCount.init) + [RejectCount(past)]
  }
}

/// Rows of one kind, and how many of them were rejected.
struct RejectCount {
  let rejected: Int
  let rows: Int
  /// What one of them is called, and several, and where they stand, as far as that has to be said.
  private let names: (one: String, many: String, place: String)

  /// Of customers.
  init(_ tally: RunTally) { (rejected, rows, names) = (tally.rejected, tally.rows, ("row", "rows", "")) }

  /// Of events.
  init(_ tally: EventTally) {
    (rejected, rows, names) = (tally.rejected, tally.rows, ("event", "events", " in '\(tally.table)'"))
  }

  /// Of the last decisions.
  init(_ tally: PreviousTally) {
    (rejected, rows, names) = (tally.rejected, tally.rows, ("row of --previous", "rows of --previous", ""))
  }
}

extension Failure {
  /// More rejects than are allowed.
  fileprivate static func tooManyRejects(_ count: RejectCount, _ allowance: RejectAllowance?) -> Failure {
    let told = count.told(allowance == nil ? count.rejected : count.rows)
    guard let allowance else { return Failure(.rejects, "\(told); --allow-rejects lets a run succeed all the same") }
    return Failure(
      .rejects,
      "\(count.rejected.grouped) of \(told), more than the \(allowance) that --allow-rejects allows")
  }
}

extension RejectCount {
  /// That so many of them were rejected.
  fileprivate func told(_ count: Int) -> String {
    "\(counted(count, "\(names.one) was", "\(names.many) were")) rejected\(names.place)"
  }
}
