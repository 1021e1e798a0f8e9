import Expressions
import Policies

/// A tier by its index in the dimension, from the best on, and the rule that made it.
struct DecidedTier {
  let index: Int
  let rule: String
}

extension Dimension {
  /// Puts the customer into a tier, and its name into the frame for what reads it; `nil` where no rule holds.
  func decide(in evaluation: inout Evaluation) throws(Rejection) -> DecidedTier? {
    let finding = try table.find(in: &evaluation, owner: name)
    guard let row = table.decidingRow(finding, isRanked: true) else { return nil }
    table.traceFallback(row, in: &evaluation, owner: name)
    evaluation.frame[slot] = .value(.string(tiers[row.outcome].name))
    return DecidedTier(index: row.outcome, rule: row.id)
  }
}

extension DecisionTable {
  /// The row that has the last word, given what was found: what is missing never earns a better answer.
  ///
  /// The answer is open when a row that might have said something worse (ranked: a greater outcome; else: another outcome)
  /// ended unknown before the match. Then, ranked, the worse of the match and `unknown` (or else `else`) holds, and nothing
  /// where neither is given; not ranked, `unknown`, or else the match.
  func decidingRow(_ finding: TableFinding, isRanked: Bool) -> Row? {
    guard let index = finding.matches.first else { return finding.open.isEmpty ? otherwise : ifUnknown ?? otherwise }
    let match = rows[index]
    let isOpen = finding.open.contains { open in
      isRanked ? rows[open].outcome > match.outcome : rows[open].outcome != match.outcome
    }
    guard isOpen else { return match }
    guard isRanked else { return ifUnknown ?? match }
    return (ifUnknown ?? otherwise).map { $0.outcome > match.outcome ? $0 : match }
  }

  /// Notes that `row` holds, if it is the table's `else` or `unknown`: the others were noted when they were asked.
  func traceFallback(_ row: Row, in evaluation: inout Evaluation, owner: String) {
    guard row.id == otherwise?.id || row.id == ifUnknown?.id else { return }
    evaluation.trace(row.id, of: owner, .matched, reading: [], at: row.provenance)
  }
}
