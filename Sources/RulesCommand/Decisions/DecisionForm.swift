import Decisions
import Expressions
import Policies
import Records

/// The form that decisions of a set are written in, whatever their input: the format, and which parts stand where.
struct DecisionForm: Sendable {
  /// What the policies may say.
  let columns: DecisionColumns
  let format: RecordFormat
  /// Whether decisions carry their trace.
  let hasTrace: Bool
  /// Whether it is known which flags were up before, so that decisions say what became of them.
  let hasFlagStates: Bool
  /// The day that conditions take for today.
  let asOf: String
  /// The headers under which policies look for a fact, by its name.
  let columnsOfFacts: [String: [String]]

  /// The names that were chosen, in their order; `nil`: everything.
  private let chosen: [String]?
  /// The parts of decisions, each under its name.
  private let parts: [(name: String, part: DecisionPart)]

  /// The form that `choice`, if there is one, gives decisions of `set`.
  init(
    _ set: PolicySet, format: RecordFormat, hasTrace: Bool, hasFlagStates: Bool = false, choice: ColumnChoice? = nil
  ) {
    columns = set.columns
    self.format = format
    self.hasTrace = hasTrace
    self.hasFlagStates = hasFlagStates
    asOf = set.asOf.description
    columnsOfFacts = Dictionary(
      set.policies.flatMap(\.facts).compactMap { fact in fact.column.map { (fact.name, [$0]) } }, uniquingKeysWith: +)
    chosen = choice?.names
    parts = columns.parts(hasTrace: hasTrace, laterAsOf: hasFlagStates ? asOf : nil)
  }
}

extension DecisionForm {
  /// What the trace is called where it is a column.
  static let traceName = "trace"
  /// What the day of the run is called.
  static let asOfName = "as_of"

  /// Whether each decision is written with all that its own policy says, in groups.
  private var isWhole: Bool { format == .jsonl && chosen == nil }

  /// What decisions are called where they are referred to by the key.
  var key: String { columns.key }

  /// What stands before the first decision.
  var header: [UInt8] {
    guard format == .csv else { return [] }
    var csv = CSVWriter()
    csv.record(chosen ?? parts.map(\.name))
    return csv.bytes
  }

  /// The names that are no part of a decision: columns of the input.
  var inputNames: [String] { (chosen ?? []).filter { part($0) == nil } }

  /// The names of all parts.
  var partNames: [String] { parts.map(\.name) }

  /// The layout of decisions by `policy`; `input` says where the columns of the input stand.
  func layout(for policy: Policy, _ input: InputColumns) -> RowLayout { layout(for: DecisionShape(policy), input) }

  /// The layout of decisions that say that much.
  func layout(for shape: DecisionShape, _ input: InputColumns) -> RowLayout {
    if isWhole { return RowLayout(wholeDecision: self, shape) }
    let members = (chosen ?? partNames).compactMap { name in content(name, input).map { (name: name, content: $0) } }
    return format == .csv ? RowLayout(record: members.map(\.content)) : RowLayout(object: members)
  }

  private func content(_ name: String, _ input: InputColumns) -> RowLayout.Content? {
    part(name).map { .part($0) } ?? input.indexes[name].map { .input($0) }
  }

  private func part(_ name: String) -> DecisionPart? { parts.first { $0.name == name }?.part }
}

/// The names of what a decision has to say, as far as policies differ in it.
struct DecisionShape: Equatable, Sendable {
  /// In the policy's order.
  let dimensions: [String]
  /// Likewise.
  let outputs: [String]

  /// What all decisions by `policy` say.
  init(_ policy: Policy) {
    let columns = policy.columns
    dimensions = columns.dimensions.map(\.name)
    outputs = columns.outputs.map(\.name)
  }

  /// What `decision` says.
  init(_ decision: Decision) {
    dimensions = decision.tiers.map(\.dimension)
    outputs = decision.outputs.flatMap(\.values).map(\.column)
  }
}

/// Where the columns of an input stand that are written as they are.
struct InputColumns: Sendable {
  /// By name, the index in the header.
  let indexes: [String: Int]

  /// None.
  static let none = InputColumns(indexes: [:])
}

extension DecisionColumns {
  /// The parts of a decision in the order of a table. Those of a run that goes on from one before, and that others can go on from, have
  /// the states of flags and the run's day.
  fileprivate func parts(hasTrace: Bool, laterAsOf asOf: String?) -> [(name: String, part: DecisionPart)] {
    let tiers = dimensions.map { (name: $0.name, part: DecisionPart.tier($0.name)) }
    let values = outputs.map { (name: $0.name, part: DecisionPart.output($0.name)) }
    let cadence: [(name: String, part: DecisionPart)] = [("visits", .visits), ("per", .per), ("mode", .mode)]
    let rest: [(name: String, part: DecisionPart)] = [
      ("reasons", .reasons), ("missing", .missing), ("policy", .policy),
    ]
    let states: [(name: String, part: DecisionPart)] = [("flag_states", .flagStates), ("flags_cleared", .flagsCleared)]
    return [(key, .key)] + tiers + cadence + [("flags", .flags)] + (asOf == nil ? [] : states) + values + rest
      + (asOf.map { [(DecisionForm.asOfName, .constant($0))] } ?? [])
      + (hasTrace ? [(DecisionForm.traceName, .trace)] : [])
  }
}
