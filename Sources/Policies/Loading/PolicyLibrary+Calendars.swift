import Calendars
import SourceText
import YAML

extension PolicyLibrary {
  /// The file that the calendar of the sections goes by, beside the policy's own; `nil` if there is none.
  mutating func calendarFile(of sections: YAMLNode) -> SourceFile? {
    guard let from = sections.value("calendar")?.value("from")?.fragment else { return nil }
    return calendar(from: from)?.range.file
  }

  private mutating func calendar(from path: SourceFragment) -> YAMLNode? {
    let target = Path.resolve(path.text, relativeTo: path.range.file.path)
    return [target, target + ".yaml", target + ".yml"].compactMap { calendar(at: $0) }.first
  }

  /// The sections with what the calendar's own file says beneath what the policy says of its calendar.
  mutating func withCalendar(_ sections: YAMLNode) -> YAMLNode {
    guard let own = sections.value("calendar"), let from = own.value("from")?.fragment else { return sections }
    guard let file = calendar(from: from) else {
      report(.noCalendar(from, target: Path.resolve(from.text, relativeTo: from.range.file.path)))
      return sections
    }
    let entries = (sections.entries ?? []).map { entry in
      entry.key.text == "calendar"
        ? YAMLNode.Entry(key: entry.key, value: own.laid(over: file)) : entry
    }
    return YAMLNode(content: .mapping(entries), range: sections.range)
  }
}

extension YAMLNode {
  /// Whether it is a calendar's own file: it names itself `calendar:`, and is no policy.
  var isCalendar: Bool { value("calendar")?.text != nil && entry("policy") == nil }

  /// A calendar's own words over those of its file: days off and seasons are added by key, days on are joined, all else replaces.
  fileprivate func laid(over file: YAMLNode) -> YAMLNode {
    guard let own = entries, var merged = file.entries else { return self }
    for entry in own {
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
