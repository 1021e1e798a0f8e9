package import Decisions
package import Expressions

/// A part of a decision that can be looked at for all rows of a batch.
package enum DecisionField: Hashable, Sendable {
  /// Of the dimension with that index in the policy.
  case tier(Int)
  case cadence
  case flags
  /// The column with that number of the output with that index in the policy.
  case output(Int, column: Int)
  case reasons
  case missing
}

/// Where a part of the decisions stands after a batch: for the rows of one policy, by their places among these.
///
/// The memory is valid until the next batch.
package enum DecidedColumn {
  /// Codes, whose meaning ``BatchDecider/meaning(of:in:policy:)`` says.
  case codes(UnsafePointer<UInt32>)
  /// Codes of texts; 0 stands for none.
  case texts(UnsafePointer<UInt32>)
  /// Numbers, and a mask of the rows that have one.
  case numbers(UnsafePointer<Double>, known: UnsafePointer<UInt64>, isInteger: Bool)
  /// Days since 1970-01-01, and a mask of the rows that have one.
  case dates(UnsafePointer<Double>, known: UnsafePointer<UInt64>)
  /// The rows where it is true, and those where it is false.
  case truths(yes: UnsafePointer<UInt64>, no: UnsafePointer<UInt64>)
  /// The same for every row.
  case constant(Value?)
  /// Values that have no such form.
  case values([Outcome])
}

/// What a code of a part of a decision says.
package enum CodedMeaning: Hashable, Sendable {
  case tier(TierDecision)
  case cadence(CadenceDecision?)
  /// What is up, and what was and is no more.
  case flags([RaisedFlag], cleared: [String])
  /// Ids of rules, or names of facts.
  case names([String])
  case value(Value?)
}
