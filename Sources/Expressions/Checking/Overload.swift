/// One way of calling a function: the types it takes and the one it gives.
struct Overload: Sendable {
  let parameters: [StaticType]
  let result: StaticType

  init(_ parameters: StaticType..., gives result: StaticType) {
    self.parameters = parameters
    self.result = result
  }

  func takes(_ arguments: [StaticType]) -> Bool {
    parameters.count == arguments.count && zip(arguments, parameters).allSatisfy { $0.fits($1) }
  }
}

/// How a function is called.
struct Signature: Sendable {
  /// Where the first argument stands.
  enum Style: Sendable {
    /// `size(x)`
    case function
    /// `x.startsWith(y)`
    case method
    /// Both ways.
    case either
  }

  let function: Function
  let style: Style
  let overloads: [Overload]
  /// Whether it is an addition of the business profile.
  var isBusiness = false

  func isCallable(asMethod: Bool, in dialect: Dialect) -> Bool {
    guard !isBusiness || dialect == .business else { return false }
    switch style {
    case .function: return !asMethod
    case .method: return asMethod
    case .either: return true
    }
  }
}

extension Signature {
  /// All functions that are called by name.
  static let all: [Signature] =
    conversions + texts + times + business + calendar + [
      Signature(
        function: .size, style: .either,
        overloads: [.string, .bytes, .list(.dynamic), .map(.dynamic, .dynamic)].map { Overload($0, gives: .int) }),
      Signature(function: .type, style: .function, overloads: [Overload(.dynamic, gives: .type)]),
      Signature(function: .dynamic, style: .function, overloads: [Overload(.dynamic, gives: .dynamic)]),
    ]

  private static let byName = Dictionary(grouping: all, by: \.function.name)

  /// The function of that name, if it may be called so.
  static func named(_ name: String, asMethod: Bool, in dialect: Dialect) -> Signature? {
    byName[name]?.first { $0.isCallable(asMethod: asMethod, in: dialect) }
  }

  private static let conversions = [
    conversion(.toBool, of: [.bool, .string], to: .bool),
    conversion(.toInt, of: [.int, .uint, .double, .string, .timestamp], to: .int),
    conversion(.toUint, of: [.uint, .int, .double, .string], to: .uint),
    conversion(.toDouble, of: [.double, .int, .uint, .string], to: .double),
    conversion(.toString, of: [.string, .bool, .int, .uint, .double, .bytes, .timestamp, .duration], to: .string),
    conversion(.toBytes, of: [.bytes, .string], to: .bytes),
    conversion(.toTimestamp, of: [.timestamp, .string, .int], to: .timestamp),
    conversion(.toDuration, of: [.duration, .string], to: .duration),
  ]

  private static func conversion(_ function: Function, of types: [StaticType], to result: StaticType) -> Signature {
    Signature(function: function, style: .function, overloads: types.map { Overload($0, gives: result) })
  }

  private static let texts =
    [Function.startsWith, .endsWith, .containsText].map {
      Signature(function: $0, style: .method, overloads: [Overload(.string, .string, gives: .bool)])
    } + [Signature(function: .matches, style: .either, overloads: [Overload(.string, .string, gives: .bool)])]

  private static let times =
    [Function.fullYear, .month, .dayOfYear, .dayOfMonth, .date, .dayOfWeek].map {
      Signature(function: $0, style: .method, overloads: ofTimestamp)
    }
    + [Function.hours, .minutes, .seconds, .milliseconds].map {
      Signature(function: $0, style: .method, overloads: ofTimestamp + [Overload(.duration, gives: .int)])
    }

  private static let ofTimestamp = [
    Overload(.timestamp, gives: .int), Overload(.timestamp, .string, gives: .int),
  ]

  private static let business =
    [
      Signature(
        function: .calendarDate, style: .function, overloads: [Overload(.string, gives: .timestamp)], isBusiness: true),
      Signature(
        function: .daysBetween, style: .function, overloads: [Overload(.timestamp, .timestamp, gives: .int)],
        isBusiness: true),
      Signature(
        function: .absolute, style: .function,
        overloads: [.int, .uint, .double].map { Overload($0, gives: $0) }, isBusiness: true),
    ]
    + [Function.year, .monthOfYear, .day, .weekday].map {
      Signature(function: $0, style: .function, overloads: [Overload(.timestamp, gives: .int)], isBusiness: true)
    }
    + [Function.floor, .ceiling, .round].map {
      Signature(
        function: $0, style: .function, overloads: [.int, .uint, .double].map { Overload($0, gives: .int) },
        isBusiness: true)
    }
    + [Function.minimum, .maximum].map { Signature(function: $0, style: .function, overloads: [], isBusiness: true) }

  private static let calendar =
    [
      Signature(
        function: .isInSeason, style: .function,
        overloads: [Overload(.string, gives: .bool), Overload(.string, .timestamp, gives: .bool)], isBusiness: true),
      Signature(
        function: .isWorkingDay, style: .function, overloads: [Overload(.timestamp, gives: .bool)], isBusiness: true),
      Signature(
        function: .workingDaysBetween, style: .function, overloads: [Overload(.timestamp, .timestamp, gives: .int)],
        isBusiness: true),
      Signature(
        function: .addWorkingDays, style: .function, overloads: [Overload(.timestamp, .int, gives: .timestamp)],
        isBusiness: true),
    ]
    + [Function.fiscalMonth, .fiscalYear].map {
      Signature(function: $0, style: .function, overloads: [Overload(.timestamp, gives: .int)], isBusiness: true)
    }
}

extension Overload {
  /// The overloads of an operator, list concatenation, equality and membership apart, which take any type.
  static func of(_ function: Function) -> [Overload] { operators[function] ?? [] }

  private static let numbers: [StaticType] = [.int, .uint, .double]

  private static let operators: [Function: [Overload]] = [
    .negate: [Overload(.int, gives: .int), Overload(.double, gives: .double)],
    .add: numbers.map { Overload($0, $0, gives: $0) } + [
      Overload(.string, .string, gives: .string), Overload(.bytes, .bytes, gives: .bytes),
      Overload(.timestamp, .duration, gives: .timestamp), Overload(.duration, .timestamp, gives: .timestamp),
      Overload(.duration, .duration, gives: .duration),
    ],
    .subtract: numbers.map { Overload($0, $0, gives: $0) } + [
      Overload(.timestamp, .timestamp, gives: .duration), Overload(.timestamp, .duration, gives: .timestamp),
      Overload(.duration, .duration, gives: .duration),
    ],
    .multiply: numbers.map { Overload($0, $0, gives: $0) },
    .divide: numbers.map { Overload($0, $0, gives: $0) },
    .divideReal: [Overload(.double, .double, gives: .double)],
    .modulo: [Overload(.int, .int, gives: .int), Overload(.uint, .uint, gives: .uint)],
    .less: ordering, .lessOrEqual: ordering, .greater: ordering, .greaterOrEqual: ordering,
  ]

  private static let ordering: [Overload] =
    [.bool, .string, .bytes, .timestamp, .duration].map { Overload($0, $0, gives: .bool) }
    + numbers.flatMap { a in numbers.map { Overload(a, $0, gives: .bool) } }
}
