import CVectors
import Columns
import Expressions
import Policies

/// Reads strings, enums and truth values: each spelling is understood once, and is a look-up from then on.
///
/// Not shared between threads.
final class CodeReader {
  /// Where the values go.
  let target: CodeTarget
  /// Whose values they are.
  let fact: Fact
  /// The texts met so far.
  let texts = RawTexts()
  /// What a value that is missing means to one customer, once that was asked.
  var absence: TextMeaning?
  /// What the codes of columns mean.
  var translation = CodeTranslation()
  /// Of the dictionary for which the texts were understood.
  private var generation = 0

  /// A reader for a fact that is a string, an enum or a truth value; with `.unknown`, its values are only checked.
  init(_ fact: Fact, into vector: Vector) {
    self.fact = fact
    target =
      switch vector {
      case .truth(let truth): .truth(truth)
      case .text(let text): .text(text)
      default: .nowhere
      }
  }

  /// The codes that truth values have on their way into masks.
  static let yes: UInt32 = 1
  static let no: UInt32 = 2
}

/// Where codes go.
enum CodeTarget {
  /// Into a lane, as codes of a dictionary.
  case text(TextVector)
  /// Into masks.
  case truth(TruthVector)
  /// The rows are only checked.
  case nowhere
}

extension CodeReader {
  /// Reads a batch of cells.
  func read(_ cells: CellRows, into workspace: Workspace) {
    begin(in: workspace)
    readChunks(count: cells.count, into: workspace) { first, codes in
      let chunk = cells.chunk(first / 64)
      var (faulty, unmet) = texts.find(chunk, into: codes)
      while let row = unmet.takeFirst() {
        let meaning = learn(chunk, row, workspace)
        codes[row] = meaning.code
        faulty |= meaning.fault << UInt64(row)
      }
      return faulty
    }
  }

  /// Fills the registers for a batch in which nothing is given.
  func readAbsent(into workspace: Workspace) {
    let absence = meaning(of: .missing, workspace)
    readChunks(count: workspace.count, into: workspace) { first, codes in
      codes.update(repeating: absence.code, count: 64)
      return absence.fault == 0 ? 0 : workspace[.all][first / 64]
    }
  }
}

extension CodeReader {
  /// Forgets what was understood for other codes than the dictionary has now, and all if it is too much.
  func begin(in workspace: Workspace) {
    guard case .text(let text) = target else {
      if texts.isFull { forget() }
      return
    }
    let dictionary = workspace[text.dictionary]
    if fact.kind == .string, texts.isFull || dictionary.texts.count > RawTexts.mostTexts { dictionary.removeAll() }
    if texts.isFull || dictionary.generation != generation { forget() }
    generation = dictionary.generation
  }

  private func forget() {
    texts.removeAll()
    absence = nil
    translation = CodeTranslation()
  }

  /// Calls `read` for every 64 rows with the first row and their codes, and writes down what became of them: it says which are faulty.
  @inline(__always)
  private func readChunks(
    count: Int, into workspace: Workspace, _ read: (Int, UnsafeMutablePointer<UInt32>) -> UInt64
  ) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { scratch in
      guard let scratch = scratch.baseAddress else { return }
      for first in stride(from: 0, to: count, by: 64) {
        let codes = target.lane(in: workspace).map { $0 + first } ?? scratch
        workspace[.deferred][first / 64] |= read(first, codes)
        guard case .truth(let truth) = target else { continue }
        vector_equal_code(codes, Self.yes, min(64, count - first), workspace[truth.yes] + first / 64)
        vector_equal_code(codes, Self.no, min(64, count - first), workspace[truth.no] + first / 64)
      }
    }
  }
}

extension CodeReader {
  private func learn(_ cells: CellRows, _ row: Int, _ workspace: Workspace) -> TextMeaning {
    let known = texts.find(cells[row], of: cells.bytes)
    guard known == .unmet else { return known }
    let text = String(decoding: cells.text(row), as: UTF8.self)
    let isItself = fact.kind == .string && cells.startsWithPrint(row)
    let meaning = isItself ? .code(code(of: text, in: workspace)) : meaning(of: .text(text), workspace)
    texts.add(cells[row], of: cells.bytes, meaning: meaning)
    return meaning
  }

  /// What a value means, as the schema has it.
  func meaning(of input: FactValue, _ workspace: Workspace) -> TextMeaning {
    switch fact.read(input) {
    case .success(.value(.bool(let truth))): .code(truth ? Self.yes : Self.no)
    case .success(.value(.string(let text))): .code(code(of: text, in: workspace))
    case .success(.unknown): .code(0)
    default: .faulty
    }
  }

  private func code(of text: String, in workspace: Workspace) -> UInt32 {
    guard case .text(let vector) = target else { return 0 }
    let dictionary = workspace[vector.dictionary]
    guard case .enumeration(let values) = fact.kind,
      let index = values.firstIndex(where: { $0.name.utf8.elementsEqual(text.utf8) })
    else { return dictionary.code(of: text) }
    return UInt32(index + 1)
  }
}

extension CodeTarget {
  @inline(__always) fileprivate func lane(in workspace: Workspace) -> UnsafeMutablePointer<UInt32>? {
    if case .text(let text) = self { workspace[text.codes] } else { nil }
  }
}
