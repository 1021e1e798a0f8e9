import CVectors
import Decisions
import Expressions
import Policies

/// Asks a table about all rows of a batch at once. Not shared between threads.
final class TableRun {
  let plan: TablePlan
  /// What a `collect` table gave so far, by answer.
  private(set) var collections: [TablePlan.Collection]
  /// Changes when the answers of a `collect` table lose their meaning.
  private(set) var generation = 0

  private let search: TableSearch?
  private var searchGeneration = 0
  private let openStates = SequenceStates()
  private let matchStates = SequenceStates()
  private let resolved = PairTable()

  init(_ plan: TablePlan) {
    self.plan = plan
    collections = [plan.noCollection]
    search = plan.index.map { TableSearch($0, plan.table) }
  }
}

extension TableRun {
  /// Puts the answer for each row into the plan's `answer`.
  func run(in workspace: Workspace, missing: MissingFacts) {
    if let search { return find(by: search, in: workspace, missing) }
    trim()
    workspace[plan.answer].update(repeating: 0, count: workspace.count)
    workspace[plan.remaining].update(from: workspace[.all], count: workspace.words)
    workspace[plan.anyOpen].update(repeating: 0, count: workspace.words)
    switch plan.table.hit {
    case .first: findFirst(in: workspace, missing)
    case .unique, .any: findOnly(in: workspace, missing)
    case .collect: findAll(in: workspace, missing)
    }
  }

  private func trim() {
    openStates.trim()
    matchStates.trim()
    let current = openStates.generation + matchStates.generation
    guard current != generation else { return }
    generation = current
    resolved.removeAll()
    collections = [plan.noCollection]
  }
}

// MARK: - By the classes of what a large table looks at

extension TableRun {
  private func find(by search: TableSearch, in workspace: Workspace, _ missing: MissingFacts) {
    search.trim()
    forgetCollections(of: search)
    let results = search.search(in: workspace) { self.answer(to: $0) }
    let answer = workspace[plan.answer]
    search.answers.withUnsafeBufferPointer { answers in
      for row in 0..<workspace.count {
        let code = answers[Int(results[row])]
        if code == StepTable.failed { workspace.defer(row) }
        answer[row] = code == StepTable.failed ? 0 : code
      }
    }
    guard search.lacksAnything else { return }
    for row in 0..<workspace.count {
      let lacking = search.lacking[Int(results[row])]
      if !lacking.isEmpty { missing.note(lacking, row: row, in: workspace) }
    }
  }

  /// What a search has forgotten is found, and collected, anew.
  private func forgetCollections(of search: TableSearch) {
    guard searchGeneration != search.generation else { return }
    searchGeneration = search.generation
    generation += 1
    collections = [plan.noCollection]
  }

  private func answer(to finding: TableFinding) -> UInt32 {
    guard plan.collecting != nil else {
      return plan.coding.code(of: plan.table.decidingRow(finding, whereOpen: plan.whereOpen))
    }
    guard let collection = plan.collect(finding) else { return StepTable.failed }
    collections.append(collection)
    return UInt32(collections.count - 1)
  }
}

// MARK: - Where one row of the table has the word

extension TableRun {
  /// Row by row, each asked only of the customers that no row before it took.
  private func findFirst(in workspace: Workspace, _ missing: MissingFacts) {
    let (remaining, holding, open) = (workspace[plan.remaining], workspace[plan.holding], workspace[plan.open])
    let answer = workspace[plan.answer]
    for index in plan.rows.indices {
      let isOpen = plan.rows[index].ask(
        scope: remaining, holding: holding, open: open, missing: missing, in: workspace)
      vector_assign_code(holding, UInt32(index + 1), workspace.count, answer)
      if isOpen { noteOpen(index, in: workspace) }
      let failed = workspace[plan.rows[index].truth.failed]
      for word in 0..<workspace.words { remaining[word] &= ~(holding[word] | failed[word]) }
    }
    settle(in: workspace)
  }

  /// All rows are asked of everybody: two that hold contradict each other, unless the table lets them agree.
  private func findOnly(in workspace: Workspace, _ missing: MissingFacts) {
    let (remaining, holding, deferred) = (workspace[plan.remaining], workspace[plan.holding], workspace[.deferred])
    let answer = workspace[plan.answer]
    for index in plan.rows.indices {
      let truth = plan.rows[index].truth
      let (yes, failed) = (workspace[truth.yes], workspace[truth.failed])
      for word in 0..<workspace.words {
        let again = yes[word] & ~remaining[word]
        if again != 0 { deferred[word] |= contradicting(again, word, index, in: workspace) }
        holding[word] = yes[word] & remaining[word]
        deferred[word] |= failed[word]
        remaining[word] &= ~yes[word]
      }
      vector_assign_code(holding, UInt32(index + 1), workspace.count, answer)
    }
    // A match settles the answer, whatever else is unknown.
    for index in plan.rows.indices where !plan.rows[index].isTotal {
      let isOpen = plan.rows[index].ask(
        scope: remaining, holding: holding, open: workspace[plan.open], missing: missing, in: workspace)
      if isOpen { noteOpen(index, in: workspace) }
    }
    settle(in: workspace)
  }

  /// Those of the rows in a word that have an answer already which does not go with another row of the table.
  private func contradicting(_ rows: UInt64, _ word: Int, _ index: Int, in workspace: Workspace) -> UInt64 {
    guard case .any = plan.table.hit else { return rows & workspace[.all][word] }
    var bits = rows & workspace[.all][word]
    var contradicting: UInt64 = 0
    while bits != 0 {
      let bit = bits & (~bits &+ 1)
      let answer = workspace[plan.answer][word << 6 + bits.trailingZeroBitCount]
      let outcome = plan.coding.answers[Int(answer)]?.outcome
      if outcome != plan.table.rows[index].outcome { contradicting |= bit }
      bits ^= bit
    }
    return contradicting
  }

  /// Remembers that a row of the table is open for the customers in the plan's `open`.
  private func noteOpen(_ index: Int, in workspace: Workspace) {
    let (open, anyOpen) = (workspace[plan.open], workspace[plan.anyOpen])
    let states = workspace[plan.openState]
    for word in 0..<workspace.words where open[word] != 0 {
      var bits = open[word]
      while bits != 0 {
        let bit = bits & (~bits &+ 1)
        let row = word << 6 + bits.trailingZeroBitCount
        let state = anyOpen[word] & bit == 0 ? 0 : states[row]
        states[row] = openStates.appending(UInt32(index), to: state)
        bits ^= bit
      }
      anyOpen[word] |= open[word]
    }
  }

  /// `else` for those that no row took; for those whose answer is open, what the table says of that.
  private func settle(in workspace: Workspace) {
    let (remaining, anyOpen, answer) = (workspace[plan.remaining], workspace[plan.anyOpen], workspace[plan.answer])
    if plan.coding.otherwise != 0 {
      let rest = workspace[plan.holding]
      for word in 0..<workspace.words { rest[word] = remaining[word] & ~anyOpen[word] }
      vector_assign_code(rest, plan.coding.otherwise, workspace.count, answer)
    }
    if plan.rows.allSatisfy(\.isTotal) { return }
    let states = workspace[plan.openState]
    workspace.forEachRow(of: plan.anyOpen) { row in answer[row] = resolve(states[row], answer[row]) }
  }

  private func resolve(_ openState: UInt32, _ answer: UInt32) -> UInt32 {
    if let known = resolved.value(openState, answer) { return known }
    let finding = TableFinding(
      matches: answer == 0 ? [] : [Int(answer) - 1], open: openStates.sequence(of: openState))
    let code = plan.coding.code(of: plan.table.decidingRow(finding, whereOpen: plan.whereOpen))
    resolved.insert(openState, answer, code)
    return code
  }
}

// MARK: - Where all rows of the table count

extension TableRun {
  private func findAll(in workspace: Workspace, _ missing: MissingFacts) {
    let (matches, opens) = (workspace[plan.matchState], workspace[plan.openState])
    matches.update(repeating: 0, count: workspace.count)
    opens.update(repeating: 0, count: workspace.count)
    let (holding, open) = (workspace[plan.holding], workspace[plan.open])
    for index in plan.rows.indices {
      let isOpen = plan.rows[index].ask(
        scope: workspace[.all], holding: holding, open: open, missing: missing, in: workspace)
      matchStates.append(UInt32(index), rows: holding, words: workspace.words, states: matches)
      if isOpen { openStates.append(UInt32(index), rows: open, words: workspace.words, states: opens) }
    }
    let answer = workspace[plan.answer]
    for row in 0..<workspace.count {
      guard let code = collect(matches[row], opens[row]) else {
        workspace[.deferred][row >> 6] |= 1 << UInt64(row & 63)
        continue
      }
      answer[row] = code
    }
  }

  /// The answer that these rows make together; `nil` if it cannot be computed.
  private func collect(_ matches: UInt32, _ opens: UInt32) -> UInt32? {
    if let known = resolved.value(matches, opens) { return known == .max ? nil : known }
    let finding = TableFinding(
      matches: matchStates.sequence(of: matches), open: openStates.sequence(of: opens))
    guard let collection = plan.collect(finding) else {
      resolved.insert(matches, opens, .max)
      return nil
    }
    let code = UInt32(collections.count)
    collections.append(collection)
    resolved.insert(matches, opens, code)
    return code
  }
}

extension TablePlan {
  /// What a `collect` table gives.
  struct Collection {
    /// One for each column.
    let values: [Value?]
    /// The rules that made it.
    let rules: [String]
  }

  /// What stands for the answer to a row that is left to the row evaluator.
  fileprivate var noCollection: Collection {
    Collection(values: collecting?.output.columns.map { _ in nil } ?? [], rules: [])
  }

  /// What the rows found make together; `nil` if it cannot be computed.
  fileprivate func collect(_ finding: TableFinding) -> Collection? {
    guard let collecting else { return nil }
    do throws(Rejection) {
      let (values, rules) = try collecting.output.collected(
        finding, of: table, collecting.outcomes, by: collecting.aggregation)
      return Collection(values: values, rules: rules)
    } catch {
      return nil
    }
  }
}
