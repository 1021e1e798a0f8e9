import CVectors
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
    workspace.findNonzero(cadence.vectors.states, into: published.perMonth.known)
    if isRead.perMonth { fill(workspace[published.perMonth.lane], from: perMonth, states, workspace.count) }
    if isRead.perYear { fill(workspace[published.perYear.lane], from: perYear, states, workspace.count) }
    guard isRead.mode else { return }
    modes.withUnsafeBufferPointer { modes in
      guard let base = modes.baseAddress else { return }
      _ = states_translate(states, base, modes.count, workspace.count, workspace[published.mode.codes])
    }
  }

  private func fill(
    _ lane: UnsafeMutablePointer<Double>, from table: [Double], _ states: UnsafeMutablePointer<UInt32>, _ count: Int
  ) {
    table.withUnsafeBufferPointer { table in
      guard let base = table.baseAddress else { return }
      vector_look_up_numbers(states, base, count, lane)
    }
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
}
