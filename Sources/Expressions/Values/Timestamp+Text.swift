extension Timestamp {
  /// Reads RFC 3339, such as `2026-01-31T08:00:00Z` or `2026-01-31T08:00:00.5+08:00`; `nil` if it reads otherwise or lies
  /// outside the range.
  init?(text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == bytes[13],
      let date = CalendarDate(String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = number(bytes[11..<13], below: 24), let minute = number(bytes[14..<16], below: 60),
      let second = number(bytes[17..<19], below: 60)
    else { return nil }
    var rest = bytes[19...]
    guard let nanoseconds = Self.takeFraction(&rest), let offset = Self.offset(rest) else { return nil }
    let midnight = Int64(date.days) * Self.secondsPerDay
    self.init(
      seconds: midnight + Int64(hour * 3_600 + minute * 60 + second - offset), nanoseconds: nanoseconds)
  }

  /// Takes `.5` off the front; 0 where there is none, `nil` where a point stands without digits.
  private static func takeFraction(_ rest: inout ArraySlice<UInt8>) -> Int32? {
    guard rest.first == UInt8(ascii: ".") else { return 0 }
    rest.removeFirst()
    let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard !digits.isEmpty else { return nil }
    rest.removeFirst(digits.count)
    var nanoseconds: Int32 = 0
    for position in 0..<9 {
      let digit = position < digits.count ? digits[digits.startIndex + position] - UInt8(ascii: "0") : 0
      nanoseconds = nanoseconds * 10 + Int32(digit)
    }
    return nanoseconds
  }

  /// `Z` or `+08:00`, in seconds.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
    if text.elementsEqual("Z".utf8) { return 0 }
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
    return clockOffset(text)
  }

  /// RFC 3339 in UTC, with as many decimals as there are.
  package var text: String {
    let second = secondOfDay(offset: 0)
    let clock = [second / 3_600, second / 60 % 60, second % 60].map { padded($0, to: 2) }.joined(separator: ":")
    return "\(date)T\(clock)\(decimals(UInt64(nanoseconds)))Z"
  }
}

/// Reads `+08:00`, `-02:30` or `02:00`, in seconds; `nil` if it reads otherwise.
func clockOffset(_ text: ArraySlice<UInt8>) -> Int? {
  var digits = text
  let isNegative = digits.first == UInt8(ascii: "-")
  if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
  let start = digits.startIndex
  guard digits.count == 5, digits[start + 2] == UInt8(ascii: ":"),
    let hours = number(digits[start..<start + 2], below: 24),
    let minutes = number(digits[(start + 3)...], below: 60)
  else { return nil }
  let seconds = hours * 3_600 + minutes * 60
  return isNegative ? -seconds : seconds
}

/// Reads decimal digits; `nil` if there is anything else among them or the number is too large.
private func number(_ digits: ArraySlice<UInt8>, below limit: Int) -> Int? {
  var number = 0
  for digit in digits {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    number = number * 10 + Int(digit - UInt8(ascii: "0"))
  }
  return number < limit ? number : nil
}
