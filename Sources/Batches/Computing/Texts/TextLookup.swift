import Expressions
import Policies

/// Something that is asked once of each text of a dictionary.
struct TextLookup: Sendable {
  /// What is asked.
  enum Question: Sendable {
    /// What a part of an expression gives where these slots hold the text.
    case part(ExpressionPart, slots: [Int])
    /// Whether it passes.
    case test(UnaryTest)
    /// The text itself.
    case spelling
  }

  let question: Question
  /// Whose texts.
  let dictionary: DictionaryRegister
  /// In which form answers are kept.
  let form: AnswerForm
}

/// In which form the answers of the row evaluator are kept.
enum AnswerForm: Hashable, Sendable {
  case truth
  case number(isInteger: Bool)
  case date
  case text(DictionaryRegister)
  /// As they are.
  case outcome

  /// The dictionary that the answers are texts of.
  var dictionary: DictionaryRegister? {
    guard case .text(let dictionary) = self else { return nil }
    return dictionary
  }
}

/// A part of an expression that the row evaluator is asked about.
struct ExpressionPart: Sendable {
  let expression: CheckedExpression
  /// The part's node in the expression's tree.
  let node: Int32
  /// What slots hold that are the same for every row.
  let constants: [Constant]

  /// A slot with what it always holds.
  struct Constant: Sendable {
    let slot: Int
    let outcome: Outcome
  }
}

extension ExpressionPart {
  /// What it gives for the frame of a workspace, whose other slots are set.
  func outcome(in workspace: Workspace) -> Outcome {
    for constant in constants { workspace.frame[constant.slot] = constant.outcome }
    return expression.outcome(of: node, in: workspace.frame)
  }
}
