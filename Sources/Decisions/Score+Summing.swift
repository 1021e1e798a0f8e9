import Expressions
import Policies

extension Score.Part {
  /// What it adds to the score.
  func addend(in evaluation: Evaluation) -> Outcome {
    let outcome = evaluation.outcome(of: expression)
    guard case .value(let value) = outcome else { return outcome }
    switch self {
    case .points(_, _, let points): return .value(.double(value.equals(.bool(true)) ? points : 0))
    case .weighted(_, _, let weight): return value.number.map { .value(.double($0 * weight)) } ?? .unknown
    }
  }
}

extension Score {
  /// The sum of all parts: unknown as soon as one is, a failure as soon as one fails.
  ///
  /// Rounded to nine decimal places, so that decimal weights add up to what they do on paper and a threshold can be met exactly.
  func sum(in evaluation: Evaluation) -> Outcome {
    var total = 0.0
    var isUnknown = false
    for part in parts {
      switch part.addend(in: evaluation) {
      case .value(let value): total += value.number ?? 0
      case .unknown: isUnknown = true
      case .error(let error): return .error(error)
      }
    }
    return isUnknown ? .unknown : .value(.double(Self.rounded(total)))
  }

  /// What a part adds, rounded alike and never a negative zero; `nil` where that is not known.
  func points(of part: Part, in evaluation: Evaluation) -> Double? {
    part.addend(in: evaluation).value?.number.map { Self.rounded($0) + 0 }
  }

  /// Numbers of a size at which the ninth place is beyond a double's precision stay as they are.
  private static func rounded(_ total: Double) -> Double {
    total.magnitude < 1e6 ? (total * 1e9).rounded() / 1e9 : total
  }
}
