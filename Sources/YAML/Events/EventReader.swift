import CLibYAML

/// The owner of a libyaml parser over a text in memory.
struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Reads UTF-8 without a byte-order mark, which has to stay where it is as long as the reader lives; `nil` when
  /// memory runs out.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(parser, text.baseAddress, text.count)
    self.parser = parser
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  /// The next event; after the end of the stream, the end again. After a fault there is nothing more to read.
  mutating func next() throws(SyntaxFault) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw SyntaxFault(parser.pointee) }
    defer { yaml_event_delete(&event) }
    return Event(event)
  }
}

extension Event {
  fileprivate init(_ event: yaml_event_t) {
    let start = event.start_mark.index
    characters = start..<max(start, event.end_mark.index)
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      kind = .scalar(text(scalar.value, scalar.length), ScalarStyle(scalar.style))
      (anchor, hasTag) = (name(scalar.anchor), scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      kind = .sequenceStart(isFlow: sequence.style == YAML_FLOW_SEQUENCE_STYLE)
      (anchor, hasTag) = (name(sequence.anchor), sequence.tag != nil)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      kind = .mappingStart(isFlow: mapping.style == YAML_FLOW_MAPPING_STYLE)
      (anchor, hasTag) = (name(mapping.anchor), mapping.tag != nil)
    default:
      kind = Kind(event)
      (anchor, hasTag) = (nil, false)
    }
  }
}

extension Event.Kind {
  /// Of an event that begins no node of its own.
  fileprivate init(_ event: yaml_event_t) {
    switch event.type {
    case YAML_STREAM_START_EVENT: self = .streamStart
    case YAML_DOCUMENT_START_EVENT: self = .documentStart
    case YAML_DOCUMENT_END_EVENT: self = .documentEnd
    case YAML_SEQUENCE_END_EVENT: self = .sequenceEnd
    case YAML_MAPPING_END_EVENT: self = .mappingEnd
    case YAML_ALIAS_EVENT: self = .alias(name(event.data.alias.anchor) ?? "")
    default: self = .streamEnd
    }
  }
}

extension ScalarStyle {
  fileprivate init(_ style: yaml_scalar_style_t) {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: self = .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: self = .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE: self = .literal
    case YAML_FOLDED_SCALAR_STYLE: self = .folded
    default: self = .plain
    }
  }
}

private func text(_ start: UnsafeMutablePointer<yaml_char_t>?, _ count: Int) -> String {
  String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
}

private func name(_ start: UnsafeMutablePointer<yaml_char_t>?) -> String? {
  start.map { String(cString: $0) }
}
