import Expressions
import SourceText
import YAML

/// What the rows of a table may say: the tiers of a dimension, or the values of an output.
///
/// Rows hold indexes; this keeps what the indexes mean.
enum Outcomes {
  /// Tiers in their order, best first where they are ranked.
  case tiers(dimension: String, names: [String])
  case values(OutcomeValues)
}

/// The different things that the rows of an output say: for each, one value for each of the output's columns.
struct OutcomeValues {
  let columns: [OutputColumnDraft]
  private(set) var rows: [[Value]] = []
  private var indexes: [[Value]: Int] = [:]

  init(columns: [OutputColumnDraft]) { self.columns = columns }

  /// The index of these values; the same for equal ones.
  mutating func index(of values: [Value]) -> Int {
    if let known = indexes[values] { return known }
    indexes[values] = rows.count
    rows.append(values)
    return rows.count - 1
  }
}

/// A column of an output while it is read.
struct OutputColumnDraft {
  let name: String
  /// The key of the field, or `nil` for the only column.
  let field: String?
  let kind: Fact.Kind
  let label: LocalizedText
}

extension PolicyReader {
  /// The index of what `node` says; a diagnostic if it says nothing that fits.
  mutating func outcome(_ node: YAMLNode, in outcomes: inout Outcomes) -> Int? {
    switch outcomes {
    case .tiers(let dimension, let names):
      guard let fragment = text(node, what: "tier") else { return nil }
      if let index = names.firstIndex(of: fragment.text) { return index }
      diagnostics.append(.notAmong(what: "tier of '\(dimension)'", fragment: fragment, choices: names))
      return nil
    case .values(var known):
      guard let values = values(node, columns: known.columns) else { return nil }
      // Taken out while it grows, so that it is not copied.
      outcomes = .tiers(dimension: "", names: [])
      let index = known.index(of: values)
      outcomes = .values(known)
      return index
    }
  }

  /// As above, for a mapping's key.
  mutating func outcome(_ key: SourceFragment, in outcomes: inout Outcomes) -> Int? {
    let scalar = YAMLNode.Scalar(fragment: key, isPlain: false)
    return outcome(YAMLNode(content: .scalar(scalar), range: key.range), in: &outcomes)
  }

  private mutating func values(_ node: YAMLNode, columns: [OutputColumnDraft]) -> [Value]? {
    guard columns.first?.field != nil else {
      return columns.first.flatMap { outputValue(node, kind: $0.kind, what: "output '\($0.name)'") }.map { [$0] }
    }
    guard var fields = Fields(node, owner: "an outcome with fields", diagnostics: &diagnostics) else { return nil }
    let values = columns.map { column -> Value? in
      let hint = "every outcome gives each field"
      return fields.require(column.field ?? "", hint: hint, diagnostics: &diagnostics)
        .flatMap { outputValue($0, kind: column.kind, what: "'\(column.name)'") }
    }
    fields.finish(into: &diagnostics)
    return values.contains { $0 == nil } ? nil : values.compactMap { $0 }
  }

  private mutating func outputValue(_ node: YAMLNode, kind: Fact.Kind, what: String) -> Value? {
    guard let fragment = text(node, what: what) else { return nil }
    if let value = constant(fragment.text, kind: kind) { return value }
    diagnostics.append(
      .notOfKind(kind, what: what, text: fragment.text, at: fragment.range, params: params.keys.sorted()))
    return nil
  }
}
