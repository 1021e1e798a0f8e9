extension Cadence {
  /// Reads `2/month`, `1/2 months`, `0.5/month`, `2 per month`, `on_demand`; spaces are free, units may stand in the plural
  /// or in Chinese (日, 天, 周, 月, 季, 季度, 年).
  public static func parse(_ text: some StringProtocol) throws(CadenceSyntaxError) -> Cadence {
    let text = Substring(text).trimmed
    guard !text.isEmpty else { throw .empty }
    if text == onDemandText { return .onDemand }
    guard let (count, period) = split(text) else { throw complaint(aboutUnsplit: text) }
    let visits = try parseVisits(count)
    let parsedPeriod = try Period.parse(period)
    guard let cadence = try? Cadence(visits: visits, per: parsedPeriod) else { throw .badCount(String(count)) }
    return cadence
  }

  /// The texts before and after the last `/`, or the word `per`.
  private static func split(_ text: Substring) -> (count: Substring, period: Substring)? {
    if let (count, period) = text.split(atWord: "per") { return (count, period) }
    guard let slash = text.lastIndex(of: "/") else { return nil }
    return (text[..<slash].trimmed, text[text.index(after: slash)...].trimmed)
  }

  private static func parseVisits(_ text: Substring) throws(CadenceSyntaxError) -> Rational {
    guard !text.isEmpty else { throw .noCount }
    guard let visits = parseNumber(text) else { throw .badCount(String(text)) }
    guard visits >= .zero else { throw .negativeCount(String(text)) }
    return visits
  }

  /// A decimal number, or a fraction of two.
  private static func parseNumber(_ text: Substring) -> Rational? {
    guard let slash = text.firstIndex(of: "/") else { return Rational(decimal: text) }
    guard let above = Rational(decimal: text[..<slash].trimmed),
      let below = Rational(decimal: text[text.index(after: slash)...].trimmed), below > .zero
    else { return nil }
    return try? above / below
  }

  /// What is wrong with a text that has neither `/` nor `per`.
  private static func complaint(aboutUnsplit text: Substring) -> CadenceSyntaxError {
    if text.lowercased().filter(\.isLetter) == onDemandText.filter(\.isLetter) {
      return .misspelledOnDemand(String(text))
    }
    if parseNumber(text) != nil { return .noPeriod(String(text)) }
    return .notACadence(String(text))
  }
}

extension Period {
  /// Reads `month`, `2 months`, `2months`, `2个月`.
  public static func parse(_ text: some StringProtocol) throws(CadenceSyntaxError) -> Period {
    let text = Substring(text).trimmed
    let number = text.prefix { $0.isASCII && !$0.isLetter && !$0.isWhitespace }
    let word = text[number.endIndex...].trimmed
    guard !word.isEmpty else { throw number.isEmpty ? .noUnit : .noUnitAfter(String(number)) }
    guard let unit = Unit(word: word) else { throw .unknownUnit(String(word), closest: Unit(beginningLike: word)) }
    guard !number.isEmpty else { return Period(unit) }
    guard let count = Int64(number), let period = Period(count: count, unit: unit) else {
      throw .badPeriodCount(String(number))
    }
    return period
  }
}

extension Period.Unit {
  /// A unit by its word: singular, plural or Chinese, in any case.
  package init?(word: Substring) {
    let word = word.lowercased()
    if let unit = Self(rawValue: word) ?? Self.allCases.first(where: { $0.rawValue + "s" == word }) {
      self = unit
      return
    }
    switch word.hasPrefix("个") ? String(word.dropFirst()) : word {
    case "日", "天": self = .day
    case "周": self = .week
    case "月": self = .month
    case "季", "季度": self = .quarter
    case "年": self = .year
    default: return nil
    }
  }

  /// The unit that a misspelled or shortened word stands for: no two begin with the same letter.
  fileprivate init?(beginningLike word: Substring) {
    guard let initial = word.lowercased().first, let unit = Self.allCases.first(where: { $0.rawValue.first == initial })
    else { return nil }
    self = unit
  }
}

extension Substring {
  /// Without the spaces around it.
  fileprivate var trimmed: Substring {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }

  /// What stands before and after a word that has spaces on both sides.
  fileprivate func split(atWord word: String) -> (before: Substring, after: Substring)? {
    let words = split(whereSeparator: \.isWhitespace)
    guard let found = words.firstIndex(where: { $0 == word }), found > 0, found + 1 < words.count else { return nil }
    return (self[..<words[found].startIndex].trimmed, self[words[found].endIndex...].trimmed)
  }
}
