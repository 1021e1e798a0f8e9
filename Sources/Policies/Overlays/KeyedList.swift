import SourceText
import YAML

/// The lists of rules that overlays address by `id`.
enum KeyedList {
  /// The keys under which such lists stand.
  static let names: Set<String> = ["first", "rows", "parts", "obligations", "adjust", "flags", "shifts"]

  /// Whether the value of `key` is a list of rules.
  static func isList(_ key: String, _ node: YAMLNode) -> Bool {
    names.contains(key) && node.items != nil
  }

  /// A diagnostic for each id that a list of one file names twice.
  static func repeatedIDs(in node: YAMLNode) -> [Diagnostic] {
    (node.entries ?? []).flatMap { entry in
      isList(entry.key.text, entry.value)
        ? repeats(in: entry.value.items ?? []) + (entry.value.items ?? []).flatMap(repeatedIDs)
        : repeatedIDs(in: entry.value)
    }
  }

  private static func repeats(in items: [YAMLNode]) -> [Diagnostic] {
    var first: [String: SourceFragment] = [:]
    return items.compactMap { item in
      guard let id = item.value("id")?.fragment else { return nil }
      if let earlier = first[id.text] { return .repeatedID(id, first: earlier.range) }
      first[id.text] = id
      return nil
    }
  }
}

extension YAMLNode {
  /// This node with the short spellings of `params`, `facts`, `derive` and `outputs` written out, so that merging has one form.
  var withShorthandsSpelledOut: YAMLNode {
    let longKeys = ["params": "value", "facts": "type", "derive": "value"]
    guard let entries else { return self }
    let spelled = entries.map { section in
      if section.key.text == "events" {
        return Entry(key: section.key, value: section.value.mappingEach { $0.withFieldsSpelledOut })
      }
      guard let key = longKeys[section.key.text], let items = section.value.entries else { return section }
      let values = items.map { Entry(key: $0.key, value: $0.value.spelledOut(as: key)) }
      return Entry(key: section.key, value: YAMLNode(content: .mapping(values), range: section.value.range))
    }
    return YAMLNode(content: .mapping(spelled), range: range)
  }

  /// An event table with the short spellings of its fields written out.
  private var withFieldsSpelledOut: YAMLNode {
    guard let entries else { return self }
    let spelled = entries.map { entry in
      entry.key.text == "fields"
        ? Entry(key: entry.key, value: entry.value.mappingEach { $0.spelledOut(as: "type") }) : entry
    }
    return YAMLNode(content: .mapping(spelled), range: range)
  }

  /// With each value of a mapping replaced; anything else as it is.
  private func mappingEach(_ replace: (YAMLNode) -> YAMLNode) -> YAMLNode {
    guard let entries else { return self }
    return YAMLNode(
      content: .mapping(entries.map { Entry(key: $0.key, value: replace($0.value)) }), range: range)
  }

  /// A mapping as it is; a single value as a mapping that gives it under `key`.
  private func spelledOut(as key: String) -> YAMLNode {
    guard entries == nil else { return self }
    let point = SourceRange(file: range.file, start: range.start, end: range.start)
    return YAMLNode(
      content: .mapping([Entry(key: SourceFragment(text: key, range: point), value: self)]), range: range)
  }
}
