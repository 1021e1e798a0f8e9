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
    var text = text
    guard let moment = text.withUTF8({ Self.read($0, zone) }) else { return nil }
    self = moment
  }

  private init(_ date: CalendarDate, _ second: Int) { (self.date, self.second) = (date, second) }

  private static func read(_ text: UnsafeBufferPointer<UInt8>, _ zone: String?) -> WrittenMoment? {
    var rest = TextCursor(text)
    guard let date = CalendarDate(takenFrom: &rest) else { return nil }
    if rest.isAtEnd { return WrittenMoment(date, 0) }
    guard rest.take(" ") || rest.take("T"), let second = takeClock(&rest) else { return nil }
    if rest.isAtEnd { return WrittenMoment(date, second) }
    guard let offset = takeOffset(&rest), rest.isAtEnd else { return nil }
    return moment(date, second - offset, zone)
  }

  /// The day and the second of the day in a zone, so many seconds after the day's midnight in UTC.
  private static func moment(_ date: CalendarDate, _ second: Int, _ zone: String?) -> WrittenMoment? {
    guard let moment = Timestamp(seconds: Int64(date.days) * Timestamp.secondsPerDay + Int64(second)),
      let offset = zone.map({ TimeZoneOffset.seconds(of: $0, at: moment) }) ?? 0
    else { return nil }
    return WrittenMoment(moment.date(offset: offset), moment.secondOfDay(offset: offset))
  }

  /// Takes `9:30`, `09:30:15` or `09:30:15.5`, in whole seconds.
  private static func takeClock(_ rest: inout TextCursor) -> Int? {
    guard let hour = rest.takeNumber(digits: 1...2), hour < 24, rest.take(":"),
      let minute = rest.takeNumber(digits: 2...2), minute < 60
    else { return nil }
    guard rest.take(":") else { return hour * 3_600 + minute * 60 }
    guard let second = rest.takeNumber(digits: 2...2), second < 60 else { return nil }
    if rest.take("."), !rest.takeDigits() { return nil }
    return hour * 3_600 + minute * 60 + second
  }

  /// Takes `Z`, `+08:00` or `+0800`, possibly behind a space, in seconds.
  private static func takeOffset(_ rest: inout TextCursor) -> Int? {
    _ = rest.take(" ")
    if rest.take("Z") { return 0 }
    let isNegative = rest.take("-")
    guard isNegative || rest.take("+"), let clock = takeOffsetClock(&rest), clock.hours < 24, clock.minutes < 60 else {
      return nil
    }
    let seconds = clock.hours * 3_600 + clock.minutes * 60
    return isNegative ? -seconds : seconds
  }

  private static func takeOffsetClock(_ rest: inout TextCursor) -> (hours: Int, minutes: Int)? {
    if let joined = rest.takeNumber(digits: 4...4) { return (joined / 100, joined % 100) }
    guard let hours = rest.takeNumber(digits: 2...2), rest.take(":"), let minutes = rest.takeNumber(digits: 2...2)
    else { return nil }
    return (hours, minutes)
  }
}

extension CalendarDate {
  /// Reads `2026-01-31` or `2026/1/31`; `nil` if it reads otherwise or there is no such day.
  package init?(written text: Substring) {
    var text = text
    let date = text.withUTF8 { bytes -> CalendarDate? in
      var rest = TextCursor(bytes)
      guard let date = CalendarDate(takenFrom: &rest), rest.isAtEnd else { return nil }
      return date
    }
    guard let date else { return nil }
    self = date
  }

  /// Takes `2026-01-31` or `2026/1/31` from the front of a text; `nil` if neither stands there or there is no such day.
  fileprivate init?(takenFrom rest: inout TextCursor) {
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

/// The bytes of a text that are still to be read.
private struct TextCursor {
  private let text: UnsafeBufferPointer<UInt8>
  private var place = 0

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  var isAtEnd: Bool { place == text.count }

  /// Takes the next byte if it is that one.
  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard place < text.count, text[place] == UInt8(ascii: byte) else { return false }
    place += 1
    return true
  }

  /// Takes all digits that follow, if there are any.
  mutating func takeDigits() -> Bool {
    let first = place
    while place < text.count, Self.digit(text[place]) != nil { place += 1 }
    return place > first
  }

  /// Takes all digits that follow, if there are as many; else nothing.
  mutating func takeNumber(digits allowed: ClosedRange<Int>) -> Int? {
    var (end, number) = (place, 0)
    while end < text.count, end - place <= allowed.upperBound, let digit = Self.digit(text[end]) {
      number = number * 10 + digit
      end += 1
    }
    guard allowed.contains(end - place) else { return nil }
    place = end
    return number
  }

  private static func digit(_ byte: UInt8) -> Int? {
    let digit = byte &- UInt8(ascii: "0")
    return digit < 10 ? Int(digit) : nil
  }
}
