import Expressions
import Foundation
import SourceText

/// A case of the specification's own tests, as the shared files carry it.
struct ConformanceCase: Decodable {
  let section: String
  let name: String
  let expr: String
  let expect: Expectation
  let disable_check: Bool?
  let check_only: Bool?
  let container: String?
  let type_env: [TypedName]?
  let bindings: [String: Binding]?

  struct Expectation: Decodable {
    let value: WireValue?
    let type: WireType?
    let error: [String]?
  }

  struct TypedName: Decodable {
    let name: String
    let ident: Ident?

    struct Ident: Decodable {
      let type: WireType
    }
  }

  struct Binding: Decodable {
    let value: WireValue
  }
}

/// A value in the files' notation.
struct WireValue: Decodable {
  let value: Value

  private struct Unsupported: Error {}

  private struct List: Decodable {
    let values: [WireValue]?
  }

  private struct Map: Decodable {
    let entries: [Entry]?

    struct Entry: Decodable {
      let key: WireValue
      let value: WireValue
    }
  }

  private enum Keys: String, CodingKey, CaseIterable {
    case int64Value, uint64Value, doubleValue, boolValue, stringValue, bytesValue, nullValue, typeValue, listValue
    case mapValue
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    guard let key = container.allKeys.first else { throw Unsupported() }
    switch key {
    case .int64Value: value = .int(Int64(try container.decode(String.self, forKey: key)) ?? 0)
    case .uint64Value: value = .uint(UInt64(try container.decode(String.self, forKey: key)) ?? 0)
    case .doubleValue: value = .double(try Self.double(container))
    case .boolValue: value = .bool(try container.decode(Bool.self, forKey: key))
    case .stringValue: value = .string(try container.decode(String.self, forKey: key))
    case .bytesValue: value = .bytes(Array(try container.decode(Data.self, forKey: key)))
    case .nullValue: value = .null
    case .typeValue:
      let name = try container.decode(String.self, forKey: key)
      guard let type = TypeName.all.first(where: { $0.name == name }) else { throw Unsupported() }
      value = .type(type)
    case .listValue: value = .list((try container.decode(List.self, forKey: key).values ?? []).map(\.value))
    case .mapValue:
      let entries = try container.decode(Map.self, forKey: key).entries ?? []
      value = .map(try ValueMap(entries.map { ($0.key.value, $0.value.value) }))
    }
  }

  private static func double(_ container: KeyedDecodingContainer<Keys>) throws -> Double {
    if let text = try? container.decode(String.self, forKey: .doubleValue) { return Double(text) ?? .nan }
    return try container.decode(Double.self, forKey: .doubleValue)
  }
}

/// A type in the files' notation; `nil` where it is none of ours.
struct WireType: Decodable {
  let type: ValueType?

  private struct List: Decodable {
    let elemType: WireType
  }

  private struct Map: Decodable {
    let keyType: WireType
    let valueType: WireType
  }

  private enum Keys: String, CodingKey {
    case primitive, listType, mapType, dyn, null
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Keys.self)
    switch container.allKeys.first {
    case .primitive: type = Self.primitives[try container.decode(String.self, forKey: .primitive)]
    case .listType: type = try container.decode(List.self, forKey: .listType).elemType.type.map { .list($0) }
    case .mapType:
      let map = try container.decode(Map.self, forKey: .mapType)
      type = map.keyType.type.flatMap { key in map.valueType.type.map { .map(key, $0) } }
    case .dyn: type = .dynamic
    case .null: type = .null
    case nil: type = nil
    }
  }

  private static let primitives: [String: ValueType] = [
    "BOOL": .bool, "INT64": .int, "UINT64": .uint, "DOUBLE": .double, "STRING": .string, "BYTES": .bytes,
  ]
}

extension ConformanceCase {
  /// What is wrong with our answer; `nil` if it is the expected one.
  func fault(erratum: Value?) -> String? {
    var scope = Scope(.strict)
    scope.container = container ?? ""
    let names = (type_env ?? []).filter { $0.ident != nil }
    for (slot, name) in names.enumerated() {
      scope.declare(variable: name.name, type: name.ident?.type.type ?? .dynamic, slot: slot)
    }
    let frame = names.map { name -> Outcome in bindings?[name.name].map { .value($0.value.value) } ?? .unknown }
    let source = SourceFragment(SourceFile(path: "<\(name)>", text: expr))
    let compiled = CheckedExpression.compile(
      source, in: scope, resolving: disable_check == true ? .whenEvaluated : .whenChecked)
    guard let expression = compiled.value else {
      return expect.error != nil ? nil : "refused: \(compiled.diagnostics.map(\.message))"
    }
    return fault(of: expression, in: frame, expecting: erratum ?? expect.value?.value)
  }

  private func fault(of expression: CheckedExpression, in frame: [Outcome], expecting expected: Value?) -> String? {
    if let type = expect.type, type.type != expression.type {
      return "has type \(expression.type), not \(type.type.map { "\($0)" } ?? "one that we know")"
    }
    if check_only == true { return nil }
    let outcome = expression.evaluate(in: frame)
    if expect.error != nil {
      if case .error = outcome { return nil }
      return "gives \(outcome), not an error"
    }
    guard let expected else { return "the file expects nothing" }
    guard case .value(let value) = outcome, value.isSame(as: expected) else {
      return "gives \(outcome), not \(expected)"
    }
    return nil
  }
}

extension Value {
  /// Identity, but for the order of a map's entries.
  fileprivate func isSame(as other: Value) -> Bool {
    guard case .map(let a) = self, case .map(let b) = other else { return self == other }
    return a.count == b.count
      && a.entries.allSatisfy { entry in b[entry.key].map { entry.value.isSame(as: $0) } ?? false }
  }
}
