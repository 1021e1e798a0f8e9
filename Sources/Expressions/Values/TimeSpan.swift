/// A length of time, in whole nanoseconds; about 292 years either way.
public struct TimeSpan: Hashable, Sendable {
  /// The whole length, negative for a span backwards.
  public let nanoseconds: Int64

  /// So many nanoseconds.
  public init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  /// So many seconds; `nil` beyond the range.
  public init?(seconds: Int64, nanoseconds: Int64 = 0) {
    let scaled = seconds.multipliedReportingOverflow(by: Self.nanosecondsPerSecond)
    let sum = scaled.partialValue.addingReportingOverflow(nanoseconds)
    guard !scaled.overflow, !sum.overflow else { return nil }
    self.nanoseconds = sum.partialValue
  }

  static let nanosecondsPerSecond: Int64 = 1_000_000_000

  /// Whole seconds, towards zero.
  public var seconds: Int64 { nanoseconds / Self.nanosecondsPerSecond }

  /// What the whole seconds leave, with the sign of the whole.
  public var fraction: Int64 { nanoseconds % Self.nanosecondsPerSecond }
}

extension TimeSpan {
  /// Reads a sum of numbers with units, such as `1h30m` or `-1.5s`: `h`, `m`, `s`, `ms`, `us`, `ns`, and with `days` also
  /// `d` and `w`. `nil` if it reads otherwise or goes beyond the range.
  init?(text: String, days: Bool) {
    var rest = text.utf8[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    if rest.elementsEqual("0".utf8) {
      self.init(nanoseconds: 0)
      return
    }
    guard !rest.isEmpty else { return nil }
    var total: Int64 = 0
    while !rest.isEmpty {
      guard let part = Self.takePart(&rest, days: days) else { return nil }
      let sum = total.subtractingReportingOverflow(part)
      guard !sum.overflow else { return nil }
      total = sum.partialValue
    }
    // Summed up below zero, where the range is one longer.
    if !isNegative, total == .min { return nil }
    self.init(nanoseconds: isNegative ? total : -total)
  }

  /// Takes a number and its unit off the front; the part in nanoseconds.
  private static func takePart(_ rest: inout Substring.UTF8View, days: Bool) -> Int64? {
    let whole = takeDigits(&rest)
    var fraction: [UInt8] = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = takeDigits(&rest)
    }
    guard !(whole.isEmpty && fraction.isEmpty), let scale = takeUnit(&rest, days: days) else { return nil }
    guard let count = number(whole) else { return nil }
    let scaled = count.multipliedReportingOverflow(by: scale)
    let sum = scaled.partialValue.addingReportingOverflow(share(fraction, of: scale))
    return scaled.overflow || sum.overflow ? nil : sum.partialValue
  }

  private static func takeDigits(_ rest: inout Substring.UTF8View) -> [UInt8] {
    let digits = Array(rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    rest.removeFirst(digits.count)
    return digits
  }

  private static func number(_ digits: [UInt8]) -> Int64? {
    digits.isEmpty ? 0 : Int64(String(decoding: digits, as: UTF8.self))
  }

  /// The decimal fraction of a unit, cut off below a nanosecond.
  private static func share(_ fraction: [UInt8], of scale: Int64) -> Int64 {
    var numerator: UInt128 = 0
    var denominator: UInt128 = 1
    for digit in fraction.prefix(18) {
      numerator = numerator * 10 + UInt128(digit - UInt8(ascii: "0"))
      denominator *= 10
    }
    return Int64(UInt128(scale) * numerator / denominator)
  }

  private static func takeUnit(_ rest: inout Substring.UTF8View, days: Bool) -> Int64? {
    let name = String(
      rest.prefix { !($0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)) })
    rest.removeFirst(name?.utf8.count ?? 0)
    switch name {
    case "ns": return 1
    case "us", "µs", "μs": return 1_000
    case "ms": return 1_000_000
    case "s": return nanosecondsPerSecond
    case "m": return 60 * nanosecondsPerSecond
    case "h": return 3_600 * nanosecondsPerSecond
    case "d": return days ? 86_400 * nanosecondsPerSecond : nil
    case "w": return days ? 604_800 * nanosecondsPerSecond : nil
    default: return nil
    }
  }

  /// Seconds with as many decimals as there are, such as `1.5s`.
  package var text: String {
    let sign = nanoseconds < 0 ? "-" : ""
    let whole = nanoseconds.magnitude / UInt64(Self.nanosecondsPerSecond)
    return "\(sign)\(whole)\(decimals(nanoseconds.magnitude % UInt64(Self.nanosecondsPerSecond)))s"
  }
}

/// A fraction of a second in nanoseconds as decimals with their point, without trailing zeros; empty for 0.
func decimals(_ nanoseconds: UInt64) -> String {
  guard nanoseconds > 0 else { return "" }
  var digits = String(nanoseconds)
  digits = String(repeating: "0", count: 9 - digits.count) + digits
  while digits.last == "0" { digits.removeLast() }
  return "." + digits
}
