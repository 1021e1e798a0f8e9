import Cadences
import Expressions

/// The command's words for the days of visits: the next visit, then what made its day, line by line.
enum SchedulePhrases {
  static func english(_ schedule: VisitSchedule) -> [String] {
    let overdue = schedule.overdueDays
    let state = overdue == 0 ? "" : ", \(overdue) \(overdue == 1 ? "day" : "days") overdue"
    let moves = [
      (schedule.moves.contains(.minimumSpacing), "moved later: the visits would be too near to each other"),
      (schedule.moves.contains(.promise), "moved earlier: \(englishPromise(schedule))"),
      (schedule.moves.contains(.closedDay), "moved to a working day: the day is closed"),
    ]
    let conflicts = [
      (
        schedule.conflicts.contains(.minimumSpacing), "the visits have to be nearer to each other than the policy wants"
      ),
      (schedule.conflicts.contains(.quotaOutOfReach), "the visits of the period cannot all be made any more"),
      (schedule.conflicts.contains(.closedThroughout), "all days are closed until the promise breaks"),
    ]
    return ["next visit: \(schedule.nextDue), at the latest \(schedule.latest)\(state)", englishStart(schedule)]
      + told(moves) + ["the latest day: \(englishPromise(schedule))"]
      + told(schedule.balance, english) + told(conflicts)
  }

  private static func english(_ balance: VisitBalance) -> String {
    let made = "\(balance.isKnown ? "" : "at least ")\(balance.made) made"
    return "in that period: \(balance.owed) visits, \(made), \(balance.missing) to go"
  }

  private static func englishStart(_ schedule: VisitSchedule) -> String {
    guard let last = schedule.lastVisit else { return "no visit counts so far: it is the first" }
    let days = "\(schedule.interval) \(schedule.interval == 1 ? "day" : "days")"
    return "last visit \(last) and \(days): \(schedule.intervalEnd)"
  }

  private static func englishPromise(_ schedule: VisitSchedule) -> String {
    switch schedule.promise {
    case .quota: "the visits of the period have to be made by \(schedule.promisedUntil)"
    case .gap: "the greatest gap between visits ends on \(schedule.promisedUntil)"
    case .interval: "the interval ends on \(schedule.promisedUntil)"
    case .firstVisit: "the first visit is due by \(schedule.promisedUntil)"
    }
  }

  static func chinese(_ schedule: VisitSchedule) -> [String] {
    let state = schedule.overdueDays == 0 ? "" : "，已超期 \(schedule.overdueDays) 天"
    let moves = [
      (schedule.moves.contains(.minimumSpacing), "顺延：两次拜访间隔过近"),
      (schedule.moves.contains(.promise), "提前：\(chinesePromise(schedule))"),
      (schedule.moves.contains(.closedDay), "调至工作日：当天休息"),
    ]
    let conflicts = [
      (schedule.conflicts.contains(.minimumSpacing), "拜访间隔不得不小于政策要求"),
      (schedule.conflicts.contains(.quotaOutOfReach), "本期应有的拜访次数已无法完成"),
      (schedule.conflicts.contains(.closedThroughout), "期限之前全是休息日"),
    ]
    return ["下次拜访：\(schedule.nextDue)，最迟 \(schedule.latest)\(state)", chineseStart(schedule)]
      + told(moves) + ["最迟日：\(chinesePromise(schedule))"]
      + told(schedule.balance, chinese) + told(conflicts)
  }

  private static func chinese(_ balance: VisitBalance) -> String {
    let made = "已完成\(balance.isKnown ? "" : "至少") \(balance.made) 次"
    return "该期应拜访 \(balance.owed) 次，\(made)，还需 \(balance.missing) 次"
  }

  private static func chineseStart(_ schedule: VisitSchedule) -> String {
    guard let last = schedule.lastVisit else { return "此前没有计入的拜访，为首次拜访" }
    return "上次拜访 \(last)，加 \(schedule.interval) 天为 \(schedule.intervalEnd)"
  }

  private static func chinesePromise(_ schedule: VisitSchedule) -> String {
    switch schedule.promise {
    case .quota: "本期拜访须在 \(schedule.promisedUntil) 前完成"
    case .gap: "最长间隔到 \(schedule.promisedUntil) 为止"
    case .interval: "间隔到 \(schedule.promisedUntil) 为止"
    case .firstVisit: "首次拜访须在 \(schedule.promisedUntil) 前完成"
    }
  }

  /// What a stretch owes, if that are several visits: of one, nothing is to be said.
  private static func told(_ balance: VisitBalance?, _ text: (VisitBalance) -> String) -> [String] {
    balance.map { $0.owed > 1 ? [text($0)] : [] } ?? []
  }

  private static func told(_ lines: [(isTrue: Bool, text: String)]) -> [String] { lines.filter(\.isTrue).map(\.text) }
}

extension VisitSchedule {
  /// The visit that the interval begins with; `nil` where there is none.
  fileprivate var lastVisit: CalendarDate? {
    promise == .firstVisit ? nil : intervalEnd.adding(days: -interval)
  }
}
