import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `params`, declared as constants.
  mutating func readParams() -> [Parameter] {
    section("params").compactMap { entry in
      guard let parameter = readParameter(entry) else { return nil }
      params[parameter.name] = parameter
      declare(parameter)
      return parameter
    }
  }

  /// Declares `params.NAME`.
  mutating func declare(_ parameter: Parameter) {
    scope.declare(
      constant: "params." + parameter.name, type: parameter.type, value: parameter.value,
      alsoKnownAs: parameter.provenance.label.all)
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
    guard let value else { return nil }
    let (type, constant) = parameterValue(value, kind: kind, name: name)
    checkLimits(of: constant, in: limits, name: name, at: value)
    return Parameter(name: name, value: constant, type: type, provenance: provenance)
  }

  /// The typed value. One that is faulty is replaced by a value of the type, so that what reads it is not a fault too.
  private mutating func parameterValue(_ node: YAMLNode, kind: Fact.Kind, name: String) -> (ValueType, Value) {
    let type = kind.valueType(named: name)
    guard let items = node.items else {
      return (type, literal(node, kind: kind, what: "param '\(name)'") ?? kind.standIn)
    }
    return (.list(type), .list(items.map { literal($0, kind: kind, what: "param '\(name)'") ?? kind.standIn }))
  }

  private mutating func checkLimits(
    of value: Value, in limits: (min: YAMLNode?, max: YAMLNode?), name: String, at node: YAMLNode
  ) {
    guard let number = value.number else {
      if let limit = limits.min ?? limits.max { diagnostics.append(.limitsOnText(name, at: limit.range)) }
      return
    }
    if let least = limits.min.flatMap({ limitNumber($0) }), let most = limits.max.flatMap({ limitNumber($0) }),
      least > most,
      let place = limits.min
    {
      diagnostics.append(.emptyLimits(name, at: place.range))
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

  /// Warns of params that this very file sets and nothing reads: most likely another one was meant.
  mutating func checkUnreadParams(_ parameters: [Parameter]) {
    guard header.governs?.text != "none", !diagnostics.contains(where: { $0.severity == .error }) else { return }
    let read = MentionedNames(behind: "params.", in: sections, except: ["params"])
    for parameter in parameters
    where parameter.provenance.range.file == header.nameRange.file && !read.names.contains(parameter.name) {
      diagnostics.append(.unreadParam(parameter.name, among: read.names.sorted(), at: parameter.provenance.range))
    }
  }

  private mutating func limitNumber(_ node: YAMLNode) -> Double? {
    literal(node, kind: .number, what: "limit")?.number
  }
}
