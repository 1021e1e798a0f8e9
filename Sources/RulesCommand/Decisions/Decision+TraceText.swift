import Cadences
import Decisions
import Expressions
import Policies

extension Decision {
  /// The way to the decision in one line: how the cadence moved, what scores came to, then each rule that was looked at and what
  /// came of it.
  var traceText: String {
    let parts =
      (cadence?.stepTexts ?? []) + (trace?.sums.map(\.shortText) ?? []) + (trace?.entries.map(\.shortText) ?? [])
    return parts.joined(separator: "; ")
  }
}

extension CadenceDecision {
  /// `by-class 2/month`, then `peak *1.5 = 3/month` and so on.
  fileprivate var stepTexts: [String] {
    ["\(obligation) \(base)"] + steps.map { "\($0.rule)\($0.kind.shortText) = \($0.result)" }
  }
}

extension CadenceStep.Kind {
  /// ` *1.5`, ` +1 per month`; empty where the rule's name says it all.
  fileprivate var shortText: String {
    switch self {
    case .multiply(let factor): " *\(factor)"
    case .add(let amount, let period): " \(amount.signedText) per \(period)"
    case .round, .atLeast, .atMost: ""
    case .floor: " floor"
    case .exception(let exception): " by \(exception.by) until \(exception.until): \(exception.why)"
    }
  }
}

extension Rational {
  /// With its sign, also where it is positive.
  var signedText: String { numerator < 0 ? description : "+\(self)" }
}

extension Trace.Sum {
  /// `value score 62 (sales 40, orders 22)`.
  fileprivate var shortText: String {
    let told = parts.map { "\($0.part) \($0.points?.shortestText ?? "?")" }.joined(separator: ", ")
    return "\(owner) score \(total?.shortestText ?? "?") (\(told))"
  }
}

extension Trace.Entry {
  /// `retailer_class.uncooperative: unknown (cooperation=?, overdue_days=3)`.
  fileprivate var shortText: String {
    let facts = read.map { "\($0.name)=\($0.value?.text ?? "?")" }.joined(separator: ", ")
    // `OWNER.else` and the like say themselves whose they are.
    let name = rule.hasPrefix(owner + ".") ? rule : "\(owner).\(rule)"
    return "\(name): \(verdict.rawValue)" + (facts.isEmpty ? "" : " (\(facts))")
  }
}
