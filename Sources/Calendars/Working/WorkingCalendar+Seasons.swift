extension WorkingCalendar {
  /// The season of that name. O(seasons).
  public func season(named name: String) -> Season? { seasons.first { $0.name == name } }

  /// Whether a day lies in the season of that name; never, if there is none.
  public func isInSeason(_ name: String, _ day: CalendarDate) -> Bool { season(named: name)?.contains(day) ?? false }
}
