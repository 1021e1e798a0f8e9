/// Puts the reasons of all rows of a batch together: the rules of the tiers, of the cadence and of the outputs, each once.
///
/// Lists of reasons are known by codes, and so is what a further part adds to a list. Not shared between threads.
final class ReasonRun {
  /// A part of the decision that gives reasons.
  struct Part {
    /// Its codes.
    let codes: CodeRegister
    /// Changes when its codes lose their meaning.
    let generation: Int
    /// The rules behind a code.
    let rules: (UInt32) -> [String]
  }

  /// By row, after a run; codes in `lists`.
  let codes = UnsafeMutablePointer<UInt32>.allocate(capacity: BatchSize.rows)
  private(set) var lists = StateList<[String]>()
  /// Changes when codes lose their meaning.
  private(set) var generation = 0

  private var followers: [PairTable] = []
  private var partGenerations: [Int] = []
  private static let keptCount = 1 << 15

  init() { _ = lists.code(of: []) }

  deinit { codes.deallocate() }

  /// Lists the reasons of all rows out of `parts`, which are the same for every batch.
  func run(_ parts: [Part], in workspace: Workspace) {
    trim(parts.map(\.generation))
    codes.update(repeating: 0, count: workspace.count)
    for (index, part) in parts.enumerated() {
      let (lane, followers) = (workspace[part.codes], followers[index])
      for row in 0..<workspace.count {
        codes[row] = followers.value(codes[row], lane[row]) ?? learn(part, lane[row], from: codes[row], followers)
      }
    }
  }

  private func learn(_ part: Part, _ code: UInt32, from state: UInt32, _ followers: PairTable) -> UInt32 {
    var list = lists[state]
    for rule in part.rules(code) where !list.contains(rule) { list.append(rule) }
    let result = lists.code(of: list)
    followers.insert(state, code, result)
    return result
  }

  private func trim(_ generations: [Int]) {
    let isVoid = generations != partGenerations && !partGenerations.isEmpty
    partGenerations = generations
    if isVoid || lists.states.count > Self.keptCount {
      lists = StateList()
      _ = lists.code(of: [])
      generation += 1
      followers = []
    }
    if followers.isEmpty { followers = generations.map { _ in PairTable() } }
  }
}
