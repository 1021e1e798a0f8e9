import Cadences
import Decisions
import Expressions
import Policies

/// Where it stands whose work a customer is: the codes of the representative, then those of the areas.
struct WorkloadVectors: Sendable {
  let groups: [TextVector]

  /// Finds them among the vectors of facts; `nil` where one of them is no text.
  init?(_ capacity: CapacityPlan, _ readings: [FactReading]) {
    var groups: [TextVector] = []
    for fact in capacity.grouping {
      guard case .text(let text) = readings[fact].vector else { return nil }
      groups.append(text)
    }
    self.groups = groups
  }
}

/// Counts customers by whose work they are and what they ask for, batch after batch. Not shared between threads.
///
/// The names and the demand of a row are codes; a sequence of codes has a code of its own, and each of these a counter.
final class WorkloadTally {
  private let policy: String
  private let vectors: WorkloadVectors
  /// The names met since the last settling, by group.
  private var names: [TextDictionary]
  /// What the codes of the facts are among these, and the generation for which that is so.
  private var translations: [(codes: StepTable, generation: Int)]
  private var demands = StateList<VisitDemand>()
  private var demandCodes = StepTable()
  private var cadenceGeneration = 0
  private let sequences = SequenceStates()
  /// By the code of a sequence.
  private var counts: [Int] = []
  private let states: UnsafeMutablePointer<UInt32>
  private let codes: UnsafeMutablePointer<UInt32>

  /// How many sequences are counted apart before they are settled.
  private static let keptCount = 1 << 20

  /// One for customers of a policy, `name@version`, in batches of up to `capacity` rows.
  init(_ vectors: WorkloadVectors, policy: String, capacity: Int) {
    self.policy = policy
    self.vectors = vectors
    names = vectors.groups.map { _ in TextDictionary() }
    translations = vectors.groups.map { _ in (StepTable(), 0) }
    states = .allocate(capacity: capacity)
    codes = .allocate(capacity: capacity)
  }

  deinit {
    states.deallocate()
    codes.deallocate()
  }
}

extension WorkloadTally {
  /// Whether so much came up that it had better be settled.
  var isFull: Bool { sequences.count > Self.keptCount }

  /// Counts the customers of the last batch that were not deferred.
  func count(_ decider: PolicyDecider) {
    let workspace = decider.workspace
    states.update(repeating: 0, count: workspace.count)
    for index in vectors.groups.indices { append(index, in: workspace) }
    if let cadence = decider.cadence { append(cadence, in: workspace) } else { appendNoDemand(workspace.count) }
    if counts.count < sequences.count { counts += Array(repeating: 0, count: sequences.count - counts.count) }
    let (all, deferred) = (workspace[.all], workspace[.deferred])
    counts.withUnsafeMutableBufferPointer { counts in
      guard let counts = counts.baseAddress else { return }
      for word in 0..<workspace.words {
        var bits = all[word] & ~deferred[word]
        while let bit = bits.takeFirst() { counts[Int(states[word << 6 + bit])] += 1 }
      }
    }
  }

  /// Hands what was counted on to a summary, and begins anew.
  func settle(into summary: inout RunSummary) {
    var customers: [UInt32: [VisitDemand: Int]] = [:]
    for (code, count) in counts.enumerated() where count > 0 {
      let (group, demand) = sequences.end(of: UInt32(code))
      customers[group, default: [:]][demands[demand], default: 0] += count
    }
    for (code, customers) in customers { summary.count(customers, in: group(ofCode: code)) }
    removeAll()
  }

  private func group(ofCode code: UInt32) -> WorkloadCounts.Group {
    let texts = zip(names, sequences.sequence(of: code)).map { ExactText($0.texts[$1]) }
    return WorkloadCounts.Group(policy: policy, representative: texts[0], areas: Array(texts.dropFirst()))
  }

  private func removeAll() {
    sequences.removeAll()
    counts = []
    for dictionary in names { dictionary.removeAll() }
    for translation in translations { translation.codes.removeAll() }
    demands = StateList()
    demandCodes.removeAll()
  }
}

// MARK: - Codes

extension WorkloadTally {
  private func append(_ index: Int, in workspace: Workspace) {
    let (vector, known) = (vectors.groups[index], names[index])
    let dictionary = workspace[vector.dictionary]
    let table = translations[index].codes
    if translations[index].generation != dictionary.generation {
      table.removeAll()
      translations[index].generation = dictionary.generation
    }
    table.translate(
      workspace[vector.codes], to: codes, count: workspace.count,
      learn: { code in code == 0 ? 0 : known.code(of: dictionary.texts[Int(code)]) }, fail: { _ in })
    appendCodes(workspace.count)
  }

  private func append(_ cadence: CadenceRun, in workspace: Workspace) {
    if cadenceGeneration != cadence.generation {
      demandCodes.removeAll()
      cadenceGeneration = cadence.generation
    }
    demandCodes.translate(
      workspace[cadence.vectors.states], to: codes, count: workspace.count,
      learn: { code in demands.code(of: VisitDemand(cadence.decisions[code])) }, fail: { _ in })
    appendCodes(workspace.count)
  }

  private func appendNoDemand(_ count: Int) {
    codes.update(repeating: demands.code(of: VisitDemand(nil)), count: count)
    appendCodes(count)
  }

  private func appendCodes(_ count: Int) {
    for row in 0..<count { states[row] = sequences.appending(codes[row], to: states[row]) }
  }
}
