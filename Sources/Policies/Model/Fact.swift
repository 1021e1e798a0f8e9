public import Expressions

/// A value that is known of a customer before it is decided: given by the customer file, or measured.
public struct Fact: Sendable {
  /// What the file's text means.
  public enum Kind: Hashable, Sendable {
    case string, integer, number, bool, date
    case enumeration([EnumValue])
  }

  /// A value that an enum fact may have.
  public struct EnumValue: Hashable, Sendable {
    /// As the file writes it.
    public let name: String
    /// For people.
    public let label: LocalizedText
  }

  /// What an absent value means.
  public enum Missing: Hashable, Sendable {
    /// The row is rejected.
    case reject
    /// Not known; conditions that need it do not match.
    case unknown
    /// As if the file said this.
    case value(Value)
  }

  /// Who says what it is.
  public enum Origin: Hashable, Sendable {
    /// The customer file, or whoever asks for a decision.
    case customer
    /// What is made of the events of the policy's measure of that index, unless a column gives it.
    case measure(Int)
    /// What the policy's population measure of that index says, unless a column gives it.
    case population(Int)
    /// What stood in that column of the customer's last decision, unless a column gives it.
    case previous(column: String)
  }

  /// Closed limits of a number, integer or date (as days since 1970-01-01).
  public struct Limits: Hashable, Sendable {
    /// The least; `nil`: none.
    public let lower: Double?
    /// The greatest; `nil`: none.
    public let upper: Double?
  }

  /// The name conditions use.
  public let name: String
  /// What the text means.
  public private(set) var kind: Kind
  /// `column:`, the file's header where it differs from the name.
  public let column: String?
  /// What absence means.
  public private(set) var missing: Missing
  /// `range:`; a value outside is rejected.
  public let limits: Limits?
  /// `unit:`, for people.
  public let unit: String?
  /// Of a date, whose clocks say on which day a moment lies that is written with its time and offset; `nil`: UTC's.
  package let timeZone: String?
  /// Who says what it is.
  public let origin: Origin
  /// Where it was written.
  public let provenance: Provenance

  init(
    name: String, kind: Kind, column: String? = nil, missing: Missing, limits: Limits? = nil, unit: String? = nil,
    timeZone: String? = nil, origin: Origin = .customer, provenance: Provenance
  ) {
    self.name = name
    self.kind = kind
    self.column = column
    self.missing = missing
    self.limits = limits
    self.unit = unit
    self.timeZone = timeZone
    self.origin = origin
    self.provenance = provenance
  }
}

/// A number or text that a region may tune within its limits.
public struct Parameter: Sendable {
  /// Conditions write `params.NAME`.
  public let name: String
  /// The resolved value.
  public let value: Value
  /// Its type.
  public let type: ValueType
  /// The file and line that set the value.
  public let provenance: Provenance
}

/// A value computed from facts, params and other derived values.
package struct DerivedValue: Sendable {
  package let name: String
  package let slot: Int
  package let expression: CheckedExpression
  package let provenance: Provenance
}

extension Fact {
  /// The fact as if a row that lacks it were rejected, unless something else stands for it.
  var neverUnknown: Fact {
    guard case .unknown = missing else { return self }
    var fact = self
    fact.missing = .reject
    return fact
  }

  /// The fact as if no row were rejected for want of it: there it is unknown.
  package var allowedMissing: Fact {
    guard case .reject = missing else { return self }
    var fact = self
    fact.missing = .unknown
    return fact
  }
}

extension Fact {
  /// The first of the declarations of one fact; an enum's with the values of all of them.
  static func common(to declarations: [Fact]) -> Fact? {
    guard var fact = declarations.first, case .enumeration = fact.kind else { return declarations.first }
    var seen: Set<String> = []
    let values = declarations.flatMap { declaration -> [EnumValue] in
      if case .enumeration(let values) = declaration.kind { values } else { [] }
    }
    fact.kind = .enumeration(values.filter { seen.insert($0.name).inserted })
    return fact
  }
}

extension Fact {
  /// The name of the fact that says since when the flag of that id is up.
  static func flagName(_ id: String) -> String { "previous.flag:\(id)" }

  /// The name of the fact that says how many visits were made, where events say it.
  static let visitsMade = "schedule.made"

  /// Whether it is there for the engine alone, so that nobody misses it who gives the facts.
  package var isInternal: Bool { name.hasPrefix("previous.flag:") || name == Self.visitsMade }
}
