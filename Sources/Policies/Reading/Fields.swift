import SourceText
import YAML

/// The keys of one mapping while they are read: what nobody asks for is a fault.
///
/// Ask for each key that the mapping may have, then call ``finish(into:)``.
struct Fields {
  /// What the mapping describes, for messages: `fact 'cooperation'`.
  let owner: String
  /// The mapping's place.
  let range: SourceRange
  private let entries: [YAMLNode.Entry]
  private var known: [String] = []

  /// The fields of `node`; `nil`, with a diagnostic, if it is not a mapping.
  init?(_ node: YAMLNode, owner: String, diagnostics: inout [Diagnostic]) {
    guard case .mapping(let entries) = node.content else {
      diagnostics.append(.expectedMapping(owner: owner, at: node.range))
      return nil
    }
    self.owner = owner
    self.entries = entries
    range = node.range
  }

  /// The text under `key`, empty if there is none; for messages.
  func text(_ key: String) -> String { entries.first { $0.key.text == key }?.value.text ?? "" }

  /// Whether `key` is written at all.
  func has(_ key: String) -> Bool { entries.contains { $0.key.text == key } }

  /// The value under `key`; an empty value counts as absent.
  mutating func take(_ key: String) -> YAMLNode? {
    known.append(key)
    guard let entry = entries.first(where: { $0.key.text == key }), !entry.value.isNothing else { return nil }
    return entry.value
  }

  /// As ``take(_:)``, with a diagnostic where it is absent.
  mutating func require(_ key: String, hint: String, diagnostics: inout [Diagnostic]) -> YAMLNode? {
    if let value = take(key) { return value }
    diagnostics.append(.missingKey(key, owner: owner, hint: hint, at: range.beginning))
    return nil
  }

  /// Reports every key that was not asked for.
  func finish(into diagnostics: inout [Diagnostic]) {
    for entry in entries where !known.contains(entry.key.text) {
      diagnostics.append(.unknownKey(entry.key, owner: owner, known: known))
    }
  }
}

extension SourceRange {
  /// The first line of the range, to point at something large.
  var beginning: SourceRange {
    let lineEnd = file.bytes[start..<end].firstIndex(of: UInt8(ascii: "\n")) ?? end
    return SourceRange(file: file, start: start, end: max(start, lineEnd))
  }
}

extension YAMLNode {
  /// The value under `key`, if this is a mapping that has it.
  func value(_ key: String) -> YAMLNode? {
    entry(key)?.value
  }

  /// The entry of `key`, if this is a mapping that has it.
  func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.text == key }
  }

  /// The scalar's text with its places; `nil` for collections.
  var fragment: SourceFragment? {
    guard case .scalar(let scalar) = content else { return nil }
    return scalar.fragment
  }

  /// The items of a sequence; `nil` for anything else.
  var items: [YAMLNode]? {
    guard case .sequence(let items) = content else { return nil }
    return items
  }

  /// The entries of a mapping; `nil` for anything else.
  var entries: [Entry]? {
    guard case .mapping(let entries) = content else { return nil }
    return entries
  }
}
