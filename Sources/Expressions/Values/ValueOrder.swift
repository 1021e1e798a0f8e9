/// How one value stands to another.
package enum ValueOrder: Sendable {
  case less, equal, greater
  /// NaN is involved.
  case unordered
}

extension ValueOrder {
  init<T: Comparable>(_ a: T, _ b: T) {
    self = a < b ? .less : a == b ? .equal : a > b ? .greater : .unordered
  }

  /// Byte by byte; a prefix comes first.
  init(bytes a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) {
    var left = a.makeIterator()
    var right = b.makeIterator()
    while true {
      switch (left.next(), right.next()) {
      case (nil, nil):
        self = .equal
        return
      case (nil, _):
        self = .less
        return
      case (_, nil):
        self = .greater
        return
      case (let a?, let b?) where a != b:
        self = a < b ? .less : .greater
        return
      default:
        continue
      }
    }
  }

  /// Compares two numbers of any type by their mathematical value; `nil` if one is no number.
  init?(numbers a: Value, _ b: Value) {
    switch (a, b) {
    case (.int(let a), .int(let b)): self.init(a, b)
    case (.uint(let a), .uint(let b)): self.init(a, b)
    case (.double(let a), .double(let b)): self.init(a, b)
    case (.int(let a), .uint(let b)): self = a < 0 ? .less : ValueOrder(UInt64(a), b)
    case (.uint(let a), .int(let b)): self = b < 0 ? .greater : ValueOrder(a, UInt64(b))
    case (.int(let a), .double(let b)): self.init(integer: a, double: b)
    case (.uint(let a), .double(let b)): self.init(integer: a, double: b)
    case (.double(let a), .int(let b)): self = ValueOrder(integer: b, double: a).reversed
    case (.double(let a), .uint(let b)): self = ValueOrder(integer: b, double: a).reversed
    default: return nil
    }
  }

  /// The integer against the double's whole part first, then against its fraction.
  private init<T: FixedWidthInteger>(integer: T, double: Double) {
    guard !double.isNaN else {
      self = .unordered
      return
    }
    let whole = double.rounded(.down)
    let limit = Double(T.max)
    if whole < Double(T.min) {
      self = .greater
    } else if whole >= limit {
      // `limit` is 2^63 or 2^64, one past the type's range. The specification's tests take the greatest integer for it.
      self = whole > limit || integer != T.max ? .less : .equal
    } else {
      let order = ValueOrder(integer, T(whole))
      self = order == .equal && double > whole ? .less : order
    }
  }

  private var reversed: ValueOrder {
    switch self {
    case .less: .greater
    case .greater: .less
    case .equal, .unordered: self
    }
  }
}

extension Value {
  /// How the value stands to another, as `<` and its kin see it; `nil` where the language knows no order between them.
  package func order(to other: Value) -> ValueOrder? {
    switch (self, other) {
    case (.int(let a), .int(let b)): ValueOrder(a, b)
    case (.double(let a), .double(let b)): ValueOrder(a, b)
    case (.string(let a), .string(let b)): a.order(to: b)
    case (.bytes(let a), .bytes(let b)): ValueOrder(bytes: a, b)
    case (.bool(let a), .bool(let b)): ValueOrder(a ? 1 : 0, b ? 1 : 0)
    case (.timestamp(let a), .timestamp(let b)): ValueOrder(a, b)
    case (.duration(let a), .duration(let b)): ValueOrder(a.nanoseconds, b.nanoseconds)
    default: ValueOrder(numbers: self, other)
    }
  }
}
