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
