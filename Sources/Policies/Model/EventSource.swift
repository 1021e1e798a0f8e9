import Expressions
import SourceText

/// An event table, and the policies of a set that make the same measures of it: what is measured for one holds for all.
public struct EventSource: Sendable {
  /// What the policies call it; sources of one name are measured of the same events.
  public let name: String
  /// The table as the first of the policies has it.
  public let table: EventTable
  /// The measures that are made of it, as the first of the policies has them.
  public let measures: [Measure]
  /// The policies, by their indexes in the set.
  package let policies: [Int]
}

extension PolicySet {
  /// What has to be measured of events before the set's customers are decided; tables of which no measure is made are left out.
  public var eventSources: [EventSource] {
    var sources: [EventSource] = []
    for (index, policy) in policies.enumerated() {
      for (number, table) in policy.events.enumerated() {
        let measures = policy.measures.filter { $0.table == number }
        guard !measures.isEmpty else { continue }
        if let known = sources.firstIndex(where: { $0.measuresAlike(table, measures) }) {
          sources[known] = sources[known].with(policy: index)
        } else {
          sources.append(EventSource(name: table.name, table: table, measures: measures, policies: [index]))
        }
      }
    }
    return sources
  }
}

extension PolicySet {
  /// The set of the policies that ask the events of some sources, whatever each asks.
  package func questions(of sources: [EventSource]) -> PolicySet {
    PolicySet(asOf: asOf, inForce: sources.map(\.table.questions))
  }
}

extension EventSource {
  fileprivate func with(policy: Int) -> Self {
    Self(name: name, table: table, measures: measures, policies: policies + [policy])
  }

  fileprivate func measuresAlike(_ other: EventTable, _ others: [Measure]) -> Bool {
    name == other.name && table.keyField == other.keyField && table.timeField == other.timeField
      && table.questions.facts.elementsEqual(other.questions.facts) { $0.isAlike($1) }
      && table.questions.params.elementsEqual(other.questions.params) { $0.name == $1.name && $0.value == $1.value }
      && table.questions.outputs.elementsEqual(other.questions.outputs) { $0.isSpelled(like: $1) }
      && measures.elementsEqual(others) { $0.isAlike($1) }
  }
}

extension Fact {
  fileprivate func isAlike(_ other: Fact) -> Bool {
    name == other.name && kind == other.kind && column == other.column && limits == other.limits
      && missing == other.missing && timeZone == other.timeZone
  }
}

extension Output {
  /// Whether both are computed by the same text, to the byte, and by the same calendar, if it asks one.
  fileprivate func isSpelled(like other: Output) -> Bool {
    guard let own = expression, let others = other.expression else { return false }
    return own.source.text.utf8.elementsEqual(others.source.text.utf8)
      && (own.tree.calendar == others.tree.calendar || !own.source.mayAskCalendar)
  }
}

extension SourceFragment {
  /// Whether a function that asks the calendar is named in it: also one whose answer was known when it was read.
  fileprivate var mayAskCalendar: Bool {
    Function.allCases.contains { $0.readsCalendar && text.contains($0.name) }
  }
}

extension Measure {
  fileprivate func isAlike(_ other: Measure) -> Bool {
    name == other.name && aggregate == other.aggregate && window == other.window && windowBefore == other.windowBefore
      && filter == other.filter && value == other.value
  }
}
