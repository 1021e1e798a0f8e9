import Decisions
import Expressions
import Policies

/// One thing that a table looks at, with the classes of values that none of its tests tells apart.
///
/// Each class has a value that stands for all of it: what a test says of that one, it says of the class.
struct TableAxis: Sendable {
  /// How the class of a row is found.
  enum Form: Sendable {
    /// The mentioned texts in order, then all others.
    case text(TextVector, mentioned: [String])
    /// The limits in ascending order: a class below the first, then one at each and one above it.
    case number(NumberVector, limits: [Double])
    /// False, then true.
    case truth(TruthVector)
    /// One class.
    case constant
  }

  let form: Form
  /// What stands for each class; the last but one is an unknown value, the last one that cannot be computed.
  let examples: [Outcome]

  /// The class of unknown values.
  var unknownClass: Int { examples.count - 2 }
  /// The class of values that cannot be computed.
  var failedClass: Int { examples.count - 1 }
}

extension TableAxis {
  /// The classes that `tests` make of the values of `vector`; `nil` where the values have no form to tell classes by.
  init?(_ vector: Vector, _ tests: [UnaryTest]) {
    var known: [Outcome]
    switch vector {
    case .box: return nil
    case .constant(let value):
      form = .constant
      known = [.value(value)]
    case .unknown:
      form = .constant
      known = [.unknown]
    case .truth(let truth):
      form = .truth(truth)
      known = [.value(.bool(false)), .value(.bool(true))]
    case .number(let number), .date(let number):
      let limits = Set(tests.flatMap(\.limits)).sorted()
      form = .number(number, limits: limits)
      known = Self.examples(around: limits).map { .value(.double($0)) }
    case .text(let text):
      let mentioned = tests.flatMap(\.texts).eachOnce
      form = .text(text, mentioned: mentioned)
      known = (mentioned + [Self.unmentioned(mentioned)]).map { .value(.string($0)) }
    }
    known.append(.unknown)
    known.append(.error(EvaluationError(.tooLong)))
    examples = known
  }

  /// A number below the first limit, then each limit and a number above it and below the next; where there is none between two, the
  /// class has no members.
  private static func examples(around limits: [Double]) -> [Double] {
    guard let first = limits.first else { return [0] }
    return [first.nextDown] + limits.flatMap { [$0, $0.nextUp] }
  }

  private static func unmentioned(_ mentioned: [String]) -> String {
    (mentioned.max { $0.utf8.count < $1.utf8.count } ?? "") + "+"
  }
}

extension UnaryTest {
  fileprivate var limits: [Double] {
    guard case .intervals(let intervals, negated: _) = self else { return [] }
    return intervals.flatMap { [$0.lower.limit, $0.upper.limit].compactMap(\.self) }
  }

  fileprivate var texts: [String] {
    guard case .strings(let texts, negated: _) = self else { return [] }
    return texts
  }
}

extension Interval.Bound {
  fileprivate var limit: Double? {
    switch self {
    case .unbounded: nil
    case .including(let limit), .excluding(let limit): limit
    }
  }
}

extension [String] {
  /// Each text once, told apart code point by code point.
  fileprivate var eachOnce: [String] {
    var seen: Set<[UInt8]> = []
    return filter { seen.insert([UInt8]($0.utf8)).inserted }
  }
}
