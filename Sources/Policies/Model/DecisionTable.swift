package import Expressions

/// The one form that every choice compiles to: `first`, `bands`, `match`, `score` and `table` are spellings of it.
///
/// A row matches when all its tests and conditions are true. One that is not true but unknown does not match.
package struct DecisionTable: Sendable {
  /// How many rows may match, and which counts.
  package enum HitPolicy: Sendable {
    /// At most one matches; two at once are an evaluation error where they could not be refused when loaded.
    case unique
    /// The first that matches counts.
    case first
    /// Several may match if they say the same; else an evaluation error.
    case any
    /// All that match count, combined.
    case collect(Aggregation)
  }

  /// What becomes of several rows' values.
  package enum Aggregation: String, CaseIterable, Sendable {
    case sum, min, max, count, list
  }

  /// What the tests look at.
  package enum Input: Sendable {
    case expression(CheckedExpression)
    case score(Score)
  }

  /// One rule.
  package struct Row: Sendable {
    /// Its id, unique in the table: the reason that decisions carry.
    package let id: String
    /// Tests of inputs; an input without one may be anything.
    package let tests: [Test]
    /// Conditions beside the tests.
    package let conditions: [CheckedExpression]
    /// The index of what it says, in the owner's outcomes.
    package let outcome: Int
    package let provenance: Provenance

    package init(id: String, tests: [Test], conditions: [CheckedExpression], outcome: Int, provenance: Provenance) {
      self.id = id
      self.tests = tests
      self.conditions = conditions
      self.outcome = outcome
      self.provenance = provenance
    }
  }

  /// A unary test of one input.
  package struct Test: Sendable {
    /// Index in `inputs`.
    package let input: Int
    package let test: UnaryTest

    package init(input: Int, test: UnaryTest) {
      self.input = input
      self.test = test
    }
  }

  package let inputs: [Input]
  package let rows: [Row]
  package let hit: HitPolicy
  /// What holds when no row matches; a row without tests or conditions.
  package let otherwise: Row?
  /// What holds when the answer is open because of missing facts (`unknown:`); a row without tests or conditions.
  package let ifUnknown: Row?
}

/// A sum of points and weighted values; unknown as soon as a part is.
package struct Score: Sendable {
  /// One addend.
  package enum Part: Sendable {
    /// `points` where the condition is true, else 0.
    case points(id: String, condition: CheckedExpression, points: Double)
    /// `weight` times the value.
    case weighted(id: String, value: CheckedExpression, weight: Double)
  }

  package let parts: [Part]
}

/// A test of one value: whether it lies in a set. `negated` turns it round.
package enum UnaryTest: Sendable {
  /// One of these strings (enum values and tiers too).
  case strings([String], negated: Bool)
  case bool(Bool)
  /// In one of these intervals of numbers; of days since 1970-01-01 for a date input, whose value is a timestamp.
  case intervals([Interval], negated: Bool)
}

/// A stretch of numbers.
package struct Interval: Hashable, Sendable {
  /// An end of it.
  package enum Bound: Hashable, Sendable {
    case unbounded
    case including(Double)
    case excluding(Double)
  }

  package let lower: Bound
  package let upper: Bound

  package init(lower: Bound, upper: Bound) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether `number` lies inside; NaN never does.
  package func contains(_ number: Double) -> Bool {
    switch lower {
    case .unbounded: if number.isNaN { return false }
    case .including(let bound): if !(number >= bound) { return false }
    case .excluding(let bound): if !(number > bound) { return false }
    }
    switch upper {
    case .unbounded: return true
    case .including(let bound): return number <= bound
    case .excluding(let bound): return number < bound
    }
  }
}
