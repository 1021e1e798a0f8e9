import SourceText

/// The entries of a mapping while it is read: each key once, in the file's order.
struct MappingEntries {
  private var entries: [YAMLNode.Entry] = []
  private var positions: [String: Int] = [:]
  private var merge: Merge?

  /// What `<<` brings in.
  private struct Merge {
    let key: SourceRange
    /// How many of the mapping's own entries stand before it.
    let position: Int
    let sources: [[YAMLNode.Entry]]
  }

  /// Mappings up to this size are searched from end to end, which is faster than hashing their keys.
  private static let smallSize = 8

  /// The key that was written before with the same text.
  func key(_ text: String) -> SourceFragment? {
    if entries.count > Self.smallSize { return positions[text].map { entries[$0].key } }
    return entries.first { $0.key.text == text }?.key
  }

  /// Adds an entry whose key is new.
  mutating func append(_ entry: YAMLNode.Entry) {
    entries.append(entry)
    if entries.count > Self.smallSize + 1 {
      positions[entry.key.text] = entries.count - 1
    } else if entries.count == Self.smallSize + 1 {
      for (position, entry) in entries.enumerated() { positions[entry.key.text] = position }
    }
  }

  /// Remembers what `<<` stands for at this place in the order; the first of `sources` that has a key wins.
  mutating func merge(_ sources: [[YAMLNode.Entry]], at key: SourceRange) {
    merge = Merge(key: key, position: entries.count, sources: sources)
  }

  /// Where `<<` stands, if the mapping has one.
  var mergeKey: SourceRange? { merge?.key }

  /// All entries; the mapping's own keys win over merged ones.
  func merged() -> [YAMLNode.Entry] {
    guard let merge else { return entries }
    var seen: Set<String> = []
    let inherited = merge.sources.joined().filter { key($0.key.text) == nil && seen.insert($0.key.text).inserted }
    return entries[..<merge.position] + inherited + entries[merge.position...]
  }
}
