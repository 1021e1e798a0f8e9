import Expressions
import SourceText
import YAML

/// What the rows of a table may say: the tiers of a dimension, or the values of an output.
///
/// Rows hold indexes; this keeps what the indexes mean.
enum Outcomes {
  /// Tiers in their order, best first. `isOpen`: the rules name them as they come.
  case tiers(dimension: String, names: [String], isOpen: Bool)
  /// One value for each of an output's columns.
  case values(columns: [OutputColumnDraft], rows: [[Value]])
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
    case .tiers(let dimension, let names, let isOpen):
      guard let fragment = text(node, what: "tier") else { return nil }
      return tier(fragment, dimension: dimension, names: names, isOpen: isOpen, in: &outcomes)
    case .values(let columns, let rows):
      guard let values = values(node, columns: columns) else { return nil }
      if let said = rows.firstIndex(of: values) { return said }
      outcomes = .values(columns: columns, rows: rows + [values])
      return rows.count
    }
  }

  /// As above, for a mapping's key.
  mutating func outcome(_ key: SourceFragment, in outcomes: inout Outcomes) -> Int? {
    let scalar = YAMLNode.Scalar(fragment: key, isPlain: false)
    return outcome(YAMLNode(content: .scalar(scalar), range: key.range), in: &outcomes)
  }

  private mutating func tier(
    _ fragment: SourceFragment, dimension: String, names: [String], isOpen: Bool, in outcomes: inout Outcomes
  ) -> Int? {
    if let index = names.firstIndex(of: fragment.text) { return index }
    guard isOpen else {
      diagnostics.append(.notAmong(what: "tier of '\(dimension)'", fragment: fragment, choices: names))
      return nil
    }
    outcomes = .tiers(dimension: dimension, names: names + [fragment.text], isOpen: true)
    return names.count
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
    diagnostics.append(.notOfKind(kind, what: what, text: fragment.text, at: fragment.range, params: params.keys))
    return nil
  }
}
