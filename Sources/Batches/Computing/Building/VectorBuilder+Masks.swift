/// Masks from masks; what is always empty or always full costs no instruction.
extension VectorBuilder {
  /// The rows that are in both.
  mutating func both(_ a: MaskRegister, _ b: MaskRegister) -> MaskRegister {
    if a == b || b == .all { return a }
    if a == .all { return b }
    if a == .none || b == .none { return .none }
    let (first, second) = a.index < b.index ? (a, b) : (b, a)
    return mask { .intersect(first, second, result: $0) }
  }

  /// The rows that are in one of them.
  mutating func either(_ a: MaskRegister, _ b: MaskRegister) -> MaskRegister {
    if a == b || b == .none { return a }
    if a == .none { return b }
    if a == .all || b == .all { return .all }
    let (first, second) = a.index < b.index ? (a, b) : (b, a)
    return mask { .unite(first, second, result: $0) }
  }

  /// The rows of the first that are not in the second.
  mutating func subtract(_ b: MaskRegister, from a: MaskRegister) -> MaskRegister {
    if b == .none { return a }
    if a == b || a == .none || b == .all { return .none }
    return mask { .subtract(a, b, result: $0) }
  }

  /// The rows of `first` that are in `a`, and those of `second` that are in `b`.
  mutating func pick(_ first: MaskRegister, _ a: MaskRegister, _ second: MaskRegister, _ b: MaskRegister)
    -> MaskRegister
  {
    if first == .none || a == .none { return both(second, b) }
    if second == .none || b == .none { return both(first, a) }
    if a == b || (a == .all && b == .all) { return both(either(first, second), a) }
    if first == .all || second == .all || a == .all || b == .all { return either(both(first, a), both(second, b)) }
    return mask { .pick(first: first, a, second: second, b, result: $0) }
  }
}

extension VectorBuilder {
  /// Whether a condition is seen to be true or false for every row.
  func isTotal(_ truth: TruthVector) -> Bool { truth.failed == .none && areContrary(truth.yes, truth.no) }

  /// The three-valued "and": "no" settles it, then failure, then unknown.
  mutating func all(_ conditions: [TruthVector]) -> TruthVector {
    if conditions.count > 1, conditions.allSatisfy({ isTotal($0) }) {
      return truth(conditions.reduce(.all) { both($0, $1.yes) }, within: .all, failed: .none)
    }
    var (yes, no, failed) = (MaskRegister.all, MaskRegister.none, MaskRegister.none)
    for condition in conditions {
      yes = both(yes, condition.yes)
      no = either(no, condition.no)
      failed = either(failed, condition.failed)
    }
    return TruthVector(yes: yes, no: no, failed: subtract(no, from: failed))
  }

  /// The three-valued "or": "yes" settles it, then failure, then unknown.
  mutating func any(_ conditions: [TruthVector]) -> TruthVector { all(conditions.map(\.negated)).negated }

  /// The rows where a condition is neither true nor false nor failed.
  mutating func unknown(of truth: TruthVector) -> MaskRegister {
    if isTotal(truth) { return .none }
    let settled = either(either(truth.yes, truth.no), truth.failed)
    return subtract(settled, from: .all)
  }

  /// A condition that is known for the rows of `known`, and true for those of them in `yes`.
  mutating func truth(_ yes: MaskRegister, within known: MaskRegister, failed: MaskRegister) -> TruthVector {
    TruthVector(yes: yes, no: subtract(yes, from: known), failed: failed)
  }
}

extension TruthVector {
  /// Never true, false or failed.
  static let unknown = TruthVector(yes: .none, no: .none, failed: .none)
  /// Failed for every row.
  static let failed = TruthVector(yes: .none, no: .none, failed: .all)

  /// The same for every row.
  init(_ constant: Bool) {
    self.init(yes: constant ? .all : .none, no: constant ? .none : .all, failed: .none)
  }

  /// Its contrary.
  var negated: TruthVector { TruthVector(yes: no, no: yes, failed: failed) }
}
