public import Cadences
import Policies

/// What is known of one representative's own time in the month.
public struct RepresentativeTime: Hashable, Sendable {
  /// The days that he works.
  public enum Days: Hashable, Sendable {
    /// Those that the policy gives to everybody.
    case usual
    /// So many.
    case worked(Rational)
    /// All of the usual ones but so many.
    case off(Rational)
  }

  /// The days that he works.
  public let days: Days
  /// Minutes of a day that go into visits, shifts included; `nil`: as many as the policy says.
  public let minutesPerDay: Rational?

  /// `nil` unless days lie between 0 and 31, and minutes between 0 and 1440.
  public init?(days: Days = .usual, minutesPerDay: Rational? = nil) {
    switch days {
    case .usual: break
    case .worked(let days), .off(let days):
      guard (Rational.zero...31).contains(days) else { return nil }
    }
    if let minutesPerDay, !(Rational.zero...1440).contains(minutesPerDay) { return nil }
    self.days = days
    self.minutesPerDay = minutesPerDay
  }
}

extension RepresentativeTime {
  /// The usual time.
  static let usual = RepresentativeTime(asUsual: ())

  private init(asUsual: Void) {
    days = .usual
    minutesPerDay = nil
  }

  /// Minutes for visits in the month, where a policy gives everybody its time.
  ///
  /// Which days these are is not known: each has as many minutes as the month's days have on average.
  func minutes(by plan: CapacityPlan) -> WorkAmount {
    let usual = WorkAmount(Rational(Int64(plan.days)))
    let worked =
      switch days {
      case .usual: usual
      case .worked(let days): WorkAmount(days)
      case .off(let days): usual - WorkAmount(days)
      }
    if let minutesPerDay { return WorkAmount(minutesPerDay) * worked }
    let all = plan.minutesOfDays.reduce(WorkAmount.zero) { $0 + WorkAmount($1) }
    return all.times(worked, by: WorkAmount(Rational(Int64(plan.minutesOfDays.count))))
  }
}
