import Cadences
import Expressions
import SourceText
import YAML

extension PolicyReader {
  mutating func readObligations(_ node: YAMLNode) -> [Obligation] {
    rules(node, what: "cadence.obligations").compactMap {
      readObligation($0.fields, node: $0.node)
    }
  }

  private mutating func readObligation(_ rule: Fields, node: YAMLNode) -> Obligation? {
    var fields = rule
    let id = ruleID(&fields)
    let condition = fields.take("when").flatMap { expression($0, what: "when", expecting: .bool) }
    let by = fields.take("by")
    let visits = fields.take("visits")
    let mode = fields.take("mode")
    let isFloor = flag(fields.take("floor"), key: "floor")
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let id else { return nil }
    if visits == nil, mode == nil { diagnostics.append(.emptyObligation(id, at: node.range.beginning)) }
    let demanded: Obligation.Demand?
    if let by {
      demanded = demand(by: by, visits: visits, mode: mode, of: id)
    } else {
      demanded = demand(visits: visits, mode: mode, of: id)
    }
    return demanded.map {
      Obligation(id: id, condition: condition, demand: $0, isFloor: isFloor, provenance: provenance)
    }
  }

  private mutating func demand(visits: YAMLNode?, mode: YAMLNode?, of id: String) -> Obligation.Demand? {
    for node in [visits, mode] {
      if let node, node.entries != nil {
        diagnostics.append(.tiersWithoutDimension(id, at: node.range.beginning))
        return nil
      }
    }
    if let visits { demandRanges[id] = ["": visits.range] }
    let demanded = visits.flatMap { cadence($0) }
    return .all(demanded, mode: mode.flatMap { choice($0, what: "mode", of: VisitMode.self) })
  }

  private mutating func demand(by: YAMLNode, visits: YAMLNode?, mode: YAMLNode?, of id: String) -> Obligation.Demand? {
    guard let subject = expression(by, what: "by") else { return nil }
    guard case .enumeration(let enumeration) = subject.type else {
      diagnostics.append(.notATier(by.text ?? "", at: by.range))
      return nil
    }
    let cadences = byValue(visits, of: enumeration) { (reader: inout PolicyReader, node: YAMLNode) -> Cadence? in
      reader.cadence(node)
    }
    let modes = byValue(mode, of: enumeration) { (reader: inout PolicyReader, node: YAMLNode) -> VisitMode? in
      reader.choice(node, what: "mode", of: VisitMode.self)
    }
    demandRanges[id] = Dictionary(
      (visits?.entries ?? []).map { ($0.key.text, $0.value.range) }, uniquingKeysWith: { first, _ in first })
    if let visits, let entries = visits.entries, entries.allSatisfy({ enumeration.values.contains($0.key.text) }) {
      let named = Set((entries + (mode?.entries ?? [])).map(\.key.text))
      let open = enumeration.values.filter { !named.contains($0) }
      if !open.isEmpty { diagnostics.append(.tiersWithoutCadence(open, of: id, at: visits.range.beginning)) }
    }
    // One mode for all is meant for those that `visits` names.
    let isForNamed = visits?.entries != nil && mode?.entries == nil
    let heeded = isForNamed ? zip(cadences, modes).map { $0 == nil ? nil : $1 } : modes
    return .byValue(of: subject, values: enumeration.values, cadences: cadences, modes: heeded)
  }

  /// One entry for each value; a single one holds for all of them.
  private mutating func byValue<Element>(
    _ node: YAMLNode?, of enumeration: Enumeration, read: (inout PolicyReader, YAMLNode) -> Element?
  ) -> [Element?] {
    var demanded = enumeration.values.map { _ -> Element? in nil }
    guard let node else { return demanded }
    guard let entries = node.entries else {
      let value = read(&self, node)
      return demanded.map { _ in value }
    }
    for entry in entries {
      guard let index = enumeration.values.firstIndex(of: entry.key.text) else {
        diagnostics.append(
          .notAmong(enumeration, fragment: entry.key))
        continue
      }
      demanded[index] = entry.value.isNothing ? nil : read(&self, entry.value)
    }
    return demanded
  }

  mutating func cadence(_ node: YAMLNode) -> Cadence? {
    guard let fragment = text(node, what: "a cadence") else { return nil }
    do {
      return try Cadence.parse(fragment.text)
    } catch {
      diagnostics.append(.badCadence(fragment, fault: error))
      return nil
    }
  }
}

extension Obligation.Demand {
  /// All cadences that it may demand.
  var cadences: [Cadence] {
    switch self {
    case .all(let cadence, _): [cadence].compactMap { $0 }
    case .byValue(_, _, let cadences, _): cadences.compactMap { $0 }
    }
  }
}
