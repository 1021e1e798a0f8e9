public import Expressions
public import SourceText

/// The policies in force on one day, and which of them decides which customer.
public struct PolicySet: Sendable {
  /// The only clock that conditions have.
  public let asOf: CalendarDate
  /// Those that decide somebody, the most specific first; then by path.
  public let policies: [Policy]
  /// The facts by which customers are told apart, as every policy of the set declares them.
  public let routingFacts: [Fact]

  /// The index in `policies` of the one that decides a customer with these values of `routingFacts` (in that order, `nil`
  /// where missing); `nil` if none governs it. O(policies).
  public func policyIndex(governing values: [String?]) -> Int? { nil }

  /// The columns of the decisions: dimensions of all policies, each once, in order of first appearance.
  package var dimensionColumns: [String] { [] }
  /// Likewise for outputs.
  package var outputColumns: [String] { [] }
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

extension PolicySet {
  /// Reads, resolves and checks the policies at `paths` (files or folders) and what they extend, and picks the editions
  /// in force on `asOf`. Every fault of every file is reported; with an error there is no value.
  public static func load(_ paths: [String], from reader: SourceReader, asOf: CalendarDate) -> Diagnosed<PolicySet> {
    Diagnosed(nil)
  }

  /// As ``load(_:from:asOf:)`` for every day on which something changes: all editions are checked, not only today's.
  public static func check(_ paths: [String], from reader: SourceReader) -> [Diagnostic] { [] }
}
