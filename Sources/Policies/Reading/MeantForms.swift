import Cadences
import Calendars

/// What was probably meant by a text that nothing can be read from; `nil` where that is not known.
enum MeantForm {
  /// `5`, `５天`, `5D`: days.
  static func days(_ text: String) -> String? {
    let plain = text.halfWidth.lowercased().filter { !$0.isWhitespace }
    return [plain, plain + "d"].lazy.compactMap { TimeLength($0) }.first { $0.days != nil }?.description
  }

  /// `30`, `3m`, `最近30天`, `last 4w`, `本月`: a stretch of days that ends on the as-of date or before.
  static func window(_ text: String) -> String? {
    let plain = text.halfWidth.lowercased()
    if let named = namedWindows[plain.filter { !$0.isWhitespace && $0 != "个" }] { return named }
    if let length = length(plain) { return length.description }
    let words = plain.split(separator: " ", maxSplits: 1)
    if words.count == 2, words[0] == "last", let length = length(words[1]) { return "last \(length.inWords)" }
    return backwards.lazy.filter { plain.hasPrefix($0) }.compactMap { length(plain.dropFirst($0.count)) }.first?
      .description
  }

  /// `每周1次`, `1次/季度`, `1／month`, `weekly`: a cadence.
  static func cadence(_ text: String) -> String? {
    let plain = text.halfWidth.lowercased().replacing("次", with: "").filter { !$0.isWhitespace }
    if let named = namedCadences[plain] { return named }
    var candidates = [plain]
    if plain.hasPrefix("每"), let digit = plain.firstIndex(where: \.isNumber) {
      candidates.append("\(plain[digit...])/\(plain[..<digit].dropFirst())")
    }
    return candidates.lazy.compactMap { try? Cadence.parse($0) }.first.map { "\($0)" }
  }

  /// `80`, `20％`, `前20%`: a part of a whole, in hundredths.
  static func cut(_ text: String) -> String? {
    let plain = text.halfWidth.filter { !$0.isWhitespace }
    let part = plain.hasPrefix("前") ? plain.dropFirst() : plain[...]
    let digits = part.hasSuffix("%") ? part.dropLast() : part
    guard digits.allSatisfy({ ("0"..."9").contains($0) || $0 == "." }), let number = Double(digits),
      (1...100).contains(number), digits != "1", text != "\(digits)%"
    else { return nil }
    return "\(digits)%"
  }

  /// `1,000`, `４０`: a number; a comma stands before three digits.
  static func number(_ text: String) -> String? {
    let groups = text.halfWidth.filter { !$0.isWhitespace }.split(separator: ",", omittingEmptySubsequences: false)
    guard groups.dropFirst().allSatisfy({ $0.prefix { $0.isNumber }.count == 3 }) else { return nil }
    let plain = groups.joined()
    return plain != text && Double(plain)?.isFinite == true ? plain : nil
  }

  /// `2026/1/31`, `2026年1月31日`: a date.
  static func date(_ text: String) -> String? {
    let parts = numbers(in: text)
    guard parts.count == 3 else { return nil }
    return CalendarDate(year: parts[0], month: parts[1], day: parts[2])?.description
  }

  /// `2026-01-01~2026-01-03`: several days, one after the other.
  static func days(from text: String) -> String? {
    let parts = numbers(in: text)
    guard parts.count == 6, let first = CalendarDate(year: parts[0], month: parts[1], day: parts[2]),
      let last = CalendarDate(year: parts[3], month: parts[4], day: parts[5])
    else { return nil }
    return "\(first)..\(last)"
  }

  /// `2-10`, `2/10`, `2月10日`: a day of every year.
  static func monthDay(_ text: String) -> String? {
    let parts = numbers(in: text)
    guard parts.count == 2 else { return nil }
    return MonthDay(month: parts[0], day: parts[1])?.description
  }

  private static func numbers(in text: String) -> [Int] {
    text.halfWidth.split { !("0"..."9").contains($0) }.compactMap { Int($0) }
  }

  /// A length, perhaps with a unit of one letter or without one, which means days.
  private static func length(_ text: some StringProtocol) -> TimeLength? {
    let compact = String(text).filter { !$0.isWhitespace }
    let unit = ["m": "month", "q": "quarter", "y": "year"][compact.last ?? " "]
    let candidates = [compact, compact + "d"] + (unit.map { ["\(compact.dropLast()) \($0)"] } ?? [])
    return candidates.lazy.compactMap { TimeLength($0) }.first { $0.count > 0 }
  }

  private static let backwards = ["最近", "过去", "近", "前", "past ", "previous "]

  private static let namedWindows = [
    "本周": "this week", "本月": "this month", "当月": "this month", "本季": "this quarter", "本季度": "this quarter",
    "本年": "this year", "今年": "this year", "上周": "last week", "上月": "last month", "上季": "last quarter",
    "上季度": "last quarter", "上年": "last year", "去年": "last year",
  ]

  private static let namedCadences = [
    "daily": "1/day", "weekly": "1/week", "monthly": "1/month", "quarterly": "1/quarter", "yearly": "1/year",
    "每天": "1/day", "每周": "1/week", "每月": "1/month", "每季度": "1/quarter", "每年": "1/year", "按需": "on_demand",
  ]
}

extension String {
  /// With full-width letters, digits and signs as the keyboard has them: `３０ｄ` as `30d`.
  fileprivate var halfWidth: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          (0xFF01...0xFF5E).contains(scalar.value) ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
        }))
  }
}
