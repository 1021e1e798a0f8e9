/// A step of a YAML document, as libyaml tells it.
struct Event {
  /// What happens.
  enum Kind {
    case streamStart, streamEnd
    case documentStart, documentEnd
    case scalar(String, ScalarStyle)
    case alias(String)
    case sequenceStart(isFlow: Bool)
    case sequenceEnd
    case mappingStart(isFlow: Bool)
    case mappingEnd
  }

  let kind: Kind
  /// The name that the node can be repeated by.
  let anchor: String?
  /// Whether a tag stands before the node; not told of a lone `!`.
  let hasTag: Bool
  /// In characters of the text, a byte-order mark not counted; the end excluded.
  let characters: Range<Int>
}

/// How a scalar is spelled.
enum ScalarStyle {
  case plain, singleQuoted, doubleQuoted, literal, folded
}
