import Cadences

/// What the command says about a customer's history, in one language.
struct StatePhrases {
  let language: Language

  /// The file knows nothing of the customer.
  func noCustomer(_ id: String, in path: String) -> String {
    switch language {
    case .en: "\(path): nothing is known of customer `\(id)`"
    case .zh: "\(path)：没有客户“\(id)”的记录"
    }
  }

  /// The customer.
  func customer(_ id: String) -> String {
    switch language {
    case .en: "Customer \(id)"
    case .zh: "客户 \(id)"
    }
  }

  /// A dimension has a tier, or none, where it had another before, or none.
  func tier(_ dimension: String, from old: String?, to new: String?) -> String {
    let names = [old, new].compactMap(\.self).joined(separator: " → ")
    switch language {
    case .en: return "\(dimension): " + (new == nil ? "\(names), now none" : names)
    case .zh: return "\(dimension)：" + (new == nil ? "\(names)，现无分类" : names)
    }
  }

  /// So many decisions in a row asked for a worse (below 0) or a better tier; 0 where none does any more.
  func pending(_ dimension: String, _ count: Int) -> String {
    let decisions = counted(abs(count), "decision", "decisions")
    switch language {
    case .en where count == 0: return "\(dimension): nothing asks for another tier any more"
    case .en: return "\(dimension): held, \(decisions) in a row for a \(count < 0 ? "worse" : "better") tier"
    case .zh where count == 0: return "\(dimension)：不再有变动要求"
    case .zh: return "\(dimension)：保持不变，已连续 \(abs(count)) 次判定为更\(count < 0 ? "低" : "高")一类"
    }
  }

  /// The customer has another cadence than before, or none.
  func cadence(from old: Cadence?, to new: Cadence?) -> String {
    let words = Phrases.of(language)
    let told = [old, new].compactMap { $0.map { words.cadence($0) } }.joined(separator: " → ")
    let end = new == nil ? words.comma + noVisits : ""
    return words.visits + words.colon + told + end
  }

  private var noVisits: String {
    switch language {
    case .en: "now none"
    case .zh: "现不安排"
    }
  }

  /// What comes after the last change.
  var now: String {
    switch language {
    case .en: "now"
    case .zh: "现状"
    }
  }

  /// That something is so from a day on.
  func since(_ what: String, _ day: String) -> String {
    let words = Phrases.of(language)
    return what + words.comma + words.since(day)
  }

  /// A flag is up as it was before.
  func stands(_ flag: String, _ details: String) -> String {
    switch language {
    case .en: "flag \(flag) stands: \(details)"
    case .zh: "预警 \(flag) 持续：\(details)"
    }
  }

  /// A flag was raised.
  func raised(_ flag: String, _ details: String) -> String {
    switch language {
    case .en: "flag \(flag) raised: \(details)"
    case .zh: "预警 \(flag) 发出：\(details)"
    }
  }

  /// A flag has gone to another level, or its owner or day has changed.
  func moved(_ flag: String, _ details: String) -> String {
    switch language {
    case .en: "flag \(flag) goes on: \(details)"
    case .zh: "预警 \(flag) 转入：\(details)"
    }
  }

  /// A flag is up no more.
  func cleared(_ flag: String) -> String {
    switch language {
    case .en: "flag \(flag) cleared"
    case .zh: "预警 \(flag) 解除"
    }
  }

  /// `level 2 due 2026-03-31 district_manager`, as decisions write it.
  func details(_ text: Substring) -> String {
    guard language == .zh else { return String(text) }
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    var (parts, rest) = ([String](), words[...])
    if rest.first == "level", let level = rest.dropFirst().first {
      parts.append("第 \(level) 级")
      rest = rest.dropFirst(2)
    }
    if rest.first == "due", let day = rest.dropFirst().first {
      parts.append("\(day) 前")
      rest = rest.dropFirst(2)
    }
    if !rest.isEmpty { parts.append(rest.joined(separator: " ")) }
    return parts.joined(separator: "，")
  }
}
