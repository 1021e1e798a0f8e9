/// In what the values of a group are counted when they are added up: small numbers are divided faster.
enum DecimalUnit: Int, Sendable {
  // By their places behind the point.
  case hundredths = 2
  case billionths = 9

  /// The larger one of which all values are whole numbers.
  init(of values: UnsafeBufferPointer<Double>) {
    self = values.allSatisfy { MeantDecimal.hundredths($0) != nil } ? .hundredths : .billionths
  }
}

extension DecimalUnit {
  /// How many make one.
  var inOne: Int128 { self == .hundredths ? 100 : MeantDecimal.billion }

  /// How many of them a value is that is a whole number of them.
  @inline(__always) func count(_ value: Double) -> Int128 {
    self == .hundredths ? Int128(Int64((value * 100).rounded(.toNearestOrEven))) : MeantDecimal.billionths(value)
  }

  /// As ``count(_:)``; `nil` if it is none.
  func count(exactly value: Double) -> Int128? {
    switch self {
    case .hundredths: MeantDecimal.hundredths(value).map { Int128($0) }
    case .billionths: MeantDecimal.billionths(value)
    }
  }
}
