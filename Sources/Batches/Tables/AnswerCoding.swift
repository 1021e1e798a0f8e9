import Decisions
import Policies

/// The answers that a table can give, by code: 0 for none, then its rows, `else`, `unknown`, and the tiers that an open answer
/// falls to where neither holds.
struct AnswerCoding: Sendable {
  /// What a code says.
  struct Answer: Sendable {
    /// The rule that made it.
    let rule: String
    /// The index of what it says, in the owner's outcomes.
    let outcome: Int
  }

  /// By code; `nil` for no answer.
  let answers: [Answer?]
  /// The code of `else`; 0 if there is none.
  let otherwise: UInt32

  private let codes: [Key: UInt32]

  private struct Key: Hashable {
    let rule: String
    let outcome: Int
  }

  /// The answers of `table`; `open` says what holds where its answer is open, among so many outcomes.
  init(_ table: DecisionTable, open: OpenAnswer, outcomeCount: Int) {
    var answers: [Answer?] = [nil]
    for row in table.rows { answers.append(Answer(row)) }
    otherwise = table.otherwise == nil ? 0 : UInt32(answers.count)
    if let row = table.otherwise { answers.append(Answer(row)) }
    if let row = table.ifUnknown { answers.append(Answer(row)) }
    if case .worse(let dimension) = open {
      answers += (0..<outcomeCount).map { Answer(rule: OpenAnswer.ruleOfOpenTier(in: dimension), outcome: $0) }
    }
    self.answers = answers
    codes = Dictionary(
      answers.enumerated().compactMap { code, answer in
        answer.map { (Key(rule: $0.rule, outcome: $0.outcome), UInt32(code)) }
      }
    ) { first, _ in first }
  }

  /// The code of the row that has the last word; 0 for none.
  func code(of row: DecisionTable.Row?) -> UInt32 {
    row.flatMap { codes[Key(rule: $0.id, outcome: $0.outcome)] } ?? 0
  }
}

extension AnswerCoding.Answer {
  fileprivate init(_ row: DecisionTable.Row) { self.init(rule: row.id, outcome: row.outcome) }
}
