import Expressions
import Policies
import SourceText

extension Rejection {
  /// A value that cannot stand for its fact.
  init(_ fact: Fact, _ fault: FactFault) {
    switch fault {
    case .missing: self.init(.missing(fact: fact.name))
    case .unreadable(let text): self.init(.unreadable(fact: fact.name, text: text, kind: fact.kind))
    case .beyondInteger(let text):
      self.init(
        .beyondInteger(
          fact: fact.name, text: text, lower: fact.limits?.lower.map { fact.kind.text(ofLimit: $0) } ?? "\(Int64.min)",
          upper: fact.limits?.upper.map { fact.kind.text(ofLimit: $0) } ?? "\(Int64.max)"))
    case .outOfRange(let text):
      let limits = fact.limits
      self.init(
        .outOfRange(
          fact: fact.name, text: text, lower: limits?.lower.map { fact.kind.text(ofLimit: $0) },
          upper: limits?.upper.map { fact.kind.text(ofLimit: $0) }))
    case .notAmong(let text):
      let names = fact.kind.valueNames
      self.init(
        .unknownValue(fact: fact.name, text: text, values: names, closest: closestMatch(to: text, among: names)))
    }
  }

  /// What a rule asks cannot be computed for the customer.
  static func evaluationFailed(rule: String, at provenance: Provenance, _ failure: Truth.Failure) -> Rejection {
    failed(rule, at: provenance, failure.message)
  }

  /// Two rows of a table of which one at most may hold.
  static func twoRowsMatch(_ first: DecisionTable.Row, _ second: DecisionTable.Row) -> Rejection {
    failed(second.id, at: second.provenance, "holds together with \(first.id), but only one row of the table may hold")
  }

  /// Two rows of a table that have to agree.
  static func rowsDisagree(_ first: DecisionTable.Row, _ second: DecisionTable.Row) -> Rejection {
    failed(second.id, at: second.provenance, "holds together with \(first.id), but says something else")
  }

  /// An adjustment's amount that no exact number stands for.
  static func notAnAmount(rule: String, at provenance: Provenance, text: String) -> Rejection {
    failed(rule, at: provenance, "\(text) is no number that visits can be counted with exactly")
  }

  /// Numbers of visits that have grown beyond exact counting.
  static func notExact(rule: String, at provenance: Provenance) -> Rejection {
    failed(rule, at: provenance, "the number of visits is too large, or too fine, to be counted exactly")
  }

  /// A collected sum beyond 64 bits.
  static func sumTooLarge(output: String, at provenance: Provenance) -> Rejection {
    failed(output, at: provenance, "the sum is too large")
  }

  private static func failed(_ rule: String, at provenance: Provenance, _ what: String) -> Rejection {
    let place = "\(provenance.range.file.path):\(provenance.range.position.line)"
    return Rejection(.failed(rule: rule, place: place, what: what))
  }
}

extension Rejection.Cause {
  /// A fact that stands under its header and its name.
  static func givenTwice(_ fact: Fact) -> Self {
    .factGivenTwice(fact: fact.name, column: fact.column ?? fact.name)
  }
}

extension Fact.Kind {
  fileprivate var valueNames: [String] {
    guard case .enumeration(let values) = self else { return [] }
    return values.map(\.name)
  }

  /// A limit as the file would write it.
  fileprivate func text(ofLimit limit: Double) -> String {
    self == .date ? CalendarDate(days: Int32(limit)).description : limit.shortestText
  }
}
