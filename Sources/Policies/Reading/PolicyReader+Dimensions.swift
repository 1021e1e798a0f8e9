import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// Things in the order in which they are computed, and where the policy's own order finds them.
  struct Ordered<Element> {
    let ordered: [Element]
    /// `ordered[written[i]]` is the i-th as written.
    let written: [Int]

    init(_ elements: [Element], order: [Int]) {
      ordered = order.map { elements[$0] }
      var written = [Int](repeating: 0, count: elements.count)
      for (position, index) in order.enumerated() { written[index] = position }
      self.written = written
    }
  }

  /// A dimension whose tiers are known, before its rules are read.
  private struct Draft {
    let name: String
    let key: SourceFragment
    let slot: Int
    let label: LocalizedText
    let tiers: [Tier]
    /// Whether `tiers:` gives their order; else the rules name them as they come.
    let isRanked: Bool
    let hold: Hold?
    var fields: Fields
  }

  /// `classify`: all names are declared first, since rules may use the tiers of dimensions further down.
  mutating func readDimensions() -> Ordered<Dimension> {
    let drafts = section("classify").compactMap { dimensionDraft($0) }
    for draft in drafts {
      let tiers = Enumeration(name: draft.name, values: draft.tiers.map { ($0.name, $0.label) })
      scope.declare(
        variable: draft.name, type: .enumeration(tiers), slot: draft.slot, alsoKnownAs: draft.label.all)
    }
    return ordered(drafts.flatMap { dimensions($0) })
  }

  /// The dimension; one that is held, and behind it what is computed.
  private mutating func dimensions(_ draft: Draft) -> [Dimension] {
    guard let dimension = dimension(draft) else { return [] }
    guard let hold = draft.hold, draft.isRanked else { return [dimension] }
    held.append((draft.name, draft.tiers.map(\.name), hold))
    return [self.held(dimension, by: hold, named: draft.name, slot: draft.slot), dimension]
  }

  private mutating func dimensionDraft(_ entry: YAMLNode.Entry) -> Draft? {
    if Self.tableForms.contains(entry.key.text), entry.value.value("tiers") == nil,
      entry.value.value(entry.key.text) == nil,
      !Self.tableForms.contains(where: { entry.value.value($0) != nil })
    {
      diagnostics.append(.formWithoutName(entry.key))
      return nil
    }
    guard declare(entry.key, what: "dimension"),
      var fields = Fields(entry.value, owner: "dimension '\(entry.key.text)'", diagnostics: &diagnostics)
    else { return nil }
    let written = fields.take("tiers").map { tiers($0, of: entry.key.text) }
    let named = written ?? TierNames.named(in: entry.value).map { Tier(name: $0, label: LocalizedText([:])) }
    let hold = fields.take("hold")
    if let hold, written == nil { diagnostics.append(.holdWithoutOrder(entry.key.text, at: hold.range.beginning)) }
    return Draft(
      name: entry.key.text, key: entry.key, slot: slots.allocate(entry.key.text),
      label: localized(entry.value.value("label"), what: "label"), tiers: named,
      isRanked: written != nil, hold: hold.flatMap { readHold($0, of: entry.key.text) }, fields: fields)
  }

  private mutating func tiers(_ node: YAMLNode, of dimension: String) -> [Tier] {
    var seen: [String: SourceRange] = [:]
    return names(node, what: "tiers of '\(dimension)'").compactMap { name, label in
      if let first = seen[name.text] {
        diagnostics.append(.repeatedValue(name, first: first))
        return nil
      }
      seen[name.text] = name.range
      return Tier(name: name.text, label: label)
    }
  }

  private mutating func dimension(_ draft: Draft) -> Dimension? {
    var fields = draft.fields
    var choice = ChoiceDraft(
      owner: draft.name, range: draft.key.range,
      outcomes: .tiers(dimension: draft.name, names: draft.tiers.map(\.name)),
      allowsCollect: false)
    let errors = diagnostics.filter { $0.severity == .error }.count
    let table = decisionForm(&fields, draft: &choice)
    let provenance = provenance(&fields, at: draft.key.range)
    fields.finish(into: &diagnostics)
    guard let table else {
      // A standing that cannot be asked has said why.
      if !StandingForm.allCases.contains(where: { fields.has($0.rawValue) }) {
        diagnostics.append(.noForm(draft.name, forms: Self.dimensionForms, at: draft.key.range))
      }
      return nil
    }
    if errors == diagnostics.filter({ $0.severity == .error }).count { lint(table, of: draft) }
    let isHeld = draft.hold != nil && draft.isRanked
    let name = isHeld ? "\(draft.name).computed" : draft.name
    let slot = isHeld ? slots.allocate(name) : draft.slot
    slots.setFacts(slots.facts(behind: table.slots), behind: slot)
    return Dimension(
      name: name, slot: slot, tiers: draft.tiers, isRanked: draft.isRanked, table: table,
      provenance: provenance)
  }

  /// What evaluates, but hardly as meant.
  private mutating func lint(_ table: DecisionTable, of draft: Draft) {
    let used = Set((table.rows + [table.otherwise, table.ifUnknown].compactMap { $0 }).map(\.outcome))
    for (index, tier) in draft.tiers.enumerated() where !used.contains(index) {
      diagnostics.append(.unusedTier(tier.name, dimension: draft.name, at: draft.key.range))
    }
    guard let fallback = table.ifUnknown ?? table.otherwise, fallback.outcome == 0, draft.tiers.count > 1,
      draft.isRanked
    else { return }
    let open = slots.facts(behind: table.slots).filter { if case .unknown = facts[$0].missing { true } else { false } }
    guard let fact = open.first else { return }
    diagnostics.append(
      .bestTierByDefault(
        draft.tiers[0].name, fact: facts[fact].name, isGiven: table.ifUnknown != nil, at: fallback.provenance.range))
  }

  private mutating func ordered(_ dimensions: [Dimension]) -> Ordered<Dimension> {
    let owners = Dictionary(dimensions.enumerated().map { ($1.slot, $0) }, uniquingKeysWith: { first, _ in first })
    let dependencies = DependencyOrder(uses: dimensions.map { $0.table.slots.compactMap { owners[$0] } })
    guard dependencies.circle.isEmpty else {
      // What a dimension that is held computes has a name, and so does the dimension: one is enough.
      let members = dependencies.circle.map { dimensions[$0] }.filter { !$0.name.hasSuffix(".computed") }
        .map { ($0.name, $0.provenance.range) }
      diagnostics.append(.circle(members, what: "dimensions"))
      return Ordered([], order: [])
    }
    for index in dependencies.order {
      let dimension = dimensions[index]
      slots.setFacts(slots.facts(behind: dimension.table.slots), behind: dimension.slot)
    }
    return Ordered(dimensions, order: dependencies.order)
  }
}

/// The tiers of a dimension, before it is read.
enum TierNames {
  /// As it lists them, else as its rules name them.
  static func all(of dimension: YAMLNode) -> [String] {
    guard let listed = dimension.value("tiers") else { return named(in: dimension) }
    return listed.items?.compactMap(\.text) ?? listed.entries?.map(\.key.text) ?? []
  }

  /// Those that the rules name, in order of appearance.
  static func named(in dimension: YAMLNode) -> [String] {
    let forms = [
      dimension, dimension.value("table"), dimension.value("score"), dimension.value("bands"), dimension.value("match"),
      dimension.value("share"), dimension.value("top"),
    ]
    .compactMap { $0 }
    let rules = forms.flatMap { ($0.value("first") ?? $0.value("rows"))?.items ?? [] }.compactMap { $0.value("then") }
    let keys = forms.flatMap {
      ($0.value("at_least") ?? $0.value("at_most") ?? $0.value("cases") ?? $0.value("cuts"))?.entries ?? []
    }
    let fallbacks = (forms.map { $0.value("else") } + forms.map { $0.value("zero") } + [dimension.value("unknown")])
      .compactMap {
        $0?.value("then") ?? $0
      }
    var seen: Set<String> = []
    let all = rules.compactMap(\.text) + keys.map(\.key.text) + fallbacks.compactMap(\.text)
    return all.filter { seen.insert($0).inserted }
  }
}
