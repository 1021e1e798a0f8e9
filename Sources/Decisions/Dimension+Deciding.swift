import Expressions
package import Policies

/// A tier by its index in the dimension, from the best on, and the rule that made it.
struct DecidedTier {
  let index: Int
  let rule: String
}

extension Dimension {
  /// Puts the customer into a tier, and its name into the frame for what reads it; `nil` where no rule holds.
  func decide(in evaluation: inout Evaluation) throws(Rejection) -> DecidedTier? {
    let finding = try table.find(in: &evaluation, owner: name)
    guard let row = table.decidingRow(finding, whereOpen: isRanked ? .worse(of: name) : .fallback) else { return nil }
    table.traceFallback(row, in: &evaluation, owner: name)
    evaluation.frame[slot] = .value(.string(tiers[row.outcome].name))
    return DecidedTier(index: row.outcome, rule: row.id)
  }
}

/// What holds where a row matched, but another that ended unknown might have said something else before it.
package enum OpenAnswer: Sendable {
  /// Of that dimension's ranked tiers, where the other row might have given a worse one: the worse of the match and
  /// `unknown` (or `else`); nothing where neither is given.
  case worse(of: String)
  /// Of tiers without an order: `unknown`, or `else`, or nothing.
  case fallback
  /// Of an output's values: `unknown`, or the match.
  case match
}

extension OpenAnswer {
  /// The id under which a tier holds that only an open row might have given.
  package static func ruleOfOpenTier(in dimension: String) -> String { dimension + ".unknown" }
}

extension DecisionTable {
  /// The row that has the last word, given what was found: what is missing never earns a better answer.
  package func decidingRow(_ finding: TableFinding, whereOpen answer: OpenAnswer) -> Row? {
    guard let index = finding.matches.first else {
      return finding.open.isEmpty ? otherwise : fallback(finding.open, answer)
    }
    let match = rows[index]
    let others = finding.open.filter { open in
      if case .worse = answer { rows[open].outcome > match.outcome } else { rows[open].outcome != match.outcome }
    }
    guard !others.isEmpty else { return match }
    switch answer {
    case .worse: return fallback(others, answer).map { $0.outcome > match.outcome ? $0 : match }
    case .fallback: return fallback(others, answer)
    case .match: return ifUnknown ?? match
    }
  }

  /// What holds where the rows `open` leave the answer open: `unknown`, or `else`.
  ///
  /// An `else` that is the best tier is not to be had for a missing fact: the best that an open row might have given holds
  /// instead, as `DIMENSION.unknown`.
  private func fallback(_ open: [Int], _ answer: OpenAnswer) -> Row? {
    if let ifUnknown { return ifUnknown }
    guard case .worse(let dimension) = answer, let otherwise, otherwise.outcome == 0,
      let row = open.lazy.map({ rows[$0] }).filter({ $0.outcome > 0 }).min(by: { $0.outcome < $1.outcome })
    else { return otherwise }
    return Row(
      id: OpenAnswer.ruleOfOpenTier(in: dimension), tests: [], conditions: [], outcome: row.outcome,
      provenance: row.provenance)
  }

  /// Notes that `row` holds, if it is the table's `else` or `unknown`: the others were noted when they were asked.
  func traceFallback(_ row: Row, in evaluation: inout Evaluation, owner: String) {
    guard row.id == otherwise?.id || row.id == ifUnknown?.id else { return }
    evaluation.trace(row.id, of: owner, .matched, reading: [], at: row.provenance)
  }
}
