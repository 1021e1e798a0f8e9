import SourceText
import YAML

extension YAMLNode {
  /// The tree on one line: plain scalars bare, others after an apostrophe.
  var outline: String {
    switch content {
    case .scalar(let scalar): (scalar.isPlain ? "" : "'") + scalar.fragment.text.debugDescription.dropFirst().dropLast()
    case .sequence(let items): "[" + items.map(\.outline).joined(separator: ", ") + "]"
    case .mapping(let entries):
      "{" + entries.map { "\($0.key.text): \($0.value.outline)" }.joined(separator: ", ") + "}"
    }
  }

  /// All scalars and keys, in order.
  var fragments: [SourceFragment] {
    switch content {
    case .scalar(let scalar): [scalar.fragment]
    case .sequence(let items): items.flatMap(\.fragments)
    case .mapping(let entries): entries.flatMap { [$0.key] + $0.value.fragments }
    }
  }

  /// The value behind a path of keys and indexes.
  func at(_ path: String...) -> YAMLNode? {
    path.reduce(self) { node, step in
      switch node?.content {
      case .sequence(let items): Int(step).map { items[$0] }
      case .mapping(let entries): entries.first { $0.key.text == step }?.value
      default: nil
      }
    }
  }
}

extension SourceRange {
  /// The text as it stands in the file.
  var spelling: String { String(decoding: file.bytes[start..<end], as: UTF8.self) }
}

/// What a YAML text reads as: its outline, or the codes of its faults.
func outline(_ text: String) -> String {
  let result = YAMLNode.parse(SourceFile(path: "policy.yaml", text: text))
  let faults = result.diagnostics.map(\.code)
  return faults.isEmpty ? result.value?.outline ?? "nothing" : faults.joined(separator: " ")
}
