import SourceText
import YAML

extension LocalizedText {
  /// Reads `text` or `{en: text, zh: text}`.
  static func read(_ node: YAMLNode?, what: String, diagnostics: inout [Diagnostic]) -> LocalizedText {
    guard let node else { return LocalizedText([:]) }
    switch node.content {
    case .scalar(let scalar): return LocalizedText(["": scalar.fragment.text])
    case .sequence:
      diagnostics.append(.expectedScalar(what: what, at: node.range.beginning))
      return LocalizedText([:])
    case .mapping(let entries):
      var texts: [String: String] = [:]
      for entry in entries {
        if let text = entry.value.text {
          texts[entry.key.text] = text
        } else {
          diagnostics.append(.expectedScalar(what: what, at: entry.value.range.beginning))
        }
      }
      return LocalizedText(texts)
    }
  }
}
