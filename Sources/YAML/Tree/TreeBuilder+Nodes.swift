import SourceText

extension TreeBuilder {
  /// A scalar with its spelling.
  mutating func scalar(_ text: String, _ style: ScalarStyle, _ event: Event) throws(Stop) -> PlacedNode {
    let place = range(event)
    let properties = NodeProperties(file.bytes, place.start..<place.end)
    let spelling = ScalarSpelling(file: file, text: text, style: style, bytes: properties.contentStart..<place.end)
    if style.isQuoted { try checkQuotes(spelling.range) }
    if let tag = properties.tag, !file.isStringTag(tag) { report(.tag(file.range(tag))) }
    if spelling.isEmptyBlockWithIndentation { report(.emptyBlock(spelling.range)) }
    let scalar = YAMLNode.Scalar(fragment: spelling.fragment, isPlain: style == .plain && properties.tag == nil)
    let node = YAMLNode(content: .scalar(scalar), range: spelling.range)
    return PlacedNode(node: node, place: spelling.range, size: 1, height: 0)
  }

  /// A sequence and its items; those with a fault are left out.
  mutating func sequence(_ event: Event, isFlow: Bool, depth: Int) throws(Stop) -> PlacedNode {
    var extent = try open(event, isFlow: isFlow, depth: depth)
    var items: [YAMLNode] = []
    var split = SplitText()
    while let first = try nextChild(closing: &extent) {
      let item = try node(first, depth: depth)
      extent.include(item, at: range(first))
      guard let item else { continue }
      checkSigns(inValue: item.node, isFlow: isFlow, isItem: true)
      if isFlow, let text = split.take(item.node, mayContinue: true) { report(.commaInText(text.first, text.whole)) }
      items.append(item.node)
    }
    return extent.placed(.sequence(items), in: file)
  }

  /// A mapping and its entries; those with a fault are left out, of a key written twice the first is kept.
  mutating func mapping(_ event: Event, isFlow: Bool, depth: Int) throws(Stop) -> PlacedNode {
    var extent = try open(event, isFlow: isFlow, depth: depth)
    var entries = MappingEntries()
    var split = SplitText()
    while let first = try nextChild(closing: &extent) {
      let key = try node(first, depth: depth)
      extent.include(key, at: range(first))
      let second = try next()
      let value = try node(second, depth: depth)
      extent.include(value, at: range(second))
      guard let key, let value else { continue }
      let isCutOff = isFlow && value.node.isUnwritten
      if isFlow, let text = split.take(isCutOff ? key.node : value.node, mayContinue: isCutOff) {
        report(.commaInText(text.first, text.whole))
      } else {
        add(key, value, to: &entries, isFlow: isFlow)
      }
    }
    return extent.placed(.mapping(entries.merged()), in: file)
  }

  private mutating func open(_ event: Event, isFlow: Bool, depth: Int) throws(Stop) -> CollectionExtent {
    let place = range(event)
    let properties = collectionProperties(event, from: place.start, isFlow: isFlow)
    try checkDepth(depth, at: file.range(properties.contentStart..<max(properties.contentStart, place.end)))
    if let tag = properties.tag { report(.tag(file.range(tag))) }
    if isFlow { openBracket(at: properties.contentStart) }
    return CollectionExtent(start: properties.contentStart, isFlow: isFlow)
  }

  /// What stands before a block collection on its first line may belong to its first key or item instead.
  private func collectionProperties(_ event: Event, from start: Int, isFlow: Bool) -> NodeProperties {
    guard isFlow || event.anchor != nil || event.hasTag else { return NodeProperties(contentStart: start) }
    return NodeProperties(file.bytes, start..<file.bytes.count)
  }

  /// The event that begins the collection's next child; `nil` at its end.
  private mutating func nextChild(closing extent: inout CollectionExtent) throws(Stop) -> Event? {
    let event = try next()
    switch event.kind {
    case .sequenceEnd, .mappingEnd:
      if extent.isFlow { closeBracket() }
      if !event.characters.isEmpty { extent.include(nil, at: range(event)) }
      return nil
    default:
      return event
    }
  }
}

extension TreeBuilder {
  /// Stops at a quoted text that goes on over lines which are not indented deeper than its own: its end was forgotten.
  private func checkQuotes(_ range: SourceRange) throws(Stop) {
    let lines = file.lineIndex(at: range.start)...file.lineIndex(at: max(range.start, range.end - 1))
    guard lines.count > 1, file.textStart(ofLine: lines.lowerBound) < range.start else { return }
    let indentation = file.indentation(ofLine: lines.lowerBound)
    let isForgotten = lines.dropFirst().contains {
      !file.isBlank(line: $0) && file.indentation(ofLine: $0) <= indentation
    }
    guard isForgotten else { return }
    throw Stop(
      diagnostic: .quoteOverLines(
        file.range(range.start..<(range.start + 1)), end: file.range((range.end - 1)..<range.end)))
  }

  private mutating func add(_ key: PlacedNode, _ value: PlacedNode, to entries: inout MappingEntries, isFlow: Bool) {
    guard case .scalar(let scalar) = key.node.content else { return report(.keyNotText(key.place)) }
    let name = scalar.fragment
    if key.node.isUnwritten { return report(.emptyKey(key.place)) }
    guard checkSigns(inKey: key.node, value: value.node, isFlow: isFlow) else { return }
    checkSigns(inValue: value.node, isFlow: isFlow, isItem: false)
    if isFlow, scalar.isPlain, value.node.isUnwritten, name.text.contains(":") {
      return report(.missingSpace(name.range))
    }
    if key.isMergeKey { return merge(value, for: key, into: &entries) }
    if let first = entries.key(name.text) {
      return report(.duplicateKey(name.text, at: key.place, first: first.range))
    }
    entries.append(YAMLNode.Entry(key: name, value: value.node))
  }

  private mutating func merge(_ value: PlacedNode, for key: PlacedNode, into entries: inout MappingEntries) {
    if let first = entries.mergeKey { return report(.secondMerge(at: key.place, first: first)) }
    switch value.node.content {
    case .mapping(let source):
      entries.merge([source], at: key.place)
    case .sequence(let items):
      entries.merge(items.compactMap { mergeSource($0, in: value) }, at: key.place)
    case .scalar:
      report(.mergeOfText(at: value.place.isEmpty ? key.place : value.place))
    }
  }

  private mutating func mergeSource(_ item: YAMLNode, in list: PlacedNode) -> [YAMLNode.Entry]? {
    if case .mapping(let source) = item.content { return source }
    report(.mergeOfText(at: list.place, item: item.range))
    return nil
  }
}

/// How far a collection reaches, and what is in it, while it is read.
private struct CollectionExtent {
  let start: Int
  let isFlow: Bool
  private var end: Int
  private var size = 1
  private var innerHeight = 0

  init(start: Int, isFlow: Bool) {
    self.start = start
    self.isFlow = isFlow
    end = start
  }

  /// Takes in a child, or a stretch of text that holds none.
  mutating func include(_ child: PlacedNode?, at place: SourceRange) {
    end = max(end, child?.place.end ?? place.end)
    size += child?.size ?? 0
    innerHeight = max(innerHeight, child?.height ?? 0)
  }

  func placed(_ content: YAMLNode.Content, in file: SourceFile) -> PlacedNode {
    let range = SourceRange(file: file, start: start, end: end)
    return PlacedNode(
      node: YAMLNode(content: content, range: range), place: range, size: size, height: innerHeight + 1)
  }
}

extension SourceRange {
  fileprivate var isEmpty: Bool { start == end }
}

extension ScalarStyle {
  fileprivate var isQuoted: Bool { self == .singleQuoted || self == .doubleQuoted }
}

extension SourceFile {
  /// Where the first character of a line (0-based) stands that is no blank.
  fileprivate func textStart(ofLine index: Int) -> Int {
    let line = lineRange(index)
    return line.first { !bytes[$0].isBlank } ?? line.upperBound
  }

  fileprivate func indentation(ofLine index: Int) -> Int { textStart(ofLine: index) - lineRange(index).lowerBound }

  fileprivate func isBlank(line index: Int) -> Bool { textStart(ofLine: index) == lineRange(index).upperBound }

  fileprivate func range(_ bytes: Range<Int>) -> SourceRange {
    SourceRange(file: self, start: bytes.lowerBound, end: bytes.upperBound)
  }

  /// Whether a tag only says that a scalar is text, which every scalar is.
  fileprivate func isStringTag(_ tag: Range<Int>) -> Bool {
    ["!!str", "!<tag:yaml.org,2002:str>"].contains(String(decoding: bytes[tag], as: UTF8.self))
  }
}

extension YAMLNode {
  /// Whether there is not a letter of it in the file.
  var isUnwritten: Bool { isNothing && range.start == range.end }
}
