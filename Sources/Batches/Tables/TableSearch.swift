import Decisions
import Expressions
import Policies

/// Answers a table by the classes of a batch's values. Not shared between threads.
final class TableSearch {
  private let index: TableIndex
  private let table: DecisionTable
  private let classes: [AxisClasses]
  private let candidates: [AxisCandidates]
  /// How the classes of all axes make one number, where there are not too many combinations.
  private let strides: [UInt32]?
  /// Where there are, their sequences.
  private let combinations = SequenceStates()
  private var combinationGeneration = 0
  /// What each combination of classes comes to, as far as it was looked for.
  private var results: [UInt32] = []

  /// What was found so far: by result, the answer, or `StepTable.failed`.
  private(set) var answers: [UInt32] = []
  /// By result, the facts that are missing for the open rows, where these are indeed unknown.
  private(set) var lacking: [[MissingNote.Part]] = []
  /// Whether any of them lacks a fact.
  private(set) var lacksAnything = false
  /// Changes when results lose their meaning.
  private(set) var generation = 0

  private static let mostCombinations = 1 << 20
  private static let keptCount = 1 << 16

  init(_ index: TableIndex, _ table: DecisionTable) {
    self.index = index
    self.table = table
    classes = index.axes.map { AxisClasses($0) }
    candidates = index.axes.indices.map { AxisCandidates($0, of: index) }
    strides = Self.strides(index.axes)
  }

  private static func strides(_ axes: [TableAxis]) -> [UInt32]? {
    var strides: [UInt32] = []
    var product = 1
    for axis in axes {
      strides.append(UInt32(product))
      product *= axis.examples.count
      if product > mostCombinations { return nil }
    }
    return strides
  }
}

extension TableSearch {
  /// The results of all rows, valid until the next call; `answer` says what rows that match, and those that are open, come to.
  func search(in workspace: Workspace, answer: (TableFinding) -> UInt32) -> UnsafeMutablePointer<UInt32> {
    let states = workspace[index.states]
    combine(in: workspace, into: states)
    for row in 0..<workspace.count {
      let state = Int(states[row])
      states[row] = state < results.count && results[state] != .max ? results[state] : learn(state, answer)
    }
    return states
  }

  /// Forgets what has grown too large; call it between batches.
  func trim() {
    combinations.trim()
    guard answers.count > Self.keptCount || combinations.generation != combinationGeneration else { return }
    combinations.removeAll()
    combinationGeneration = combinations.generation
    results = []
    answers = []
    lacking = []
    generation += 1
  }

  private func combine(in workspace: Workspace, into states: UnsafeMutablePointer<UInt32>) {
    states.update(repeating: 0, count: workspace.count)
    let lane = workspace[index.classes]
    for (axis, classes) in classes.enumerated() {
      classes.find(in: workspace, into: lane)
      if let stride = strides?[axis] {
        for row in 0..<workspace.count { states[row] &+= stride &* lane[row] }
      } else {
        for row in 0..<workspace.count { states[row] = combinations.appending(lane[row], to: states[row]) }
      }
    }
  }

  private func learn(_ state: Int, _ answer: (TableFinding) -> UInt32) -> UInt32 {
    if state >= results.count { results += Array(repeating: .max, count: state + 1 - results.count) }
    let code = UInt32(answers.count)
    let classes = classes(of: state)
    let finding = look(classes)
    answers.append(finding.map(answer) ?? StepTable.failed)
    lacking.append(finding.map { parts(lackedBy: $0.open, classes) } ?? [])
    if lacking.last?.isEmpty == false { lacksAnything = true }
    results[state] = code
    return code
  }

  private func classes(of state: Int) -> [Int] {
    guard let strides else { return combinations.sequence(of: UInt32(state)) }
    return zip(strides, index.axes).map { stride, axis in state / Int(stride) % axis.examples.count }
  }
}

// MARK: - Looking

extension TableSearch {
  /// Asks the rows that the most telling of the axes leaves over; `nil` where that cannot be computed.
  private func look(_ classes: [Int]) -> TableFinding? {
    let total = table.rows.count
    let best = candidates.indices.min { a, b in
      candidates[a].count(classes[a], of: total) < candidates[b].count(classes[b], of: total)
    }
    let rows = best.map { candidates[$0].candidates(classes[$0], of: total) } ?? Array(0..<Int32(total))
    var finding = TableFinding()
    for row in rows {
      switch truth(ofRow: Int(row), classes) {
      case .yes: if !accept(Int(row), into: &finding) { return nil }
      case .no: continue
      case .unknown: finding.open.append(Int(row))
      case .failed: return nil
      }
      if case .first = table.hit, !finding.matches.isEmpty { break }
    }
    if table.isSettled(finding) { finding.open = [] }
    return finding
  }

  private func truth(ofRow row: Int, _ classes: [Int]) -> Truth {
    var result = Truth.yes
    for test in index.rows[row] {
      result.conjoin(test.test.truth(of: index.axes[test.axis].examples[classes[test.axis]]))
      if case .no = result { return .no }
    }
    return result
  }

  /// Takes in a row that matches; `false` if it contradicts the one before it.
  private func accept(_ row: Int, into finding: inout TableFinding) -> Bool {
    guard let first = finding.matches.first else {
      finding.matches.append(row)
      return true
    }
    switch table.hit {
    case .unique: return false
    case .any: return table.rows[first].outcome == table.rows[row].outcome
    case .first: return true
    case .collect:
      finding.matches.append(row)
      return true
    }
  }

  private func parts(lackedBy open: [Int], _ classes: [Int]) -> [MissingNote.Part] {
    var parts: [MissingNote.Part] = []
    var seen: Set<MissingNote.Part> = []
    for part in open.lazy.flatMap({ self.index.parts[$0] }) {
      guard part.axes.contains(where: { isUnknown($0, classes) }) else { continue }
      for lacking in part.lacking where seen.insert(lacking).inserted { parts.append(lacking) }
    }
    return parts
  }

  private func isUnknown(_ axis: Int, _ classes: [Int]) -> Bool { index.axes[axis].examples[classes[axis]].isUnknown }
}
