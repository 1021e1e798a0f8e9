import Cadences
import Decisions
import Expressions
import Policies
import Records

/// Writes decisions as CSV, one row for each customer.
struct DecisionTableWriter: DecisionWriter {
  private let dimensions: [String]
  private let outputs: [String]
  private let hasTrace: Bool
  private var writer = CSVWriter()
  private(set) var count = 0

  /// A table with the columns of all policies of the set; the header is written first.
  init(_ set: PolicySet, hasTrace: Bool) {
    let columns = set.columns
    dimensions = columns.dimensions.map(\.name)
    outputs = columns.outputs.map(\.name)
    self.hasTrace = hasTrace
    writer.record(
      [columns.key] + dimensions + ["visits", "per", "mode", "flags"] + outputs + ["reasons", "missing", "policy"]
        + (hasTrace ? ["trace"] : []))
  }

  /// Writes a row.
  mutating func write(_ decision: Decision) {
    writer.field(decision.key)
    writeTiers(decision)
    writeCadence(decision.cadence)
    writer.field(decision.flags.map(\.id).joined(separator: ";"))
    writeOutputs(decision)
    writer.field(decision.reasons.joined(separator: ";"))
    writer.field(decision.missing.joined(separator: ";"))
    writer.field(decision.policy)
    if hasTrace { writer.field(decision.traceText) }
    writer.endRecord()
    count += 1
  }

  var pendingCount: Int { writer.bytes.count }

  mutating func takeBytes() -> [UInt8] {
    defer { writer.removeAll() }
    return writer.bytes
  }

  /// A dimension that the customer's policy does not have stays empty.
  private mutating func writeTiers(_ decision: Decision) {
    for (index, name) in dimensions.enumerated() {
      let isInPlace = index < decision.tiers.count && decision.tiers[index].dimension == name
      let found = isInPlace ? decision.tiers[index] : decision.tiers.first { $0.dimension == name }
      writer.field(found?.tier ?? "")
    }
  }

  private mutating func writeCadence(_ decision: CadenceDecision?) {
    switch decision?.cadence {
    case .quota(let visits, let period):
      writer.field(visits.shownText)
      writer.field(period.description)
    case .onDemand:
      writer.field("0")
      writer.field("on_demand")
    case nil:
      writer.field("")
      writer.field("")
    }
    writer.field(decision?.mode?.rawValue ?? "")
  }

  private mutating func writeOutputs(_ decision: Decision) {
    let values = decision.outputs.flatMap(\.values)
    for (index, name) in outputs.enumerated() {
      let isInPlace = index < values.count && values[index].column == name
      let found = isInPlace ? values[index] : values.first { $0.column == name }
      writer.field(found?.value?.text ?? "")
    }
  }
}

extension Rational {
  /// The exact decimal text where it ends, else rounded to two places.
  var shownText: String { exactDecimalText ?? decimalText(places: 2) }
}
