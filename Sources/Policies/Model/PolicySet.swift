public import Expressions
import SourceText

/// The policies in force on one day, and which of them decides which customer.
public struct PolicySet: Sendable {
  /// The only clock that conditions have.
  public let asOf: CalendarDate
  /// Those that decide somebody, the most specific first; then by path.
  public let policies: [Policy]
  /// The facts by which customers are told apart, as every policy of the set declares them.
  public let routingFacts: [Fact]
  /// If nothing is in force, when something will be first, or was last.
  package let nearestPeriod: EffectivePeriod?

  /// The set of the policies that decide somebody, out of those in force.
  init(asOf: CalendarDate, inForce: [Policy], idle: [EffectivePeriod] = []) {
    self.asOf = asOf
    let deciding = inForce.filter { $0.governs != .nobody }.sorted { $0.sortKey < $1.sortKey }
    let names = Set(deciding.flatMap { $0.governs.constraints ?? [] }.map(\.fact)).sorted()
    routingFacts = names.compactMap { name in
      Fact.common(to: deciding.compactMap { policy in policy.facts.first { $0.name == name } })
    }
    policies = deciding
    nearestPeriod = inForce.isEmpty ? idle.nearest(to: asOf) : nil
  }

  /// Policies in an order that is settled already.
  init(asOf: CalendarDate, policies: [Policy], routingFacts: [Fact]) {
    self.asOf = asOf
    self.policies = policies
    self.routingFacts = routingFacts
    nearestPeriod = nil
  }

  /// The index in `policies` of the one that decides a customer with these values of `routingFacts` (in that order, `nil`
  /// where missing); `nil` if none governs it. O(policies).
  package func policyIndex(governing values: [String?]) -> Int? {
    policies.firstIndex { policy in
      (policy.governs.constraints ?? []).allSatisfy { constraint in
        guard let fact = routingFacts.firstIndex(where: { $0.name == constraint.fact }), let value = values[fact] else {
          return false
        }
        return constraint.values.contains(value)
      }
    }
  }
}

extension Policy {
  /// Sorts a policy before all that are less specific; then by path. More constrained facts come first, then fewer values.
  fileprivate var sortKey: (Int, Int, String) {
    let constraints = governs.constraints ?? []
    return (-constraints.count, constraints.reduce(0) { $0 + $1.values.count }, files.first?.path ?? "")
  }
}

extension [EffectivePeriod] {
  /// The one that begins first after a day, else the one that ended last.
  fileprivate func nearest(to day: CalendarDate) -> EffectivePeriod? {
    let coming = filter { period in period.from.map { $0.days > day.days } ?? false }
    return coming.min { ($0.from?.days ?? 0) < ($1.from?.days ?? 0) }
      ?? self.max { ($0.until?.days ?? 0) < ($1.until?.days ?? 0) }
  }
}

/// Where a policy's text comes from: the engine itself opens no files.
public struct SourceReader: Sendable {
  /// The content of the file at a path; `nil` if there is none.
  public let read: @Sendable (_ path: String) -> [UInt8]?
  /// The policy files (`.yaml`, `.yml`) in and below a folder, sorted; `nil` if there is no such folder.
  public let list: @Sendable (_ folder: String) -> [String]?

  /// Reads through the given functions.
  public init(
    read: @escaping @Sendable (_ path: String) -> [UInt8]?, list: @escaping @Sendable (_ folder: String) -> [String]?
  ) {
    self.read = read
    self.list = list
  }

  /// Files held in memory, by path.
  public static func memory(_ files: [String: String]) -> SourceReader {
    SourceReader(
      read: { path in files[path].map { Array($0.utf8) } },
      list: { folder in
        let inside = files.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
        return inside.isEmpty ? nil : inside
      })
  }
}
