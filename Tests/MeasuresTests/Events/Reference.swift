import Expressions

/// Measures as they are meant, of events that are sorted.
enum Reference {
  static let forms = [
    "count: true", "count: true, within: 7d, where: cooperated", "sum: minutes, within: 30d", "min: minutes",
    "max: minutes",
    "avg: minutes, where: mode == 'deep'", "distinct: who", "first: who", "last: minutes", "last: visited_on",
    "days_since: true",
    "streak: \"mode == 'deep' && !cooperated\"", "streak: cooperated, within: 30d", "trend: true, within: 10d",
    "trend: minutes, within: 10d", "sum: rank", "min: rank", "max: rank, within: 30d", "last: rank", "distinct: rank",
  ]

  static func lines(_ visits: [GeneratedVisit]) -> [String] {
    GeneratedVisit.customers.map { customer in
      let own = visits.filter { $0.customer == customer && $0.day <= GeneratedVisit.asOf }
      // Stable: of one day's events, the one further down is the later.
      let sorted = own.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
      return line(sorted)
    }
  }

  private static func line(_ visits: [GeneratedVisit]) -> String {
    let (amounts, deep) = (visits.compactMap(\.minutes), visits.filter { $0.isDeep == true }.compactMap(\.minutes))
    let recent = visits.filter { $0.day > GeneratedVisit.asOf - 30 }
    return [
      "\(visits.count)", "\(visits.count { $0.day > GeneratedVisit.asOf - 7 && $0.cooperated == true })",
      number(recent.compactMap(\.minutes).reduce(0, +)), amounts.min().map(number) ?? "-",
      amounts.max().map(number) ?? "-",
      deep.isEmpty ? "-" : "\(Double(deep.reduce(0, +)) / Double(100 * deep.count))",
      "\(Set(visits.compactMap(\.who)).count)",
      visits.compactMap(\.who).first ?? "-", amounts.last.map(number) ?? "-",
      visits.last.map { text(of: $0.day) } ?? "-",
      visits.last.map { "\(GeneratedVisit.asOf - $0.day)" } ?? "-",
      "\(streak(visits) { and($0.isDeep, $0.cooperated.map { !$0 }) })", "\(streak(recent) { $0.cooperated })",
      trend(visits) { _ in 1 }, trend(visits) { $0.minutes },
    ].joined(separator: " ") + " " + ranks(visits.compactMap(\.rank), recent: recent.compactMap(\.rank))
  }

  private static func ranks(_ ranks: [Int], recent: [Int]) -> String {
    [
      "\(ranks.reduce(0, +))", ranks.min().map(String.init) ?? "-", recent.max().map(String.init) ?? "-",
      ranks.last.map(String.init) ?? "-", "\(Set(ranks).count)",
    ].joined(separator: " ")
  }

  static func text(of day: Int32) -> String { CalendarDate(days: day).description }

  private static func number(_ hundredths: Int) -> String { "\(Double(hundredths) / 100)" }

  private static func and(_ a: Bool?, _ b: Bool?) -> Bool? {
    if a == false || b == false { return false }
    return a == nil || b == nil ? nil : true
  }

  private static func streak(_ visits: [GeneratedVisit], _ satisfies: (GeneratedVisit) -> Bool?) -> Int {
    visits.compactMap(satisfies).reversed().prefix { $0 }.count
  }

  private static func trend(_ visits: [GeneratedVisit], _ value: (GeneratedVisit) -> Int?) -> String {
    func sum(_ days: Range<Int32>) -> Int {
      visits.filter { days.contains(GeneratedVisit.asOf - $0.day) }.compactMap(value).reduce(0, +)
    }
    let (now, before) = (sum(0..<10), sum(10..<20))
    guard before != 0 else { return "-" }
    let sign = before < 0 ? -1 : 1
    return "\(Double(sign * (now - before)) / Double(sign * before))"
  }
}
