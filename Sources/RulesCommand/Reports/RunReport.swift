import Cadences
import Decisions
import Policies
import SourceText

/// What a run comes to, for the person who started it: sections of aligned counts.
struct RunReport {
  private let tally: RunTally
  private let policies: PolicySet
  private var sections: [(title: String, rows: [Row])] = []

  /// A line of a section.
  struct Row {
    let name: String
    let count: String
    /// Of all decided customers, or of all rows.
    let share: String
  }

  /// A report on `tally`, the events, the last decisions, the workload and the exceptions, in the order in which the policies name
  /// things.
  init(
    _ tally: RunTally, _ policies: PolicySet, _ events: [EventTally] = [], _ past: PreviousTally? = nil,
    workload: Workload? = nil, exceptions: ExceptionTally? = nil
  ) {
    self.tally = tally
    self.policies = policies
    addRows()
    addTiers()
    addVisits()
    if let exceptions { add(exceptions) }
    if let workload { add(workload) }
    add("flags", inOrder(tally.summary.flags, policies.columns.flags.map(\.id)), of: decided)
    add("rejected rows", byCount(tally.rejections), of: tally.rows)
    add("missing facts", byCount(tally.summary.missing), of: decided)
    for events in events { add(events) }
    if let past, past.rows > 0 {
      add("last decisions", [("read", past.rows), ("rejected", past.rejected)], of: past.rows)
    }
  }

  /// The whole text; each line ends with a line feed.
  var text: String {
    let rows = sections.flatMap(\.rows)
    let nameWidth = rows.map(\.name.displayWidth).max() ?? 0
    let countWidth = rows.map(\.count.displayWidth).max() ?? 0
    return sections.map { section in
      let lines = section.rows.map { row in
        "  " + row.name.padded(to: nameWidth) + "  " + row.count.leftPadded(to: countWidth)
          + (row.share.isEmpty ? "" : "  " + row.share.leftPadded(to: 6))
      }
      return ([section.title] + lines).map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }
}

// MARK: - Sections

extension RunReport {
  private var decided: Int { tally.summary.decided }

  private mutating func addRows() {
    add("rows", [("in", tally.rows)], of: tally.rows)
    add("rows", [("decided", decided), ("rejected", tally.rejected)], of: tally.rows)
    guard policies.policies.count > 1 else { return }
    // Those that decided nobody too: their `governs` may be misspelt.
    let all = Dictionary(policies.policies.map { ("\($0.name)@\($0.version)", 0) }) { first, _ in first }
    add("policies", byName(all.merging(tally.summary.policies) { $1 }), of: decided)
  }

  private mutating func addTiers() {
    for dimension in policies.columns.dimensions {
      let counts = inOrder(tally.summary.tiers[dimension.name] ?? [:], dimension.tiers.map(\.name) + [""])
      // A policy of the set may not have the dimension: the shares are those of the customers that do.
      let total = counts.reduce(0) { $0 + $1.count }
      add(dimension.name, counts.map { ($0.name.isEmpty ? "(none)" : $0.name, $0.count) }, of: total)
    }
  }

  private mutating func addVisits() {
    guard policies.policies.contains(where: { $0.cadence != nil }) else { return }
    let total = tally.summary.visitsPerMonth.map { $0.decimalText(places: 1).grouped } ?? "beyond counting"
    sections.append(("visits", [Row(name: "a month, in total", count: total, share: "")]))
    let cadences = tally.summary.cadences.sorted { a, b in
      a.key.isStronger(than: b.key) || (!b.key.isStronger(than: a.key) && a.key.description < b.key.description)
    }
    let without = tally.summary.withoutCadence
    add(
      "cadences", cadences.map { ($0.key.description, $0.value) } + (without > 0 ? [("(none)", without)] : []),
      of: decided)
    add(
      "visit modes",
      VisitMode.allCases.compactMap { mode in
        tally.summary.modes[mode].map { (mode.rawValue, $0) }
      }, of: decided)
  }

  private mutating func add(_ exceptions: ExceptionTally) {
    let counts = [
      ("in force", exceptions.inForce), ("over", exceptions.over), ("of customers in no row", exceptions.unmet.count),
      ("where no visits are planned", exceptions.withoutCadence.count),
    ]
    add("exceptions", counts.filter { $0.1 > 0 }, of: 0)
  }

  private mutating func add(_ events: EventTally) {
    let title = "events: \(events.table)"
    add(title, [("in", events.rows)], of: events.rows)
    add(
      title, [("counted", events.counted), ("after the as-of date", events.later), ("rejected", events.rejected)],
      of: events.rows)
    guard let unknown = events.unknown, unknown.events > 0 else { return }
    add(title, [("of unknown customers", unknown.events)], of: events.rows)
    add(title, [("unknown customers", unknown.customers)], of: 0)
  }

  /// A section with these lines; none if there are none.
  mutating func add(_ title: String, _ rows: [Row]) {
    if !rows.isEmpty { sections.append((title, rows)) }
  }

  /// A section with a line for each count, or these lines at the end of the last section, if that has the title; none if there
  /// is nothing to count.
  private mutating func add(_ title: String, _ counts: [(name: String, count: Int)], of total: Int) {
    guard !counts.isEmpty else { return }
    let shares = shares(of: counts.map(\.count), in: total)
    let rows = zip(counts, shares).map { Row(name: $0.name, count: $0.count.grouped, share: $1) }
    if let last = sections.indices.last, sections[last].title == title {
      sections[last].rows += rows
    } else {
      sections.append((title, rows))
    }
  }
}

/// Percentages with one decimal; nothing, of nothing.
private func shares(of counts: [Int], in total: Int) -> [String] {
  guard total > 0 else { return counts.map { _ in "" } }
  return tenthsOfPercent(of: counts, in: total).map { "\($0 / 10).\($0 % 10)%" }
}

// MARK: - Orders

/// As `order` has them, each once; what it does not name comes last, by name.
private func inOrder(_ counts: [String: Int], _ order: [String]) -> [(name: String, count: Int)] {
  var rest = counts
  let named = order.compactMap { name in rest.removeValue(forKey: name).map { (name: name, count: $0) } }
  return named + byName(rest)
}

private func byName(_ counts: [String: Int]) -> [(name: String, count: Int)] {
  counts.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
}

/// The most frequent first.
private func byCount(_ counts: [String: Int]) -> [(name: String, count: Int)] {
  counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { (name: $0.key, count: $0.value) }
}

extension String {
  /// With spaces behind it up to a width on the terminal.
  fileprivate func padded(to width: Int) -> String { self + spaces(missingTo: width) }

  /// With spaces before it up to a width on the terminal.
  fileprivate func leftPadded(to width: Int) -> String { spaces(missingTo: width) + self }

  private func spaces(missingTo width: Int) -> String { String(repeating: " ", count: max(0, width - displayWidth)) }

  /// A decimal number with commas between thousands.
  var grouped: String {
    let parts = split(separator: ".", maxSplits: 1)
    guard let whole = parts.first.flatMap({ Int($0) }) else { return self }
    return parts.count == 2 ? "\(whole.grouped).\(parts[1])" : whole.grouped
  }
}
