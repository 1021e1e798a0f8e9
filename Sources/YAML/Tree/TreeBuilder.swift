import SourceText

/// Makes the tree of a document out of libyaml's events.
struct TreeBuilder: ~Copyable {
  let file: SourceFile
  private let limits: YAMLLimits
  private let offsets: CharacterOffsets
  private var reader: EventReader
  private var diagnostics: [Diagnostic] = []
  private var errorCount = 0
  private var anchors: [String: Anchor] = [:]
  /// In the order of the file.
  private var anchorNames: [String] = []
  private var nodeCount = 0
  /// Where the brackets and braces stand that are not closed yet; the innermost is last.
  private var openBrackets: [Int] = []
  private var lastScalar: Event?

  /// What a name stands for that was given by `&name`.
  private enum Anchor {
    /// The node is still being read: an alias would put it into itself.
    case open
    case node(PlacedNode)
    /// The node has a fault that was reported.
    case faulty
  }

  /// Why reading cannot go on.
  struct Stop: Error {
    let diagnostic: Diagnostic
  }

  /// Takes the events of `file`'s content from `reader`.
  init(file: SourceFile, limits: YAMLLimits, reader: consuming EventReader) {
    self.file = file
    self.limits = limits
    self.reader = reader
    offsets = CharacterOffsets(file)
  }

  /// Reads the one document.
  mutating func build() -> Diagnosed<YAMLNode> {
    do {
      let root = try document()
      return Diagnosed(root, diagnostics)
    } catch {
      return Diagnosed(nil, diagnostics.filter { !error.diagnostic.repeats($0) } + [error.diagnostic])
    }
  }
}

extension TreeBuilder {
  private mutating func document() throws(Stop) -> YAMLNode? {
    _ = try next()
    guard case .documentStart = try next().kind else {
      report(.empty(file))
      return nil
    }
    let root = try node(next(), depth: 0)
    _ = try next()
    try expectEnd()
    guard let root, root.node.isUnwritten else { return root?.node }
    report(.empty(file))
    return nil
  }

  private mutating func expectEnd() throws(Stop) {
    let event = try next()
    guard case .documentStart = event.kind else { return }
    let start = range(event).start
    report(.severalDocuments(SourceRange(file: file, start: start, end: min(start + 3, file.bytes.count))))
  }

  /// The node that begins with `event`, inside `depth` collections; `nil` where a fault, already reported, left none.
  mutating func node(_ event: Event, depth: Int) throws(Stop) -> PlacedNode? {
    if case .alias(let name) = event.kind { return try alias(name, at: range(event), depth: depth) }
    try count(1, at: range(event))
    guard let anchor = event.anchor else { return try ownNode(event, depth: depth) }
    if anchors.updateValue(.open, forKey: anchor) == nil { anchorNames.append(anchor) }
    let node = try ownNode(event, depth: depth)
    anchors[anchor] = node.map(Anchor.node) ?? .faulty
    return node
  }

  private mutating func ownNode(_ event: Event, depth: Int) throws(Stop) -> PlacedNode? {
    switch event.kind {
    case .scalar(let text, let style): try scalar(text, style, event)
    case .sequenceStart(let isFlow): try sequence(event, isFlow: isFlow, depth: depth + 1)
    case .mappingStart(let isFlow): try mapping(event, isFlow: isFlow, depth: depth + 1)
    default: nil
    }
  }

  private mutating func alias(_ name: String, at place: SourceRange, depth: Int) throws(Stop) -> PlacedNode? {
    switch anchors[name] {
    case .node(let node):
      try count(node.size, at: place)
      try checkDepth(depth + node.height, at: place)
      return node.aliased(at: place)
    case .open: report(.recursiveAlias(name, at: place))
    case .faulty: break
    case nil: report(.unknownAnchor(name, at: place, known: anchorNames.suffix(100)))
    }
    return nil
  }
}

extension TreeBuilder {
  /// The next event of the document.
  mutating func next() throws(Stop) -> Event {
    do {
      let event = try reader.next()
      if case .scalar = event.kind { lastScalar = event }
      return event
    } catch {
      throw Stop(diagnostic: diagnosis(of: error))
    }
  }

  private func diagnosis(of fault: SyntaxFault) -> Diagnostic {
    let site = FaultSite(
      file: file, offset: offsets.byteOffset(ofCharacter: fault.character),
      context: fault.contextCharacter.map { offsets.byteOffset(ofCharacter: $0) }, openBracket: openBrackets.last,
      lastScalar: lastScalar.map { range($0) })
    return fault.problem.diagnosis(at: site)
  }

  /// Where an event stands in the file, the properties of its node included.
  func range(_ event: Event) -> SourceRange {
    let start = offsets.byteOffset(ofCharacter: event.characters.lowerBound)
    let end = offsets.byteOffset(ofCharacter: event.characters.upperBound)
    return SourceRange(file: file, start: start, end: max(start, end))
  }

  /// Notes a fault after which reading goes on.
  mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    if diagnostic.severity == .error { errorCount += 1 }
  }

  private mutating func count(_ nodes: Int, at place: SourceRange) throws(Stop) {
    nodeCount += nodes
    if errorCount >= limits.faults { throw Stop(diagnostic: .tooManyFaults(place, limit: limits.faults)) }
    if nodeCount > limits.nodes { throw Stop(diagnostic: .tooManyNodes(place, limit: limits.nodes)) }
  }

  /// Stops at collections that are nested too deeply.
  func checkDepth(_ depth: Int, at place: SourceRange) throws(Stop) {
    if depth > limits.depth { throw Stop(diagnostic: .tooDeep(place, limit: limits.depth)) }
  }

  /// Remembers a bracket or brace until it is closed.
  mutating func openBracket(at offset: Int) {
    openBrackets.append(offset)
  }

  /// Forgets the innermost open bracket or brace.
  mutating func closeBracket() {
    _ = openBrackets.popLast()
  }
}

extension Diagnostic {
  /// Whether it says again, perhaps more sharply, what the other says.
  fileprivate func repeats(_ other: Diagnostic) -> Bool { code == other.code && range.start == other.range.start }
}
