import Expressions

/// A part of an expression that the row evaluator is asked about row by row.
struct RowPart: Sendable {
  let part: ExpressionPart
  /// The slots that it reads and that differ from row to row.
  let inputs: [Input]
  /// Where its outcomes go: registers of their own.
  let result: Vector

  /// A slot and where its outcomes stand.
  struct Input: Sendable {
    let slot: Int
    let vector: Vector
  }
}

/// What the row evaluator said of rows so far, for parts that read but a few texts and conditions, which repeat themselves.
///
/// Not shared between threads.
final class RowMemo {
  /// The codes of the texts that are read, and the states of the conditions.
  typealias Key = SIMD4<UInt32>

  private var outcomes: [Key: Outcome] = [:]
  private let dictionaries: [TextDictionary]
  private var generations: [Int]

  /// How many different rows are kept from batch to batch.
  private static let keptCount = 1 << 14

  /// Nothing yet; `nil` for a part whose rows hardly repeat themselves.
  init?(_ part: RowPart, _ dictionaries: [TextDictionary]) {
    guard part.inputs.count <= Key.scalarCount else { return nil }
    var read: [TextDictionary] = []
    for input in part.inputs {
      switch input.vector {
      case .text(let text): read.append(dictionaries[Int(text.dictionary.index)])
      case .truth: break
      default: return nil
      }
    }
    self.dictionaries = read
    generations = read.map(\.generation)
  }

  /// What was said of a row.
  subscript(key: Key) -> Outcome? {
    get { outcomes[key] }
    set { outcomes[key] = newValue }
  }

  /// Forgets what has lost its meaning, or has grown too large.
  func trim() {
    let current = dictionaries.map(\.generation)
    guard current != generations || outcomes.count > Self.keptCount else { return }
    outcomes = [:]
    generations = current
  }
}
