import Decisions
import Cadences
import Measures
import States

/// Tells what changed for a customer from run to run, and how it stands now.
struct StateStory {
  private let id: String
  private let entries: [(entry: StateEntry, state: StateText)]
  private let phrases: StatePhrases

  /// The story that the entries tell, the earliest first.
  init(of id: String, _ entries: [StateEntry], in language: Language) {
    self.id = id
    self.entries = entries.map { ($0, StateText(text: $0.state)) }
    phrases = StatePhrases(language: language)
  }
}

extension StateStory {
  /// The whole text; each line ends with a line feed.
  var text: String {
    var lines = [phrases.customer(id)]
    var before = StateText([])
    for (entry, now) in entries {
      lines.append("\(entry.asOf) · \(entry.policy(named: now[StateText.policy]))")
      lines += changes(from: before, to: now).map { "  " + $0 }
      before = now
    }
    return (lines + standing).map { $0 + "\n" }.joined()
  }

  private func changes(from old: StateText, to new: StateText) -> [String] {
    let names = new.columns.map(\.name) + old.columns.map(\.name).filter { new[$0] == nil }
    return names.flatMap { name -> [String] in
      if name == FlagStates.column { return flagChanges(from: old[name] ?? "", to: new[name] ?? "") }
      if StateText.decided.contains(name) || old[name] == new[name] || name.hasSuffix(".since") { return [] }
      if name.hasSuffix(".pending") { return pendingChange(of: name, from: old, to: new) }
      return [phrases.tier(name, from: old[name], to: new[name])]
    } + cadenceChange(from: old, to: new)
  }

  /// Nothing is said of a count that ends with a new tier.
  private func pendingChange(of name: String, from old: StateText, to new: StateText) -> [String] {
    let dimension = String(name.dropLast(".pending".count))
    let count = new[name].flatMap { Int($0) } ?? 0
    let was = old[name].flatMap { Int($0) } ?? 0
    if count == 0, was == 0 || old[dimension] != new[dimension] { return [] }
    return [phrases.pending(dimension, count)]
  }

  private func cadenceChange(from old: StateText, to new: StateText) -> [String] {
    old.cadence == new.cadence ? [] : [phrases.cadence(from: old.cadence, to: new.cadence)]
  }

  private func flagChanges(from old: String, to new: String) -> [String] {
    let (before, now) = (flags(old), flags(new))
    let ended = before.filter { flag in !now.contains { $0.flag == flag.flag } }.map {
      phrases.cleared(String($0.flag))
    }
    return ended
      + now.map { flag in
        let details = phrases.details(flag.details)
        guard let known = before.first(where: { $0.flag == flag.flag }) else {
          return phrases.raised(String(flag.flag), details)
        }
        return known.details == flag.details
          ? phrases.stands(String(flag.flag), details) : phrases.moved(String(flag.flag), details)
      }
  }

  private func flags(_ text: String) -> [(flag: Substring, details: Substring)] {
    text.split(separator: ";").map { part in
      let flag = part.prefix { $0 != " " }
      return (flag, part[flag.endIndex...].drop { $0 == " " })
    }
  }
}

// MARK: - How it stands now

extension StateStory {
  /// Since when the customer has each of its tiers and its cadence, and what flags are up.
  private var standing: [String] {
    guard let last = entries.last?.state else { return [] }
    let tiers = last.columns.map(\.name).filter { isTier($0) }.compactMap { name in
      last[name].map {
        phrases.since(phrases.tier(name, from: nil, to: $0), last[name + ".since"] ?? start { $0[name] })
      }
    }
    let cadence = last.cadence.map {
      phrases.since(phrases.cadence(from: nil, to: $0), start { $0.cadence?.description })
    }
    let flags = flags(last[FlagStates.column] ?? "").map {
      phrases.stands(String($0.flag), phrases.details($0.details))
    }
    return [phrases.now] + (tiers + [cadence].compactMap(\.self) + flags).map { "  " + $0 }
  }

  private func isTier(_ name: String) -> Bool {
    name != FlagStates.column && !StateText.decided.contains(name) && !name.hasSuffix(".since")
      && !name.hasSuffix(".pending")
  }

  /// The day from which on all states say the same as the last.
  private func start(_ part: (StateText) -> String?) -> String {
    let last = entries.last.flatMap { part($0.state) }
    let days = entries.reversed().prefix { part($0.state) == last }.map { "\($0.entry.asOf)" }
    return days.last ?? ""
  }
}

extension StateText {
  /// How often the customer is visited; `nil` where it is not.
  fileprivate var cadence: Cadence? {
    guard let visits = self[Self.visits], let period = self[Self.period] else { return nil }
    return try? Cadence.parse(period == "on_demand" ? period : "\(visits)/\(period)")
  }
}

extension StateEntry {
  /// The policy of that name with the version that it had in the run; all policies of the run, where none is named.
  fileprivate func policy(named name: String?) -> String {
    let all = policies.split(separator: ";")
    return name.map { name in all.first { $0.hasPrefix(name + "@") }.map(String.init) ?? name }
      ?? all.joined(separator: ", ")
  }
}
