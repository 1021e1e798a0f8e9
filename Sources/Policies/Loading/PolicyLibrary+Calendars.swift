import Calendars
import SourceText
import YAML

/// The sections of a policy with what its calendar's own files say.
struct CalendarSections {
  let sections: YAMLNode
  /// The calendar's own files: the one that the policy goes by, the one that this goes by, and so on.
  var files: [SourceFile] = []
  /// Whether every file could be read that the calendar goes by.
  var isWhole = true
}

extension PolicyLibrary {
  /// The sections with what the calendar's own files say beneath what the policy says of its calendar.
  mutating func withCalendar(_ sections: YAMLNode) -> CalendarSections {
    guard let own = sections.value("calendar") else { return CalendarSections(sections: sections) }
    var files: [SourceFile] = []
    let calendar = laid(own, over: &files)
    let entries = (sections.entries ?? []).map { entry in
      entry.key.text == "calendar" ? YAMLNode.Entry(key: entry.key, value: calendar ?? own) : entry
    }
    return CalendarSections(
      sections: YAMLNode(content: .mapping(entries), range: sections.range), files: files, isWhole: calendar != nil)
  }

  /// A calendar over the file that it goes by, with what that goes by beneath; `nil`, with a diagnostic, if there is none of them.
  ///
  /// - Parameter files: Those that lead to the calendar, with itself; those that follow are added.
  private mutating func laid(_ calendar: YAMLNode, over files: inout [SourceFile]) -> YAMLNode? {
    guard let from = calendar.value("from") else { return calendar }
    guard let path = from.fragment else {
      report(.expectedScalar(what: "from", at: from.range.beginning))
      return nil
    }
    guard let below = calendarFile(path) else { return nil }
    let file = below.range.file
    if let start = files.firstIndex(where: { $0.path == file.path }) {
      report(.calendarCircle(path, circle: files[start...].map(\.path) + [file.path]))
      return nil
    }
    files.append(file)
    return laid(below, over: &files).map { calendar.laid(over: $0) }
  }

  /// The calendar in the file of that path; `nil`, with a diagnostic, if there is none.
  private mutating func calendarFile(_ path: SourceFragment) -> YAMLNode? {
    let target = Path.resolve(path.text, relativeTo: path.range.file.path)
    let file = [target, target + ".yaml", target + ".yml"].first { exists($0) }
    guard let file else {
      report(.noCalendar(path, target: target))
      return nil
    }
    if isPolicy(file) { report(.policyAsCalendar(file, at: path.range)) }
    return calendar(at: file)
  }
}

extension YAMLNode {
  /// Whether it is a calendar's own file: no policy, but something that names itself `calendar:` or has what only calendars have.
  var isCalendar: Bool {
    guard entry("policy") == nil else { return false }
    guard let name = value("calendar") else {
      return ["week", "holidays", "working", "close", "seasons"].contains { entry($0) != nil }
    }
    return name.text != nil
  }

  /// A calendar's own words over those of its file: days off and seasons are added by key, days on are joined, all else replaces.
  fileprivate func laid(over file: YAMLNode) -> YAMLNode {
    guard let own = entries, var merged = file.entries else { return self }
    for entry in own where !entry.value.isNothing {
      guard let index = merged.firstIndex(where: { $0.key.text == entry.key.text }) else {
        merged.append(entry)
        continue
      }
      merged[index] = Entry(key: entry.key, value: entry.value.joined(with: merged[index].value))
    }
    return YAMLNode(content: .mapping(merged), range: range)
  }

  private func joined(with file: YAMLNode) -> YAMLNode {
    if let own = entries, let others = file.entries {
      let kept = others.filter { other in !own.contains { $0.key.text == other.key.text } }
      return YAMLNode(content: .mapping(kept + own), range: range)
    }
    if let own = items, let others = file.items, own.allSatisfy({ CalendarDate($0.text ?? "") != nil }) {
      return YAMLNode(content: .sequence(others + own), range: range)
    }
    return self
  }
}
