import Decisions
import Expressions
import Measures
import Policies
import States

/// What a run takes over from the one before, and leaves to the one after.
final class PreviousRun {
  /// What was decided last; `nil` where nothing is known of it.
  private(set) var decisions: PreviousDecisions?
  private(set) var tally = PreviousTally()
  /// Where states go until the run is sure to succeed, and how they are written; `nil` where they are not kept.
  let spool: Spool?
  let form: DecisionForm?

  private let policies: PolicySet
  private let options: PreviousOptions
  private let store: StateStore?
  /// Whether this is a run that leaves its own states; else the file is only looked into.
  private let keepsStates: Bool

  /// Begins a run; if it is one that keeps its states, nobody else can begin one with the same file from now on.
  init(_ policies: PolicySet, _ options: PreviousOptions, keepsStates: Bool) throws {
    self.policies = policies
    self.options = options
    self.keepsStates = keepsStates
    guard let path = options.state else {
      (store, form, spool) = (nil, nil, nil)
      return
    }
    let form = keepsStates ? DecisionForm(stateOf: policies) : nil
    self.form = form
    spool = try form.map { try Spool("states", header: $0.header) }
    do throws(StateFailure) {
      let store = try StateStore(path: path)
      if keepsStates { try store.begin(asOf: policies.asOf) }
      self.store = store
    } catch {
      throw Failure(error, path, asOf: policies.asOf)
    }
  }
}

extension PreviousRun {
  /// Whether it is known what was decided last, be it nothing.
  var isKnown: Bool { options.previous != nil || options.state != nil }

  /// Reads what was decided last; `reject` gets the rows that cannot be understood.
  func read(_ reject: PreviousReader.Receiver) throws {
    if let path = options.previous {
      var reader = PreviousReader(path, policies)
      try reader.read(reject)
      (decisions, tally) = (reader.decisions, reader.tally)
    }
    if let store { decisions = try withStore { () throws(StateFailure) in try states(in: store) } }
  }

  private func states(in store: StateStore) throws(StateFailure) -> PreviousDecisions {
    var decisions = PreviousDecisions(for: policies)
    guard try store.holdsStates() else { return decisions }
    var states: [Int64: UInt32] = [:]
    try store.forEachState { id, text in
      let state = StateText(text: text)
      states[id] = decisions.state(decisions.columns.names.map { state[$0] })
    }
    try store.forEachCustomer(before: policies.asOf) { customer, state in decisions.put(customer, states[state] ?? 0) }
    return decisions
  }

  /// Puts the states into the file, where they stay only if the run is committed.
  func write() throws {
    guard let store, let spool else { return }
    do {
      var writer = StateWriter(store)
      try writer.move(spool)
      let names = policies.policies.map(\.identity).joined(separator: ";")
      try store.note(policies: names, customers: writer.customers, changes: writer.changes)
    } catch let failure as StateFailure {
      throw Failure(failure, options.state ?? "", asOf: nil)
    }
  }

  /// Makes the states last.
  func commit() throws {
    guard let store else { return }
    try withStore { () throws(StateFailure) in try store.commit() }
  }

  private func withStore<Result>(_ body: () throws(StateFailure) -> Result) throws(Failure) -> Result {
    do { return try body() } catch { throw Failure(error, options.state ?? "", asOf: nil) }
  }
}

extension DecisionForm {
  /// What the next run has to know of decisions, and who looks back at them: the customer, tiers, what is held, the states of flags;
  /// how often it is visited, and by which policy.
  init(stateOf set: PolicySet) {
    let columns = set.columns
    let names = columns.dimensions.map(\.name)
    // What is computed for a dimension that is held is in what it keeps.
    let tiers = names.filter { name in !names.contains { name == $0 + ".computed" } }
    let held = Set(tiers.flatMap { ["\($0).since", "\($0).pending"] })
    let outputs = columns.outputs.map(\.name).filter(held.contains)
    let flags = columns.flags.isEmpty ? [] : [FlagStates.column]
    self.init(
      set, format: .csv, hasTrace: false, hasFlagStates: true,
      choice: ColumnChoice(names: [columns.key] + tiers + outputs + flags + StateText.decided))
  }
}

extension Failure {
  /// A file of states cannot be used; `asOf` is the day of the run that was to begin.
  init(_ failure: StateFailure, _ path: String, asOf: CalendarDate?) {
    let reason =
      switch failure {
      case .busy: "another run has it; wait until that has ended"
      case .later(let last):
        "it holds a run as of \(last), later than \(asOf.map { "\($0)" } ?? "this one"); a run can be repeated or followed, but "
          + "nothing can be put before it: use the copy of the file from before that run, or a later --as-of"
      case .unreadable(let reason):
        "no file of states, or damaged (\(reason)); put back a copy, or begin anew with another file"
      case .tooNew: "written by a later version of rules"
      case .system(let reason): reason
      }
    self.init(.inputOutput, "\(path): \(reason)")
  }
}
