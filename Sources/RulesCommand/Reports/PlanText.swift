import Batches
import Policies
import SourceText

extension Policy {
  /// How each expression is computed: those of decisions, then what is measured, and what that asks of events and of customers among
  /// their peers.
  var planText: String {
    let asked =
      events.map { (policy: $0.questions, of: "each of the events '\($0.name)'") }
      + [populationQuestions].compactMap(\.self).map {
        (policy: $0, of: "each customer that is compared with its peers")
      }
    let texts = asked.filter { !$0.policy.outputs.isEmpty }.map {
      PlanReport($0.policy).text(of: ", asked of \($0.of)")
    }
    let measured = measuredText.map { [$0] } ?? []
    return ([PlanReport(self).text(of: "")] + measured + texts).joined(separator: "\n")
  }
}

extension PlanReport {
  /// A line for each expression: how it is computed, where it stands, and what it says; then the large tables. `part` says behind
  /// the policy's name which part of it this is.
  fileprivate func text(of part: String) -> String {
    let lines = expressions.map { expression in
      (method: method(of: expression), place: "\(expression.source.range.shortDescription)", expression)
    }
    let (methodWidth, placeWidth) = (
      lines.map(\.method.displayWidth).max() ?? 0, lines.map(\.place.displayWidth).max() ?? 0
    )
    let told = lines.map { method, place, expression in
      "  \(method.filled(to: methodWidth))  \(place.filled(to: placeWidth))  \(expression.source.text.onOneLine)\n"
        + expression.parts.compactMap { note(on: $0) }.joined()
    }
    return "\(policy)\(part): \(summary)\n" + told.joined() + tables
  }

  private var summary: String {
    let slow = expressions.count { $0.parts.contains { $0.method.isRowByRow } }
    let said = slow == 0 ? "all by columns" : "\(slow) of them row by row in part"
    return "\(counted(expressions.count, "expression", "expressions")), \(said)"
  }

  private func method(of expression: Expression) -> String {
    if expression.parts.contains(where: { $0.method.isRowByRow }) { return "row by row" }
    return expression.parts.isEmpty ? "columns" : "once per text"
  }

  /// What is told of a part below its expression.
  private func note(on part: ExpressionReport.Part) -> String? {
    guard case .rowByRow(let reason) = part.method else { return nil }
    return "      \(part.range.shortDescription): \(reason.phrase)\n"
  }

  private var tables: String {
    indexedTables.map { table in
      "  table of \(table.owner): \(table.rowCount.grouped) rows, found by \(counted(table.axisCount, "value", "values"))\n"
    }.joined()
  }
}

extension ExpressionReport.Method {
  fileprivate var isRowByRow: Bool { if case .rowByRow = self { true } else { false } }
}

extension ExpressionReport.Reason {
  fileprivate var phrase: String {
    switch self {
    case .macro: "a macro that runs through a list"
    case .collection: "lists, maps and their fields"
    case .function(let name): "'\(name)' of such values"
    }
  }
}

extension SourceRange {
  /// File, line and column of its start.
  var shortDescription: String { "\(file.path):\(position.line):\(position.column)" }
}

extension String {
  /// With spaces behind it up to a width on the terminal.
  func filled(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }

  /// Line breaks become spaces.
  var onOneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
