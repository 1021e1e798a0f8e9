import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// The type of a fact, param or output.
  mutating func readKind(_ node: YAMLNode?, allowsEnumeration: Bool, enumValues: [Fact.EnumValue]) -> Fact.Kind? {
    guard let node, let fragment = text(node, what: "type") else { return nil }
    switch fragment.text {
    case "string": return .string
    case "integer": return .integer
    case "number": return .number
    case "bool": return .bool
    case "date": return .date
    case "enum" where allowsEnumeration: return .enumeration(enumValues)
    default:
      let names = ["string", "integer", "number", "bool", "date"] + (allowsEnumeration ? ["enum"] : [])
      diagnostics.append(.notAmong(what: "type", fragment: fragment, choices: names))
      return nil
    }
  }

  /// The values of an enum: a list of names, or names with labels.
  mutating func readEnumValues(_ node: YAMLNode?, owner: String) -> [Fact.EnumValue] {
    guard let node else { return [] }
    var seen: [String: SourceRange] = [:]
    return names(node, what: "values of \(owner)").filter { value in
      if let first = seen[value.name.text] {
        diagnostics.append(.repeatedValue(value.name, first: first))
        return false
      }
      seen[value.name.text] = value.name.range
      return true
    }.map { Fact.EnumValue(name: $0.name.text, label: $0.label) }
  }

  /// `[a, b]` or `{a: label, b: {zh: label}}`.
  mutating func names(_ node: YAMLNode, what: String) -> [(name: SourceFragment, label: LocalizedText)] {
    switch node.content {
    case .scalar:
      diagnostics.append(.expectedSequence(what: what, at: node.range.beginning))
      return []
    case .sequence(let items):
      return items.compactMap { item in text(item, what: what).map { (separable($0), LocalizedText([:])) } }
    case .mapping(let entries):
      return entries.map { (separable($0.key), localized($0.value, what: "label")) }
    }
  }

  /// A name that can stand in a list joined by `;`; a diagnostic otherwise.
  private mutating func separable(_ name: SourceFragment) -> SourceFragment {
    if name.text.isEmpty || name.text.contains(where: { $0 == ";" || $0.isNewline }) {
      diagnostics.append(.badValueName(name))
    }
    return name
  }

  /// A literal typed by the schema.
  mutating func literal(_ node: YAMLNode, kind: Fact.Kind, what: String) -> Value? {
    guard let fragment = text(node, what: what) else { return nil }
    if let value = kind.value(of: Substring(fragment.text)) { return value }
    diagnostics.append(.notOfKind(kind, what: what, text: fragment.text, at: fragment.range, params: []))
    return nil
  }
}

extension Fact.Kind {
  /// The type that conditions see.
  func valueType(named name: String) -> ValueType {
    switch self {
    case .string: .string
    case .integer: .int
    case .number: .double
    case .bool: .bool
    case .date: .timestamp
    case .enumeration(let values):
      .enumeration(Enumeration(name: name, values: values.map { ($0.name, $0.label) }))
    }
  }

  /// Some value of the kind, to go on with after a fault; a number's fits every limit.
  var standIn: Value {
    switch self {
    case .string: .string("")
    case .integer: .int(0)
    case .number: .double(.nan)
    case .bool: .bool(false)
    case .date: .timestamp(CalendarDate(days: 0).startOfDay)
    case .enumeration(let values): .string(values.first?.name ?? "")
    }
  }

  /// Whether a param of that type can stand where a literal of this kind is expected.
  func accepts(_ type: ValueType) -> Bool {
    switch (self, type) {
    case (.string, .string), (.integer, .int), (.number, .double), (.number, .int), (.bool, .bool), (.date, .timestamp),
      (.enumeration, .string):
      true
    default: false
    }
  }

  /// The names of an enum's values.
  package var enumNames: [String]? {
    guard case .enumeration(let values) = self else { return nil }
    return values.map(\.name)
  }
}

extension Value {
  /// The value as a number, if it is one.
  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    default: nil
    }
  }

  /// As ``number``; a date counts its days since 1970-01-01.
  var rangeNumber: Double? {
    guard case .timestamp(let timestamp) = self else { return number }
    return Double(timestamp.date.days)
  }
}

extension Enumeration {
  /// A list of names with the labels that people may mistake for them.
  init(name: String, values: [(name: String, label: LocalizedText)]) {
    let labels = values.map { ($0.name, $0.label.all) }
    self.init(
      name: name, values: values.map(\.name), labels: Dictionary(labels, uniquingKeysWith: { first, _ in first }))
  }
}

extension LocalizedText {
  /// The texts of all languages, sorted.
  var all: [String] { texts.values.sorted() }
}
