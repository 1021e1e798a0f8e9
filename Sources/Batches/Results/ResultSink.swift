import CVectors
import Cadences
import Decisions
import Expressions
import Policies

/// Gathers a column of results, batch after batch. Not shared between threads.
///
/// Every row has to be taken before the column is.
final class ResultSink {
  private let field: ResultField
  /// As many as there are rows, for the form that the field has; else none.
  private var codes: [UInt32]
  private var numbers: [Double]
  private var bools: [Bool?]
  private var texts = StateList<String?>()
  /// For each policy, what its codes are here, and the generation for which that is so.
  private var translations: [(codes: StepTable, generation: Int)]
  /// For each policy, how many visits its codes of cadences are.
  private var visits: [(numbers: [Double], generation: Int)]

  /// Room for `rowCount` rows.
  init(_ field: ResultField, rowCount: Int) {
    self.field = field
    codes = .unwritten(field.form == .texts ? rowCount : 0)
    numbers = .unwritten(field.form == .numbers ? rowCount : 0)
    bools = .unwritten(field.form == .bools ? rowCount : 0)
    translations = field.parts.map { _ in (StepTable(), 0) }
    visits = field.parts.map { _ in ([], 0) }
    _ = texts.code(of: nil)
  }
}

extension Array where Element: BitwiseCopyable {
  /// Room for values that are written before they are read: to clear it first would cost as much as to fill it.
  fileprivate static func unwritten(_ count: Int) -> [Element] {
    Array(unsafeUninitializedCapacity: count) { _, initializedCount in initializedCount = count }
  }
}

extension ResultSink {
  /// All rows.
  func takeColumn() -> ResultColumn {
    switch field.form {
    case .texts: .texts(codes: codes, of: texts.states)
    case .numbers: .numbers(numbers)
    case .bools: .bools(bools)
    }
  }

  /// Takes what a decider has decided last, for rows from `first` on.
  func take(from decider: BatchDecider, first: Int) {
    for policy in decider.decidingPolicies {
      let rows = decider.rows(decidedBy: policy)
      switch field.form {
      case .texts: codes.fill(rows, from: first) { takeTexts(policy, from: decider, rows.count, into: $0) }
      case .numbers: numbers.fill(rows, from: first) { takeNumbers(policy, from: decider, rows.count, into: $0) }
      case .bools: bools.fill(rows, from: first) { takeBools(policy, from: decider, rows.count, into: $0) }
      }
    }
    for (row, result) in decider.deferred { put(try? result.get(), at: first + row) }
  }

  /// What the row evaluator decided; nothing stands in a row that was rejected.
  private func put(_ decision: Decision?, at row: Int) {
    let shown = decision?.shown(in: field.name)
    switch field.form {
    case .texts: codes[row] = texts.code(of: shown?.text)
    case .numbers: numbers[row] = shown?.number ?? .nan
    case .bools: bools[row] = shown?.bool
    }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Has `write` write the values of some rows of a batch, the first of which stands at `first` here: in place, if they are all of
  /// its rows, else beside it.
  @inline(__always) fileprivate mutating func fill(
    _ rows: DecidedRows, from first: Int, _ write: (UnsafeMutablePointer<Element>) -> Void
  ) {
    withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      if rows.isAll { return write(base + first) }
      withUnsafeTemporaryAllocation(of: Element.self, capacity: BatchSize.rows) { room in
        guard let room = room.baseAddress else { return }
        write(room)
        for place in 0..<rows.count { base[first + rows[place]] = room[place] }
      }
    }
  }
}

// MARK: - Texts

extension ResultSink {
  private func takeTexts(
    _ policy: Int, from decider: BatchDecider, _ count: Int, into codes: UnsafeMutablePointer<UInt32>
  ) {
    guard let part = field.parts[policy] else { return codes.update(repeating: 0, count: count) }
    guard let field = part.field else {
      let code = texts.code(of: decider.plan.policies[policy].policy.identity)
      return codes.update(repeating: code, count: count)
    }
    switch decider.column(field, policy: policy) {
    case .codes(let lane):
      translate(lane, count, field, policy, from: decider, into: codes) { code in
        part.text(of: decider.meaning(of: code, in: field, policy: policy))
      }
    case .texts(let lane):
      translate(lane, count, field, policy, from: decider, into: codes) { code in
        code == 0 ? nil : decider.text(of: code, in: field, policy: policy)
      }
    case .constant(let value): codes.update(repeating: texts.code(of: value?.text), count: count)
    default:
      for place in 0..<count {
        codes[place] = texts.code(of: decider.value(field, policy: policy, place: place)?.text)
      }
    }
  }

  @inline(__always) private func translate(
    _ lane: UnsafePointer<UInt32>, _ count: Int, _ field: DecisionField, _ policy: Int, from decider: BatchDecider,
    into codes: UnsafeMutablePointer<UInt32>, text: (UInt32) -> String?
  ) {
    let generation = decider.generation(of: field, policy: policy)
    let table = translations[policy].codes
    if translations[policy].generation != generation {
      table.removeAll()
      translations[policy].generation = generation
    }
    table.translate(
      lane, to: codes, count: count, learn: { code in texts.code(of: text(code)) }, fail: { _ in })
  }
}

// MARK: - Numbers and truth values

extension ResultSink {
  private func takeNumbers(
    _ policy: Int, from decider: BatchDecider, _ count: Int, into numbers: UnsafeMutablePointer<Double>
  ) {
    guard let field = field.parts[policy]?.field else { return numbers.update(repeating: .nan, count: count) }
    switch decider.column(field, policy: policy) {
    case .codes(let lane):
      learnVisits(policy, from: decider)
      visits[policy].numbers.withUnsafeBufferPointer { known in
        guard let base = known.baseAddress else { return }
        vector_look_up_numbers(lane, base, count, numbers)
      }
    case .numbers(let lane, let known, _): column_put_numbers(lane, known, count, numbers)
    default: numbers.update(repeating: .nan, count: count)
    }
  }

  private func learnVisits(_ policy: Int, from decider: BatchDecider) {
    let generation = decider.generation(of: .cadence, policy: policy)
    if visits[policy].generation != generation { visits[policy] = ([], generation) }
    let count = decider.codeCount(ofCadencesBy: policy)
    for code in visits[policy].numbers.count..<max(count, visits[policy].numbers.count) {
      guard case .cadence(let cadence) = decider.meaning(of: UInt32(code), in: .cadence, policy: policy) else {
        continue
      }
      visits[policy].numbers.append(cadence.map { Double($0.cadence.visits) } ?? .nan)
    }
  }

  private func takeBools(
    _ policy: Int, from decider: BatchDecider, _ count: Int, into bools: UnsafeMutablePointer<Bool?>
  ) {
    guard let field = field.parts[policy]?.field,
      case .truths(let yes, let no) = decider.column(field, policy: policy)
    else { return bools.update(repeating: nil, count: count) }
    for first in stride(from: 0, to: count, by: 64) {
      let (yesBits, noBits) = (yes[first >> 6], no[first >> 6])
      for row in 0..<min(64, count - first) {
        let bit = UInt64(truncatingIfNeeded: row)
        bools[first + row] = Self.truths[Int(yesBits &>> bit & 1 | (noBits &>> bit & 1) &<< 1)]
      }
    }
  }

  /// Unknown, true, false.
  private static let truths: InlineArray<4, Bool?> = [nil, true, false, nil]
}
