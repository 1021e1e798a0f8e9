import Policies

extension CodeReader {
  /// What one customer's value means.
  @inline(__always) func meaning(of value: FactValue, in workspace: Workspace) -> TextMeaning {
    switch value {
    case .text(let text):
      let known = text.utf8.withContiguousStorageIfAvailable { texts.find($0) } ?? .unmet
      return known != .unmet ? known : learn(text, workspace)
    case .missing: return absence ?? learnAbsence(workspace)
    case .bool(let truth) where fact.kind == .bool: return .code(truth ? Self.yes : Self.no)
    default: return meaning(of: value, workspace)
    }
  }

  /// Between two customers: forgets what is too much.
  func tidy(in workspace: Workspace) { begin(in: workspace) }

  private func learn(_ text: String, _ workspace: Workspace) -> TextMeaning {
    let meaning = meaning(of: .text(text), workspace)
    text.utf8.withContiguousStorageIfAvailable { texts.add($0, meaning: meaning) }
    return meaning
  }

  private func learnAbsence(_ workspace: Workspace) -> TextMeaning {
    let meaning = meaning(of: .missing, workspace)
    absence = meaning
    return meaning
  }
}
