import Cadences
import Decisions
import Policies

/// The command's own words in an explanation, in one language.
struct Phrases: Sendable {
  let customer: @Sendable (String) -> String
  /// Policy, title and day.
  let decidedBy: @Sendable (String, String?, String) -> String
  let classes: String
  let visits: String
  let flags: String
  let outputs: String
  let missing: String
  let nothingMissing: String
  let noCadence: String
  let none: String
  let rule: String
  /// What the rule of a dimension's `else` says, and that of its `unknown`.
  let otherwise: String
  let ifUnknown: String
  /// What the rule of a share's `zero` says.
  let ifNothing: String
  /// What the rules of a dimension that is held say.
  let held: String
  let frozen: String
  let asComputed: String
  /// What a dimension asks of its customers' standing among their peers.
  let standing: @Sendable (PopulationMeasure.Kind) -> String
  let condition: String
  /// A condition in a line of other things.
  let when: @Sendable (String) -> String
  /// The values of what a condition names.
  let given: @Sendable (String) -> String
  /// What a computed output is made of.
  let computed: String
  let score: String
  let source: @Sendable (String) -> String
  let facts: String
  let unknown: String
  let open: String
  let demands: @Sendable (_ obligation: String, _ demand: String) -> String
  let startsFrom: @Sendable (_ obligation: String, _ cadence: String) -> String
  let step: @Sendable (CadenceStep.Kind, _ rule: String) -> String
  let mode: @Sendable (VisitMode) -> String
  /// The next visit, then what made its day.
  let schedule: @Sendable (VisitSchedule) -> [String]
  let modeBecause: @Sendable (_ mode: String, _ obligation: String) -> String
  let severity: @Sendable (String) -> String
  let owner: @Sendable (String) -> String
  let due: @Sendable (String) -> String
  /// How many days the due day is past.
  let past: @Sendable (Int) -> String
  /// Since when a flag is up, and how far it went.
  let since: @Sendable (String) -> String
  let level: @Sendable (Int) -> String
  /// What would end a flag that is up, and whether it is known that it is not so.
  let standsUntil: @Sendable (_ condition: String, _ isKnown: Bool) -> String
  let cadence: @Sendable (Cadence) -> String
  let atLeast: @Sendable (String) -> String
  let yes: String
  let no: String
  /// Units of facts that need another word, by the policy's.
  let units: [String: String]
  /// What flags and outputs may read beside the policy's own names, by those names.
  let readings: [String: String]
  let colon: String
  let comma: String
  let named: @Sendable (_ label: String, _ name: String) -> String

  /// The source of a number that its author chose.
  private static let ours = "ours"

  static func of(_ language: Language) -> Phrases {
    switch language {
    case .en: english
    case .zh: chinese
    }
  }
}

// MARK: - English

extension Phrases {
  static let english = Phrases(
    customer: { "Customer \($0)" },
    decidedBy: { policy, title, day in "decided by \(policy)\(title.map { " (\($0))" } ?? ""), as of \(day)" },
    classes: "Classes", visits: "Visits", flags: "Flags", outputs: "Outputs", missing: "Missing facts",
    nothingMissing: "nothing that a rule asked for was missing",
    noCadence: "no obligation holds: no visits are planned",
    none: "none", rule: "rule", otherwise: "otherwise", ifUnknown: "when facts are missing",
    ifNothing: "where there is nothing to share",
    held: "kept: not asked for often enough to change", frozen: "kept: frozen", asComputed: "as computed",
    standing: { $0 == .share ? "share of those ahead" : "customers ahead" }, condition: "condition",
    when: { "when \($0)" }, given: { "where \($0)" }, computed: "computed as", score: "score",
    source: { $0 == ours ? "our default" : "source \($0)" }, facts: "facts", unknown: "not known",
    open: "could not be answered",
    demands: { obligation, demand in "\(obligation) asks for \(demand)" },
    startsFrom: { obligation, cadence in "start: \(cadence), the strongest: \(obligation)" },
    step: { kind, rule in
      switch kind {
      case .multiply(let factor): "\(rule): times \(factor)"
      case .add(let amount, let period): "\(rule): \(amount.signedText) per \(period)"
      case .round: "rounded"
      case .floor: "\(rule): may not go below its demand"
      case .atLeast: "never below the policy's minimum"
      case .atMost: "never above the policy's maximum"
      case .exception(let exception):
        "exception until \(exception.until), asked for by \(exception.by): \(exception.why)"
      }
    },
    mode: { mode in
      switch mode {
      case .general: "general visit"
      case .deeper: "deeper visit"
      case .deep: "deep visit"
      }
    },
    schedule: { SchedulePhrases.english($0) },
    modeBecause: { mode, obligation in "\(mode), asked for by \(obligation)" }, severity: { "severity \($0)" },
    owner: { "owner \($0)" }, due: { "due \($0)" },
    past: { "past for \($0) \($0 == 1 ? "day" : "days")" },
    since: { "since \($0)" }, level: { "level \($0)" },
    standsUntil: { condition, isKnown in "stands until: \(condition) (\(isKnown ? "not so yet" : "not known"))" },
    cadence: { cadence in
      guard case .quota(let visits, let period) = cadence else { return "visits on demand" }
      return "\(visits.shownText) \(visits.shownText == "1" ? "visit" : "visits") per \(period)"
    },
    atLeast: { "at least \($0)" }, yes: "yes", no: "no", units: [:],
    readings: [
      "visit_mode": "visit mode", "visits_per_month": "visits per month", "visits_per_year": "visits per year",
      "flags": "flags raised", "interval_days": "days between visits", "next_due": "next visit due",
      "latest": "latest day", "days_overdue": "days overdue", "due_reason": "what made the day",
    ], colon: ": ", comma: ", ", named: { label, name in "\(label) (\(name))" })
}

// MARK: - Chinese

extension Phrases {
  static let chinese = Phrases(
    customer: { "客户 \($0)" },
    decidedBy: { policy, title, day in "依据政策 \(policy)\(title.map { "（\($0)）" } ?? "")，基准日 \(day)" },
    classes: "分类", visits: "拜访", flags: "预警", outputs: "其他结果", missing: "缺失的信息",
    nothingMissing: "规则所需的信息齐全", noCadence: "没有适用的拜访要求，不安排拜访",
    none: "无", rule: "规则", otherwise: "其他情况", ifUnknown: "信息缺失时", ifNothing: "无份额时",
    held: "保持：连续次数不足，暂不调整", frozen: "保持：冻结期内", asComputed: "按计算结果",
    standing: { $0 == .share ? "前列累计占比" : "前列客户占比" }, condition: "条件", when: { "条件 \($0)" },
    given: { "其中 \($0)" }, computed: "计算方式", score: "得分",
    source: { $0 == ours ? "自定默认值" : "出处 \($0)" }, facts: "依据", unknown: "未知", open: "因信息缺失无法判断",
    demands: { obligation, demand in "\(spaced(obligation))要求\(demand)" },
    startsFrom: { obligation, cadence in "起点：\(cadence)，要求最高的是 \(obligation)" },
    step: { kind, rule in
      switch kind {
      case .multiply(let factor): "\(rule)：乘以 \(factor)"
      case .add(let amount, let period): "\(rule)：每\(chinese(period)) \(amount.signedText) 次"
      case .round: "取整"
      case .floor: "\(rule)：不得低于其要求"
      case .atLeast: "不低于政策下限"
      case .atMost: "不超过政策上限"
      case .exception(let exception): "例外，至 \(exception.until)，申请人 \(exception.by)：\(exception.why)"
      }
    },
    mode: { mode in
      switch mode {
      case .general: "一般走访"
      case .deeper: "较深度走访"
      case .deep: "深度走访"
      }
    },
    schedule: { SchedulePhrases.chinese($0) },
    modeBecause: { mode, obligation in "\(mode)，由 \(spaced(obligation))要求" },
    severity: { "级别\(["low": "低", "medium": "中", "high": "高", "critical": "紧急"][$0] ?? $0)" },
    owner: { "负责人 \($0)" }, due: { "期限 \($0)" },
    past: { "已逾期 \($0) 天" },
    since: { "自 \($0) 起" }, level: { "第 \($0) 级" },
    standsUntil: { condition, isKnown in "解除条件：\(condition)（\(isKnown ? "尚未满足" : "无法判断")）" },
    cadence: { cadence in
      guard case .quota(let visits, let period) = cadence else { return "按需拜访" }
      return "每\(chinese(period)) \(visits.shownText) 次"
    },
    atLeast: { "至少\($0)" }, yes: "是", no: "否",
    units: ["days": "天", "months": "个月", "visits": "次", "visits a month": "次/月", "minutes": "分钟", "CNY": "元"],
    readings: [
      "visit_mode": "走访方式", "visits_per_month": "每月拜访次数", "visits_per_year": "每年拜访次数", "flags": "已触发的预警",
      "interval_days": "拜访间隔天数", "next_due": "下次拜访日", "latest": "最迟拜访日", "days_overdue": "超期天数",
      "due_reason": "日期由来",
    ], colon: "：", comma: "，", named: { label, name in "\(label)（\(name)）" })

  /// With a space behind it, if it ends in a Latin letter or digit.
  private static func spaced(_ text: String) -> String {
    text.utf8.last.map { $0 < 0x80 } ?? false ? text + " " : text
  }

  /// A period as it follows 每, with a space before a number.
  private static func chinese(_ period: Period) -> String {
    let (unit, measured) =
      switch period.unit {
      case .day: ("天", "天")
      case .week: ("周", "周")
      case .month: ("月", "个月")
      case .quarter: ("季度", "个季度")
      case .year: ("年", "年")
      }
    return period.count == 1 ? unit : " \(period.count) \(measured)"
  }
}
