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
    guard let row = table.decidingRow(finding, whereOpen: isRanked ? .worse : .fallback) else { return nil }
    table.traceFallback(row, in: &evaluation, owner: name)
    evaluation.frame[slot] = .value(.string(tiers[row.outcome].name))
    return DecidedTier(index: row.outcome, rule: row.id)
  }
}

/// What holds where a row matched, but another that ended unknown might have said something else before it.
enum OpenAnswer {
  /// Of ranked tiers, where the other row might have given a worse one: the worse of the match and `unknown` (or `else`);
  /// nothing where neither is given.
  case worse
  /// Of tiers without an order: `unknown`, or `else`, or nothing.
  case fallback
  /// Of an output's values: `unknown`, or the match.
  case match
}

extension DecisionTable {
  /// The row that has the last word, given what was found: what is missing never earns a better answer.
  func decidingRow(_ finding: TableFinding, whereOpen answer: OpenAnswer) -> Row? {
    guard let index = finding.matches.first else { return finding.open.isEmpty ? otherwise : ifUnknown ?? otherwise }
    let match = rows[index]
    let couldDiffer = finding.open.contains { open in
      answer == .worse ? rows[open].outcome > match.outcome : rows[open].outcome != match.outcome
    }
    guard couldDiffer else { return match }
    switch answer {
    case .worse: return (ifUnknown ?? otherwise).map { $0.outcome > match.outcome ? $0 : match }
    case .fallback: return ifUnknown ?? otherwise
    case .match: return ifUnknown ?? match
    }
  }

  /// Notes that `row` holds, if it is the table's `else` or `unknown`: the others were noted when they were asked.
  func traceFallback(_ row: Row, in evaluation: inout Evaluation, owner: String) {
    guard row.id == otherwise?.id || row.id == ifUnknown?.id else { return }
    evaluation.trace(row.id, of: owner, .matched, reading: [], at: row.provenance)
  }
}
