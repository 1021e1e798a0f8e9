/// A map of the expression language: keys are bool, int, uint or string, in the order of insertion.
///
/// Keys that are equal numbers are one key, whatever their types.
public struct ValueMap: Sendable {
  /// One key with its value.
  public struct Entry: Hashable, Sendable {
    /// As first inserted.
    public let key: Value
    /// What it stands for.
    public let value: Value
  }

  fileprivate let storage: Storage

  /// Immutable, shared between copies.
  fileprivate final class Storage: Sendable {
    let entries: [Entry]
    let positions: [Key: Int]

    init(entries: [Entry], positions: [Key: Int]) {
      self.entries = entries
      self.positions = positions
    }
  }

  /// A key in the form in which keys are compared.
  fileprivate enum Key: Hashable {
    case bool(Bool)
    case int(Int64)
    /// Beyond the range of `int`.
    case large(UInt64)
    case string(ExactText)
  }
}

extension ValueMap {
  /// Entries in their order; fails on a key of another type and on a key that occurs twice.
  public init(_ pairs: [(key: Value, value: Value)]) throws(EvaluationError) {
    do throws(EvaluationError.Kind) {
      self = try ValueMap(pairs: pairs)
    } catch {
      throw EvaluationError(error)
    }
  }

  init(pairs: [(key: Value, value: Value)]) throws(EvaluationError.Kind) {
    var entries: [Entry] = []
    var positions: [Key: Int] = [:]
    entries.reserveCapacity(pairs.count)
    for pair in pairs {
      guard let key = Key(pair.key) else { throw .unsupportedKey(pair.key.typeName) }
      guard positions.updateValue(entries.count, forKey: key) == nil else { throw .duplicateKey(pair.key.text) }
      entries.append(Entry(key: pair.key, value: pair.value))
    }
    storage = Storage(entries: entries, positions: positions)
  }

  /// All entries, in the order of insertion.
  public var entries: [Entry] { storage.entries }

  /// How many keys there are.
  public var count: Int { storage.entries.count }

  /// What stands at a key; a double finds the integer that it equals. O(1).
  public subscript(key: Value) -> Value? {
    guard let key = Key(lookup: key), let position = storage.positions[key] else { return nil }
    return storage.entries[position].value
  }

  /// Same keys with equal values, in any order.
  package func equals(_ other: ValueMap) -> Bool {
    count == other.count
      && entries.allSatisfy { entry in other[entry.key].map { entry.value.equals($0) } ?? false }
  }
}

extension ValueMap: Hashable {
  /// Same entries in the same order.
  public static func == (a: ValueMap, b: ValueMap) -> Bool { a.entries == b.entries }

  /// Agrees with `==`.
  public func hash(into hasher: inout Hasher) { hasher.combine(entries) }
}

extension ValueMap.Key {
  /// The key that a value may be stored under.
  init?(_ value: Value) {
    switch value {
    case .bool(let value): self = .bool(value)
    case .int(let value): self = .int(value)
    case .uint(let value): self = Int64(exactly: value).map { .int($0) } ?? .large(value)
    case .string(let value): self = .string(ExactText(value))
    default: return nil
    }
  }

  /// The key that a value may look for.
  init?(lookup value: Value) {
    guard case .double(let number) = value else {
      self.init(value)
      return
    }
    if let int = Int64(exactly: number) {
      self = .int(int)
    } else if let uint = UInt64(exactly: number) {
      self = .large(uint)
    } else {
      return nil
    }
  }
}
