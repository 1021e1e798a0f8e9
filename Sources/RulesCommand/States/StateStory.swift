import Measures
import States

/// Tells what changed for a customer from run to run.
struct StateStory {
  private let id: String
  private let entries: [StateEntry]
  private let phrases: StatePhrases

  /// The story that the entries tell, the earliest first.
  init(of id: String, _ entries: [StateEntry], in language: Language) {
    self.id = id
    self.entries = entries
    phrases = StatePhrases(language: language)
  }
}

extension StateStory {
  /// The whole text; each line ends with a line feed.
  var text: String {
    var lines = [phrases.customer(id)]
    var before = StateText([])
    for entry in entries {
      let now = StateText(text: entry.state)
      let changes = changes(from: before, to: now)
      lines.append("\(entry.asOf) · \(entry.policies.split(separator: ";").joined(separator: ", "))")
      lines += changes.map { "  " + $0 }
      before = now
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func changes(from old: StateText, to new: StateText) -> [String] {
    let names = new.columns.map(\.name) + old.columns.map(\.name).filter { new[$0] == nil }
    return names.flatMap { name -> [String] in
      if name == PreviousColumns.flagStates { return flagChanges(from: old[name] ?? "", to: new[name] ?? "") }
      if old[name] == new[name] || name.hasSuffix(".since") { return [] }
      if name.hasSuffix(".pending") { return pendingChange(of: name, from: old, to: new) }
      return [phrases.tier(name, from: old[name], to: new[name])]
    }
  }

  /// Nothing is said of a count that ends with a new tier.
  private func pendingChange(of name: String, from old: StateText, to new: StateText) -> [String] {
    let dimension = String(name.dropLast(".pending".count))
    let count = new[name].flatMap { Int($0) } ?? 0
    let was = old[name].flatMap { Int($0) } ?? 0
    if count == 0, was == 0 || old[dimension] != new[dimension] { return [] }
    return [phrases.pending(dimension, count)]
  }

  private func flagChanges(from old: String, to new: String) -> [String] {
    let (before, now) = (flags(old), flags(new))
    let ended = before.filter { flag in !now.contains { $0.flag == flag.flag } }.map {
      phrases.cleared(String($0.flag))
    }
    return ended
      + now.compactMap { flag in
        let details = phrases.details(flag.details)
        guard let known = before.first(where: { $0.flag == flag.flag }) else {
          return phrases.raised(String(flag.flag), details)
        }
        return known.details == flag.details ? nil : phrases.moved(String(flag.flag), details)
      }
  }

  private func flags(_ text: String) -> [(flag: Substring, details: Substring)] {
    text.split(separator: ";").map { part in
      let flag = part.prefix { $0 != " " }
      return (flag, part[flag.endIndex...].drop { $0 == " " })
    }
  }
}
