import Foundation

/// How far the clocks of a zone are ahead of UTC; the one place that asks the system's time zones.
enum TimeZoneOffset {
  /// In seconds, for `UTC`, names such as `Asia/Shanghai` and offsets such as `+08:00`; `nil` for any other name.
  static func seconds(of name: String, at moment: Timestamp) -> Int? {
    if name == "UTC" || name == "Z" { return 0 }
    if let fixed = clockOffset(ArraySlice(Array(name.utf8))) { return fixed }
    guard let zone = TimeZone(identifier: name) else { return nil }
    return zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(moment.seconds)))
  }
}

extension Timestamp {
  /// The day that the moment falls on in a zone: a name such as `Asia/Shanghai`; `nil` for a name that no zone has.
  package func date(in zone: String) -> CalendarDate? {
    TimeZoneOffset.seconds(of: zone, at: self).map { date(offset: $0) }
  }
}

/// The names of time zones.
package enum TimeZoneNames {
  /// Whether a zone has that name; an offset such as `+08:00` is one too.
  package static func contains(_ name: String) -> Bool {
    TimeZoneOffset.seconds(of: name, at: CalendarDate(days: 0).startOfDay) != nil
  }

  /// Names of places, in no particular order.
  package static var places: [String] { TimeZone.knownTimeZoneIdentifiers }
}
