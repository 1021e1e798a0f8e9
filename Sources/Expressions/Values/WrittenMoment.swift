/// A day as files write it, and the time of day behind it, if there is one.
///
/// The day is `2026-01-31` or `2026/1/31`; the time `9:30`, `09:30:15` or `09:30:15.5` behind a space or a `T`; behind it the offset
/// from UTC may stand, as `Z`, `+08:00` or `+0800`. Without an offset, day and time are those of the zone.
package struct WrittenMoment: Hashable, Sendable {
  /// The day where the zone's clocks hang.
  package let date: CalendarDate
  /// Whole seconds since that day's midnight by these clocks, 0..<86,400; 0 where no time is written.
  package let second: Int

  /// Reads `text`; `zone` is a name that ``TimeZoneOffset`` knows, `nil` stands for UTC.
  package init?(_ text: Substring, zone: String?) {
    var rest = text.utf8
    guard let date = CalendarDate(takenFrom: &rest) else { return nil }
    guard let separator = rest.popFirst() else {
      (self.date, second) = (date, 0)
      return
    }
    guard separator == UInt8(ascii: " ") || separator == UInt8(ascii: "T"), let second = Self.takeClock(&rest) else {
      return nil
    }
    if rest.isEmpty {
      (self.date, self.second) = (date, second)
    } else {
      guard let offset = Self.offset(rest), let moment = Self.moment(date, second - offset, zone) else { return nil }
      (self.date, self.second) = moment
    }
  }

  /// The day and the second of the day in a zone, so many seconds after the day's midnight in UTC.
  private static func moment(_ date: CalendarDate, _ second: Int, _ zone: String?) -> (CalendarDate, Int)? {
    guard let moment = Timestamp(seconds: Int64(date.days) * Timestamp.secondsPerDay + Int64(second)),
      let offset = zone.map({ TimeZoneOffset.seconds(of: $0, at: moment) }) ?? 0
    else { return nil }
    return (moment.date(offset: offset), moment.secondOfDay(offset: offset))
  }

  /// Takes `9:30`, `09:30:15` or `09:30:15.5`, in whole seconds.
  private static func takeClock(_ rest: inout Substring.UTF8View) -> Int? {
    guard let hour = rest.takeNumber(digits: 1...2), hour < 24, rest.take(":"),
      let minute = rest.takeNumber(digits: 2...2), minute < 60
    else { return nil }
    guard rest.take(":") else { return hour * 3_600 + minute * 60 }
    guard let second = rest.takeNumber(digits: 2...2), second < 60 else { return nil }
    if rest.take(".") {
      let fraction = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      guard !fraction.isEmpty else { return nil }
      rest = rest[fraction.endIndex...]
    }
    return hour * 3_600 + minute * 60 + second
  }

  /// `Z`, `+08:00` or `+0800`, possibly behind a space, in seconds.
  private static func offset(_ text: Substring.UTF8View) -> Int? {
    var rest = text
    _ = rest.take(" ")
    if rest.elementsEqual("Z".utf8) { return 0 }
    guard let sign = rest.popFirst(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    var clock = Array(rest)
    if clock.count == 4 { clock.insert(UInt8(ascii: ":"), at: 2) }
    return clockOffset([sign] + clock)
  }
}

extension CalendarDate {
  /// Reads `2026-01-31` or `2026/1/31`; `nil` if it reads otherwise or there is no such day.
  package init?(written text: Substring) {
    var rest = text.utf8
    guard let date = CalendarDate(takenFrom: &rest), rest.isEmpty else { return nil }
    self = date
  }

  /// Takes `2026-01-31` or `2026/1/31` from the front of a text; `nil` if neither stands there or there is no such day.
  fileprivate init?(takenFrom rest: inout Substring.UTF8View) {
    guard let year = rest.takeNumber(digits: 4...4) else { return nil }
    let isSlashed = rest.take("/")
    guard isSlashed || rest.take("-") else { return nil }
    let digits = isSlashed ? 1...2 : 2...2
    guard let month = rest.takeNumber(digits: digits), rest.take(isSlashed ? "/" : "-"),
      let day = rest.takeNumber(digits: digits)
    else { return nil }
    self.init(year: year, month: month, day: day)
  }
}

extension Substring.UTF8View {
  /// Takes the next byte if it is that one.
  fileprivate mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard first == UInt8(ascii: byte) else { return false }
    removeFirst()
    return true
  }

  /// Takes all digits that follow, if there are as many.
  fileprivate mutating func takeNumber(digits allowed: ClosedRange<Int>) -> Int? {
    let digits = prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard allowed.contains(digits.count) else { return nil }
    self = self[digits.endIndex...]
    return digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }
}
