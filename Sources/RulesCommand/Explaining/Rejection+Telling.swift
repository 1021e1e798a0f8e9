import Decisions
import Policies

extension Rejection {
  /// Why a customer was not decided, in a language; facts go by their labels there.
  func text(_ labels: Labels) -> String {
    switch labels.language {
    case .en: message
    case .zh: chinese(labels) + (cause.asciiSpelling.map { "，是否应为 \($0)？" } ?? "")
    }
  }

  private func chinese(_ labels: Labels) -> String {
    switch cause {
    case .missing(let fact): "\(labels.name(fact))：缺失"
    case .unreadable(let fact, let text, let kind): "\(labels.name(fact))：“\(text)”不是\(kind.chinese)"
    case .beyondInteger(let fact, let text, let lower, let upper):
      "\(labels.name(fact))：整数 \(text) 过\(text.hasPrefix("-") ? "小" : "大")，应\(Self.chineseRange(lower, upper))"
    case .outOfRange(let fact, let text, let lower, let upper):
      "\(labels.name(fact))：\(text) 超出范围，应\(Self.chineseRange(lower, upper))"
    case .unknownValue(let fact, let text, let values, let closest):
      "\(labels.name(fact))：“\(text)”不是允许的取值（\(values.joined(separator: "、"))）"
        + (closest.map { "，是否应为 \($0)？" } ?? "")
    case .factGivenTwice(let fact, let column): "\(labels.name(fact))：同时以“\(column)”和“\(fact)”给出，只能给出一次"
    case .notGoverned(let facts, let values): "没有政策适用于该客户" + Self.chineseFacts(facts, values, labels)
    case .failed(let rule, let place, let what): "\(rule)（\(place)）无法计算：\(what)"
    }
  }

  private static func chineseRange(_ lower: String?, _ upper: String?) -> String {
    switch (lower, upper) {
    case (let lower?, let upper?): "在 \(lower) 到 \(upper) 之间"
    case (let lower?, nil): "不小于 \(lower)"
    case (nil, let upper?): "不大于 \(upper)"
    case (nil, nil): "在范围之内"
    }
  }

  private static func chineseFacts(_ facts: [String], _ values: [String?], _ labels: Labels) -> String {
    guard !facts.isEmpty else { return "" }
    let told = zip(facts, values).map { labels.name($0) + ($1.map { " = “\($0)”" } ?? " 缺失") }
    return "（\(told.joined(separator: "，"))）"
  }
}

extension Fact.Kind {
  /// The type, as a sentence names it.
  fileprivate var chinese: String {
    switch self {
    case .string: "文本"
    case .integer: "整数"
    case .number: "数字"
    case .bool: "“是”或“否”"
    case .date: "日期（如 2026-01-31）"
    case .enumeration: "允许的取值"
    }
  }
}
