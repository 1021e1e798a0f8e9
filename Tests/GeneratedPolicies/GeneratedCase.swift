import Batches
import Decisions
import Policies
import SeededRandom

/// A policy set with rows for it, all of which a seed stands for.
struct GeneratedCase: Sendable {
  let seed: UInt64
  var draft: PolicyDraft
  private(set) var policies: PolicySet
  /// How many times faulty lines had to be taken out.
  let repairs: Int
  private(set) var bound: BoundPolicySet
  private(set) var columns: [String]
  let soundness: RowWriter.Soundness
  private(set) var rows: [[String]]
  /// Of the batches that the rows are to be decided in.
  private(set) var sizes: [Int]

  /// `nil` where the seed gives no policy that loads.
  init?(seed: UInt64, rowCount: Int) {
    var random = SplitMix(seed: seed)
    var draft = PolicyDraft(&random)
    let (loaded, repairs) = draft.loadRepaired()
    guard let policies = loaded else { return nil }
    var writer = RowWriter(policies, draft.constants, &random)
    guard case .success(let bound) = policies.bound(to: writer.columns) else { return nil }
    self.seed = seed
    self.draft = draft
    self.policies = policies
    self.repairs = repairs
    self.bound = bound
    columns = writer.columns
    soundness = random.pick([.tame, .sound, .wild, .wild])
    rows = writer.rows(rowCount, soundness)
    sizes = Self.sizes(of: rowCount, &random)
  }
}

extension GeneratedCase {
  /// What the row evaluator says of a row.
  func expected(_ row: [String]) -> Result<Decision, Rejection> {
    bound.decide(row.map { $0.isEmpty ? .missing : .text($0) })
  }
}

extension GeneratedCase {
  /// Batches of all sizes at which something may go wrong: of one row, a word's rows more or less, the most there may be.
  private static func sizes(of count: Int, _ random: inout SplitMix) -> [Int] {
    var sizes: [Int] = []
    var rest = count
    while rest > 0 {
      sizes.append(min(rest, random.pick([1, 63, 64, 65, 200, BatchSize.rows, BatchSize.rows])))
      rest -= sizes.last ?? 0
    }
    return sizes
  }

  /// The case with other rows.
  func with(rows: [[String]]) -> GeneratedCase {
    var other = self
    other.rows = rows
    if rows.count != self.rows.count { other.sizes = [rows.count] }
    return other
  }

  /// The case without a column; `nil` if rows cannot lack it.
  func without(column: Int) -> GeneratedCase? {
    var other = self
    other.columns.remove(at: column)
    for row in rows.indices { other.rows[row].remove(at: column) }
    return other.rebound()
  }

  /// The case without a line of a policy and what stands below it; `nil` if the rest does not load.
  func without(line: Int, ofFile file: Int) -> GeneratedCase? {
    with(draft.files[file].outline.removing(line: line), inFile: file)
  }

  /// The case with another text in a file; `nil` if that does not load.
  func with(_ outline: [Outline], inFile file: Int) -> GeneratedCase? {
    var other = self
    other.draft.files[file].outline = outline
    guard let policies = other.draft.load().policies else { return nil }
    other.policies = policies
    return other.rebound()
  }

  private func rebound() -> GeneratedCase? {
    guard case .success(let bound) = policies.bound(to: columns) else { return nil }
    var other = self
    other.bound = bound
    return other
  }
}
