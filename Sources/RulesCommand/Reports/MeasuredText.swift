import Expressions
import Policies
import SourceText

extension Policy {
  /// A line for each thing that is measured before customers are decided: of what, where it stands, and how; `nil` where nothing is.
  var measuredText: String? {
    let lines =
      measures.map { (of: "events '\(events[$0.table].name)'", at: $0.provenance.range, told: text(of: $0)) }
      + population.map { (of: "customers among their peers", at: $0.provenance.range, told: text(of: $0)) }
    guard !lines.isEmpty else { return nil }
    let table = [lines.map(\.of), lines.map(\.at.shortDescription)].map { $0.filledToWidest }
    let told = zip(zip(table[0], table[1]), lines).map { "  \($0.0)  \($0.1)  \($1.told)\n" }.joined()
    return "\(identity): \(counted(lines.count, "measure", "measures")) of events and of customers among their peers\n"
      + told
  }

  private func text(of measure: Measure) -> String {
    let questions = events[measure.table].questions
    let parts = [
      measure.value.map { "of \(questions.spelling(ofOutput: $0))" },
      measure.filter.map { "where \(questions.spelling(ofOutput: $0))" }, measure.window.map { "from \($0.text)" },
      measure.windowBefore.map { "against \($0.text)" },
    ]
    return ([measure.name + ":", measure.aggregate.name] + parts.compactMap(\.self)).joined(separator: " ")
  }

  private func text(of measure: PopulationMeasure) -> String {
    let parts = [
      populationQuestions.map { "of \($0.spelling(ofOutput: measure.value))" },
      measure.within.isEmpty ? nil : "within \(measure.within.joined(separator: ", "))",
      measure.filter.flatMap { filter in populationQuestions.map { "over \($0.spelling(ofOutput: filter))" } },
    ]
    return ([measure.name + ":", measure.kind.name] + parts.compactMap(\.self)).joined(separator: " ")
  }

  /// The text of what computes an output, on one line.
  private func spelling(ofOutput index: Int) -> String {
    guard case .expression(let expression) = outputs[index].body else { return outputs[index].name }
    return expression.source.text.onOneLine
  }
}

extension Measure.Aggregate {
  /// As policies write it.
  fileprivate var name: String {
    switch self {
    case .count: "count"
    case .sum: "sum"
    case .min: "min"
    case .max: "max"
    case .average: "avg"
    case .distinct: "distinct"
    case .first: "first"
    case .last: "last"
    case .daysSince: "days_since"
    case .streak: "streak"
    case .trend: "trend"
    case .visitCounts: "made, beside the latest,"
    }
  }
}

extension PopulationMeasure.Kind {
  /// As policies write it; what `share` and `top` dimensions ask goes by these names too.
  fileprivate var name: String {
    switch self {
    case .share: "share"
    case .rank: "rank"
    case .ahead: "top"
    case .percentile: "percentile"
    case .deviation: "z"
    case .total: "total"
    case .average: "average"
    case .count: "count"
    }
  }
}

extension Measure.Window {
  /// Its first and its last day.
  fileprivate var text: String { "\(CalendarDate(days: first)) to \(CalendarDate(days: last))" }
}

extension [String] {
  /// Each with spaces behind it up to the width of the widest on the terminal.
  fileprivate var filledToWidest: [String] {
    let width = map(\.displayWidth).max() ?? 0
    return map { $0.filled(to: width) }
  }
}
