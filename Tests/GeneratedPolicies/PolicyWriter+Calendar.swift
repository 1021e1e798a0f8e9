import SeededRandom

/// A calendar, and what may be asked of it; the standard one answers most of that too.
extension PolicyWriter {
  /// Days that are off and on around the as-of dates, and seasons.
  mutating func calendar() -> Outline {
    use("calendar")
    var entries: [(key: String, value: String)] = []
    if random.chance(60) { entries.append(("close", random.pick(["25", "28", "1", "end"]))) }
    if random.chance(60) {
      entries.append(("holidays", "{2026-02-15..2026-02-23: 春节, 2026-06-19..2026-06-21: 端午节, 2024-02-10: a}"))
    }
    if random.chance(40) { entries.append(("working", "[2026-02-14, 2026-06-13]")) }
    if random.chance(30) {
      entries.append(("week", random.pick(["[mon]", "[mon, tue, wed, thu, fri, sat]", "[sun]"])))
    }
    if random.chance(60) {
      hasSeasons = true
      entries.append(
        (
          "seasons",
          "{peak: [{from: 05-20, until: 06-15}, {from: 12-15, until: 02-10}], 淡季: {from: 03-01, until: 03-31}}"
        ))
    }
    return Outline(line: "calendar: \(entries.flowMapping)")
  }

  mutating func calendarCondition(_ depth: Int) -> String {
    use("calendar function")
    guard hasSeasons, random.chance(60) else { return "is_working_day(\(date(depth)))" }
    let season = random.pick(["peak", "peak", "淡季"]).asText
    return random.chance(30) ? "in_season(\(season))" : "in_season(\(season), \(date(depth)))"
  }

  mutating func calendarNumber(_ depth: Int) -> String {
    use("calendar function")
    if random.chance(50) { return "working_days_between(\(date(depth)), \(date(depth)))" }
    return "\(random.pick(["fiscal_month", "fiscal_year"]))(\(date(depth)))"
  }

  mutating func workingDay(_ depth: Int) -> String {
    use("calendar function")
    return "add_working_days(\(date(depth)), \(random.chance(70) ? "\(random.number(-30...30))" : integer(depth)))"
  }
}
