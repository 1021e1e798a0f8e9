import Cadences
import Decisions
import Expressions
import Policies

/// Gathers a column of results, batch after batch. Not shared between threads.
final class ResultSink {
  private let field: ResultField
  private let rowCount: Int
  private let codes: UnsafeMutablePointer<UInt32>
  private let numbers: UnsafeMutablePointer<Double>
  private let bools: UnsafeMutablePointer<Bool?>
  private var texts = StateList<String?>()
  /// For each policy, what its codes are here, and the generation for which that is so.
  private var translations: [(codes: [UInt32], generation: Int)]
  /// For each policy, how many visits its codes of cadences are.
  private var visits: [(numbers: [Double], generation: Int)]

  /// Room for `rowCount` rows, in which nothing stands.
  init(_ field: ResultField, rowCount: Int) {
    self.field = field
    self.rowCount = rowCount
    codes = .allocate(capacity: field.form == .texts ? rowCount : 0)
    numbers = .allocate(capacity: field.form == .numbers ? rowCount : 0)
    bools = .allocate(capacity: field.form == .bools ? rowCount : 0)
    translations = field.parts.map { _ in ([], 0) }
    visits = field.parts.map { _ in ([], 0) }
    _ = texts.code(of: nil)
    if field.form == .texts { codes.initialize(repeating: 0, count: rowCount) }
    if field.form == .numbers { numbers.initialize(repeating: .nan, count: rowCount) }
    if field.form == .bools { bools.initialize(repeating: nil, count: rowCount) }
  }

  deinit {
    codes.deallocate()
    numbers.deallocate()
    bools.deallocate()
  }
}

extension ResultSink {
  /// All rows.
  var column: ResultColumn {
    switch field.form {
    case .texts: .texts(codes: Array(UnsafeBufferPointer(start: codes, count: rowCount)), of: texts.states)
    case .numbers: .numbers(Array(UnsafeBufferPointer(start: numbers, count: rowCount)))
    case .bools: .bools(Array(UnsafeBufferPointer(start: bools, count: rowCount)))
    }
  }

  /// Takes what a decider has decided last, for rows from `first` on.
  func take(from decider: BatchDecider, first: Int) {
    for policy in decider.decidingPolicies {
      guard let part = field.parts[policy] else { continue }
      let rows = decider.rows(decidedBy: policy)
      take(part, policy, from: decider, rows, first)
    }
    for (row, result) in decider.deferred {
      guard case .success(let decision) = result else {
        clear(first + row)
        continue
      }
      put(decision, at: first + row)
    }
  }

  private func take(
    _ part: ResultField.Part, _ policy: Int, from decider: BatchDecider, _ rows: DecidedRows, _ first: Int
  ) {
    guard let field = part.field else {
      let code = texts.code(of: decider.plan.policies[policy].policy.identity)
      for place in 0..<rows.count { codes[first + rows[place]] = code }
      return
    }
    switch (decider.column(field, policy: policy), self.field.form) {
    case (.codes(let lane), .numbers):
      learnVisits(policy, from: decider)
      visits[policy].numbers.withUnsafeBufferPointer { known in
        for place in 0..<rows.count { numbers[first + rows[place]] = known[Int(lane[place])] }
      }
    case (.codes(let lane), _), (.texts(let lane), _):
      translate(lane, part, field, policy, from: decider, rows, first)
    case (.numbers(let lane, let known, _), .numbers):
      for place in 0..<rows.count where known[place >> 6] >> UInt64(place & 63) & 1 == 1 {
        numbers[first + rows[place]] = lane[place]
      }
    case (.truths(let yes, let no), .bools):
      for place in 0..<rows.count {
        let (word, bit) = (place >> 6, UInt64(place & 63))
        if (yes[word] | no[word]) >> bit & 1 == 1 { bools[first + rows[place]] = yes[word] >> bit & 1 == 1 }
      }
    case (_, .numbers), (_, .bools):
      for place in 0..<rows.count { clear(first + rows[place]) }
    default:
      for place in 0..<rows.count {
        codes[first + rows[place]] = texts.code(of: decider.value(field, policy: policy, place: place)?.text)
      }
    }
  }
}

extension ResultSink {
  /// Nothing stands in a row that was rejected.
  private func clear(_ row: Int) {
    switch field.form {
    case .texts: codes[row] = 0
    case .numbers: numbers[row] = .nan
    case .bools: bools[row] = nil
    }
  }

  /// What the row evaluator decided.
  private func put(_ decision: Decision, at row: Int) {
    let shown = decision.shown(in: field.name)
    switch field.form {
    case .texts: codes[row] = texts.code(of: shown?.text)
    case .numbers: numbers[row] = shown?.number ?? .nan
    case .bools: bools[row] = shown?.bool
    }
  }

  private func translate(
    _ lane: UnsafePointer<UInt32>, _ part: ResultField.Part, _ field: DecisionField, _ policy: Int,
    from decider: BatchDecider, _ rows: DecidedRows, _ first: Int
  ) {
    let generation = decider.generation(of: field, policy: policy)
    if translations[policy].generation != generation { translations[policy] = ([], generation) }
    for place in 0..<rows.count {
      let code = Int(lane[place])
      if code >= translations[policy].codes.count || translations[policy].codes[code] == .max {
        learn(code, part, field, policy, from: decider)
      }
      codes[first + rows[place]] = translations[policy].codes[code]
    }
  }

  private func learn(
    _ code: Int, _ part: ResultField.Part, _ field: DecisionField, _ policy: Int, from decider: BatchDecider
  ) {
    while translations[policy].codes.count <= code { translations[policy].codes.append(.max) }
    let text =
      if case .texts = decider.column(field, policy: policy) {
        code == 0 ? nil : decider.text(of: UInt32(code), in: field, policy: policy)
      } else {
        part.text(of: decider.meaning(of: UInt32(code), in: field, policy: policy))
      }
    translations[policy].codes[code] = texts.code(of: text)
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
}
