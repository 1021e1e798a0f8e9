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
        if !entry.key.text.isLanguage { diagnostics.append(.notLanguage(entry.key, what: what)) }
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

extension String {
  /// Whether it reads as a language tag: `en`, `zh`, `zh-Hant`. `cn` is a country.
  fileprivate var isLanguage: Bool {
    guard let language = split(separator: "-").first, self != "cn" else { return false }
    return (2...3).contains(language.utf8.count) && language.utf8.allSatisfy { (0x61...0x7A).contains($0) }
  }
}
