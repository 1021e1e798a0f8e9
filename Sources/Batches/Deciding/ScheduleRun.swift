import Cadences
import Decisions
import Expressions
import Policies

/// Finds the days of visits of all rows of a batch.
///
/// Many customers have the same cadence and were visited last on the same day: what that comes to is found out once. Not shared
/// between threads.
final class ScheduleRun {
  private let vectors: ScheduleVectors
  private let memo = ScheduleMemo()
  private var rhythms = StateList<VisitRhythm>()
  /// What keys have to say of each rhythm.
  private var keying: [RhythmKeying] = []
  /// By code of a cadence decision: 0 where that asks for no visits, else the code of its rhythm plus 1.
  private var rhythmOfDecision: [UInt32] = []
  private var generation = 0

  private static let keptCount = 1 << 15

  init(_ vectors: ScheduleVectors) { self.vectors = vectors }
}

extension ScheduleRun {
  /// Puts the days of each row into the vectors' lanes; `cadence` was decided for the same batch.
  func run(_ cadence: CadenceRun, in workspace: Workspace, missing: MissingFacts) {
    learn(from: cadence)
    memo.trim()
    let states = UnsafePointer(workspace[cadence.vectors.states])
    findActive(states, in: workspace)
    noteTrouble(in: workspace, missing)
    workspace[vectors.reasons].update(repeating: 0, count: workspace.count)
    rhythmOfDecision.withUnsafeBufferPointer { rhythms in
      keying.withUnsafeBufferPointer { keying in schedule(states, rhythms, keying, in: workspace) }
    }
  }

  private func findActive(_ states: UnsafePointer<UInt32>, in workspace: Workspace) {
    let active = workspace[vectors.active]
    rhythmOfDecision.withUnsafeBufferPointer { rhythms in
      for word in 0..<workspace.words {
        var bits: UInt64 = 0
        for row in word << 6..<min(word << 6 + 64, workspace.count) {
          bits |= (rhythms[Int(states[row])] == 0 ? 0 : 1) << UInt64(row & 63)
        }
        active[word] = bits
      }
    }
  }

  private func noteTrouble(in workspace: Workspace, _ missing: MissingFacts) {
    let (active, deferred) = (workspace[vectors.active], workspace[.deferred])
    for note in vectors.notes { missing.note(note, rows: active, in: workspace) }
    for input in vectors.inputs where input.failed != .none {
      let failed = workspace[input.failed]
      for word in 0..<workspace.words { deferred[word] |= active[word] & failed[word] }
    }
  }

  private func schedule(
    _ states: UnsafePointer<UInt32>, _ rhythms: UnsafeBufferPointer<UInt32>,
    _ keying: UnsafeBufferPointer<RhythmKeying>, in workspace: Workspace
  ) {
    let (last, made, since) = (
      Lane(vectors.lastVisit, workspace), Lane(vectors.made, workspace), Lane(vectors.since, workspace)
    )
    let (intervals, due) = (workspace[vectors.intervalDays], workspace[vectors.nextDue])
    let (latest, overdue) = (workspace[vectors.latest], workspace[vectors.daysOverdue])
    let reasons = workspace[vectors.reasons]
    let asOf = vectors.asOf.days
    let isCounted = if case .counted = vectors.plan.made { true } else { false }
    workspace.forEachRow(of: vectors.active) { row in
      let rhythm = rhythms[Int(states[row])]
      let keying = keying[Int(rhythm) - 1]
      let visits = isCounted ? keying.made(of: made.counts(row)) : made.count(row)
      let key = keying.key(last: last.day(row), made: visits, since: since.day(row), asOf: asOf)
      let found = memo[key] ?? learn(key, rhythm)
      intervals[row] = found.interval
      due[row] = found.nextDue
      latest[row] = found.latest
      overdue[row] = found.daysOverdue
      reasons[row] = found.reason
    }
  }

  @inline(never) private func learn(_ key: ScheduleKey, _ rhythm: UInt32) -> KnownSchedule {
    let history = VisitHistory(last: key.last, visitsInPeriod: key.made, start: key.since)
    let schedule = VisitSchedule(rhythms[rhythm - 1], history, vectors.plan.terms, asOf: vectors.asOf)
    let known = KnownSchedule(schedule, for: key)
    memo.insert(known)
    return known
  }

  /// Takes the decisions in that came up since the last batch.
  private func learn(from cadence: CadenceRun) {
    if generation != cadence.generation {
      generation = cadence.generation
      rhythmOfDecision.removeAll(keepingCapacity: true)
      if keying.count > Self.keptCount { forgetRhythms() }
    }
    for decision in cadence.decisions.states[rhythmOfDecision.count...] {
      rhythmOfDecision.append(decision.flatMap { VisitRhythm($0.cadence) }.map { code(of: $0) + 1 } ?? 0)
    }
  }

  private func forgetRhythms() {
    rhythms = StateList()
    keying = []
    memo.removeAll()
  }

  private func code(of rhythm: VisitRhythm) -> UInt32 {
    let code = rhythms.code(of: rhythm)
    if Int(code) == keying.count { keying.append(RhythmKeying(rhythm, code: code + 1)) }
    return code
  }
}

/// A lane that a schedule reads.
private struct Lane {
  let numbers: UnsafeMutablePointer<Double>
  let known: UnsafeMutablePointer<UInt64>

  init(_ vector: NumberVector, _ workspace: Workspace) {
    numbers = workspace[vector.lane]
    known = workspace[vector.known]
  }

  @inline(__always) private func has(_ row: Int) -> Bool { known[row >> 6] >> UInt64(row & 63) & 1 != 0 }

  /// The day of a row.
  @inline(__always) func day(_ row: Int) -> Int32 {
    has(row) ? Int32(exactly: numbers[row]) ?? ScheduleKey.nothing : ScheduleKey.nothing
  }

  /// The ``VisitCounts`` of a row, in one number; 0 where there are none.
  @inline(__always) func counts(_ row: Int) -> Int64 { has(row) ? Int64(numbers[row]) : 0 }

  /// The visits of a row, broken ones left out.
  @inline(__always) func count(_ row: Int) -> Int32 {
    has(row) && numbers[row] >= 1 ? Int32(min(numbers[row], 4_000_000)) : ScheduleKey.nothing
  }
}
