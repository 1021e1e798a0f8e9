import Cadences
import Decisions
import Expressions
import Policies

/// What flags and outputs may read of the cadence, laid out for those that do.
struct PublishedCadence: Sendable {
  let perMonth: NumberVector
  let perYear: NumberVector
  let mode: TextVector
  /// For each of the three, whether anything reads it.
  let isRead: (perMonth: Bool, perYear: Bool, mode: Bool)

  /// Takes the registers and binds the slots; `read` holds the slots that any expression reads.
  init(in frame: FrameLayout, read: Set<Int>, _ builder: inout VectorBuilder) {
    let known = builder.layout.newMask()
    perMonth = NumberVector(lane: builder.layout.newNumbers(), known: known, failed: .none, isInteger: false)
    perYear = NumberVector(lane: builder.layout.newNumbers(), known: known, failed: .none, isInteger: false)
    mode = TextVector(
      codes: builder.layout.newCodes(), dictionary: builder.layout.newDictionary(VisitMode.allCases.map(\.rawValue)),
      failed: .none)
    isRead = (
      read.contains(frame.visitsPerMonth), read.contains(frame.visitsPerYear), read.contains(frame.visitMode)
    )
    builder.bind(frame.visitsPerMonth, to: .number(perMonth))
    builder.bind(frame.visitsPerYear, to: .number(perYear))
    builder.bind(frame.visitMode, to: .text(mode))
  }
}

/// What the decisions met so far look like to expressions. Not shared between threads.
final class CadencePublisher {
  private let published: PublishedCadence
  private var perMonth: [Double] = []
  private var perYear: [Double] = []
  private var modes: [UInt32] = []
  private var generation = 0

  init(_ published: PublishedCadence) { self.published = published }

  /// Lays out the cadences of all rows.
  func publish(_ cadence: CadenceRun, in workspace: Workspace) {
    let isRead = published.isRead
    guard isRead.perMonth || isRead.perYear || isRead.mode else { return }
    learn(from: cadence)
    let states = workspace[cadence.vectors.states]
    setKnown(states, in: workspace)
    if isRead.perMonth { fill(workspace[published.perMonth.lane], from: perMonth, states, workspace.count) }
    if isRead.perYear { fill(workspace[published.perYear.lane], from: perYear, states, workspace.count) }
    if isRead.mode { fill(workspace[published.mode.codes], from: modes, states, workspace.count) }
  }

  private func learn(from cadence: CadenceRun) {
    if generation != cadence.generation {
      (perMonth, perYear, modes) = ([], [], [])
      generation = cadence.generation
    }
    for decision in cadence.decisions.states[perMonth.count...] {
      perMonth.append(decision.map { Double($0.cadence.visitsPerMonth) } ?? .nan)
      perYear.append(decision.map { Double($0.cadence.visitsPerYear) } ?? .nan)
      let mode = decision?.mode.flatMap { VisitMode.allCases.firstIndex(of: $0) }
      modes.append(mode.map { UInt32($0 + 1) } ?? 0)
    }
  }

  private func setKnown(_ states: UnsafeMutablePointer<UInt32>, in workspace: Workspace) {
    let known = workspace[published.perMonth.known]
    for word in 0..<workspace.words {
      var bits: UInt64 = 0
      for row in word << 6..<min(word << 6 + 64, workspace.count) {
        bits |= (states[row] == 0 ? 0 : 1) << UInt64(row & 63)
      }
      known[word] = bits
    }
  }

  private func fill<T>(
    _ lane: UnsafeMutablePointer<T>, from table: [T], _ states: UnsafeMutablePointer<UInt32>, _ count: Int
  ) {
    table.withUnsafeBufferPointer { table in
      for row in 0..<count { lane[row] = table[Int(states[row])] }
    }
  }
}
