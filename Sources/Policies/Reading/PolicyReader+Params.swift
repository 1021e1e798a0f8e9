import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `params`, declared as constants.
  mutating func readParams() -> [Parameter] {
    section("params").compactMap { entry in
      guard let parameter = readParameter(entry) else { return nil }
      params[parameter.name] = parameter
      scope.declare(constant: "params." + parameter.name, type: parameter.type, value: parameter.value)
      return parameter
    }
  }

  private mutating func readParameter(_ entry: YAMLNode.Entry) -> Parameter? {
    let name = entry.key.text
    guard Names.isIdentifier(name) else {
      diagnostics.append(.badName(entry.key, what: "param"))
      return nil
    }
    guard var fields = Fields(entry.value, owner: "param '\(name)'", diagnostics: &diagnostics) else { return nil }
    let kind = readKind(fields.take("type"), allowsEnumeration: false, enumValues: []) ?? .number
    let value = fields.require("value", hint: "write `\(name): 40` or `value: 40`", diagnostics: &diagnostics)
    let limits = (fields.take("min"), fields.take("max"))
    _ = fields.take("unit")
    let provenance = provenance(&fields, at: value?.range ?? entry.key.range)
    fields.finish(into: &diagnostics)
    guard let value, let (type, constant) = parameterValue(value, kind: kind, name: name) else { return nil }
    checkLimits(of: constant, in: limits, name: name, at: value)
    return Parameter(name: name, value: constant, type: type, provenance: provenance)
  }

  private mutating func parameterValue(_ node: YAMLNode, kind: Fact.Kind, name: String) -> (ValueType, Value)? {
    guard let items = node.items else {
      return literal(node, kind: kind, what: "param '\(name)'").map { (kind.valueType(named: name), $0) }
    }
    let values = items.compactMap { literal($0, kind: kind, what: "param '\(name)'") }
    return values.count == items.count ? (.list(kind.valueType(named: name)), .list(values)) : nil
  }

  private mutating func checkLimits(
    of value: Value, in limits: (min: YAMLNode?, max: YAMLNode?), name: String, at node: YAMLNode
  ) {
    guard let number = value.number else {
      if let limit = limits.min ?? limits.max { diagnostics.append(.limitsOnText(name, at: limit.range)) }
      return
    }
    for (limit, isMin) in [(limits.min, true), (limits.max, false)] {
      guard let limit, let bound = limitNumber(limit) else { continue }
      if isMin ? number < bound : number > bound {
        diagnostics.append(
          .paramOutsideLimits(
            name, value: node.text ?? "", limit: limit.text ?? "", isMin: isMin, at: node.range, limitAt: limit.range))
      }
    }
  }

  mutating func limitNumber(_ node: YAMLNode) -> Double? {
    literal(node, kind: .number, what: "limit")?.number
  }
}
