import Cadences
import Calendars
import Expressions
import SourceText
import YAML

extension PolicyReader {
  /// `capacity`; `nil` where the policy has none.
  mutating func readCapacity() -> CapacityPlan? {
    guard let node = sections.value("capacity"),
      var fields = Fields(node, owner: "capacity", diagnostics: &diagnostics)
    else { return nil }
    let ofHint = "name the fact that says whose customer it is: `rep: manager_id`"
    let representative = fields.require("rep", hint: ofHint, diagnostics: &diagnostics).flatMap { group($0, "rep") }
    let areas = fields.take("areas").map { readAreas($0) } ?? []
    let month = daysOfMonth
    let minutesOfDays = readTime(&fields, of: month.toCount)
    let minutesPerVisit = readVisit(&fields)
    let days = fields.take("days").flatMap { workingDays($0) }
    let owner = fields.take("owner").flatMap { readOwner($0) }
    let provenance = provenance(&fields, at: node.range)
    fields.finish(into: &diagnostics)
    guard let representative, let minutesOfDays, let minutesPerVisit else { return nil }
    return CapacityPlan(
      representative: representative, areas: areas, minutesOfDays: minutesOfDays, minutesPerVisit: minutesPerVisit,
      days: days ?? month.working, owner: owner, provenance: provenance)
  }

  private mutating func readAreas(_ node: YAMLNode) -> [Int] {
    var seen: [String: SourceRange] = [:]
    return (node.items ?? [node]).compactMap { item in
      if let name = item.fragment, let first = seen.updateValue(name.range, forKey: name.text) {
        diagnostics.append(.repeatedValue(name, first: first))
        return nil
      }
      return group(item, "areas")
    }
  }

  /// The fact by whose values customers are grouped.
  private mutating func group(_ node: YAMLNode, _ key: String) -> Int? {
    guard let name = text(node, what: key) else { return nil }
    guard let index = facts.firstIndex(where: { $0.name == name.text }), !faulty.contains(name.text) else {
      reportNoFact(name)
      return nil
    }
    switch facts[index].kind {
    case .string, .enumeration: return index
    case .integer, .number, .bool, .date:
      diagnostics.append(.namesNobody(name))
      return nil
    }
  }
}

// MARK: - The time of a day

extension PolicyReader {
  /// `day` and `shifts`: the minutes that go into visits on each of `days`.
  private mutating func readTime(_ fields: inout Fields, of days: [CalendarDate]) -> [Rational]? {
    let hint = "say how the minutes of a day are spent: `day: {visiting: 420}`"
    guard let node = fields.require("day", hint: hint, diagnostics: &diagnostics) else {
      _ = fields.take("shifts")
      return nil
    }
    let parts = readDay(node)
    let shifts = fields.take("shifts").map { readShifts($0, of: parts, on: days) } ?? []
    return days.indices.map { day in
      var parts = parts.compactMapValues(\.self)
      for shift in shifts where shift.holds[day] { shift.move(in: &parts) }
      return parts["visiting"] ?? .zero
    }
  }

  /// `{visiting: 420, preparation: 60, travel_and_waiting: 90, private: 60}`: minutes by what they are spent on, `nil` where they have faults.
  private mutating func readDay(_ node: YAMLNode) -> [String: Rational?] {
    guard let entries = node.entries else {
      diagnostics.append(.expectedMapping(owner: "day", at: node.range))
      return [:]
    }
    if node.entry("visiting") == nil { diagnostics.append(.noVisitingTime(at: node.range.beginning)) }
    let missing: [String: Rational?] = ["visiting": nil]
    let day = entries.reduce(into: missing) { day, entry in
      day.updateValue(minutes(entry.value, of: entry.key.text), forKey: entry.key.text)
    }
    if day.values.compactMap(\.self).reduce(0, { $0 + Double($1) }) > 1440 {
      diagnostics.append(.dayTooLong(at: node.range.beginning))
    }
    return day
  }

  /// Time that is spent on something else for a while.
  private struct Shift {
    /// By day.
    let holds: [Bool]
    let from: String
    let to: String
    let minutes: Rational

    /// Moves the minutes, or as many as are left of what they are taken from.
    func move(in day: inout [String: Rational]) {
      let moved = min(minutes, day[from] ?? .zero)
      day[from] = day[from].map { (try? $0 - moved) ?? $0 }
      day[to] = day[to].map { (try? $0 + moved) ?? $0 }
    }
  }

  private mutating func readShifts(
    _ node: YAMLNode, of day: [String: Rational?], on days: [CalendarDate]
  ) -> [Shift] {
    rules(node, what: "shifts").compactMap { rule, ruleNode in
      var fields = rule
      let id = ruleID(&fields)
      let holds = fields.take("when").map { self.days(days, on: $0) } ?? days.map { _ in true }
      let from = fields.require("from", hint: "say what the minutes are taken from", diagnostics: &diagnostics)
        .flatMap { part($0, of: day) }
      let to = fields.require("to", hint: "say what they are spent on", diagnostics: &diagnostics)
        .flatMap { part($0, of: day) }
      let minutes = fields.require("minutes", hint: "say how many", diagnostics: &diagnostics)
        .flatMap { self.minutes($0, of: "minutes") }
      _ = provenance(&fields, at: ruleNode.range)
      fields.finish(into: &diagnostics)
      guard let id, let from, let to, let minutes else { return nil }
      if from == to { diagnostics.append(.shiftsNowhere(id, at: ruleNode.range.beginning)) }
      if let available = day[from] ?? nil, minutes > available {
        diagnostics.append(.shiftsTooMuch(id, from: from, at: ruleNode.range.beginning))
      }
      return Shift(holds: holds, from: from, to: to, minutes: minutes)
    }
  }

  private mutating func part(_ node: YAMLNode, of day: [String: Rational?]) -> String? {
    guard let name = text(node, what: "part of the day") else { return nil }
    if day.keys.contains(name.text) { return name.text }
    diagnostics.append(.notAmong(what: "part of the day", fragment: name, choices: day.keys.sorted()))
    return nil
  }

  /// Whether a condition on the day alone holds, day by day; a diagnostic where it asks for more, or has no answer.
  private mutating func days(_ days: [CalendarDate], on node: YAMLNode) -> [Bool] {
    let none = days.map { _ in false }
    let slot = slots.names.count
    scope.declare(variable: "as_of", type: .timestamp, slot: slot)
    defer { scope.declare(constant: "as_of", type: .timestamp, value: .timestamp(asOf.startOfDay)) }
    guard let condition = expression(node, what: "when", expecting: .bool) else { return none }
    guard condition.slots.allSatisfy({ $0 == slot }) else {
      diagnostics.append(.shiftAsksCustomers(at: condition.source.range))
      return none
    }
    let answers = days.map { condition.answer(on: $0, in: slot) }
    if let failed = answers.firstIndex(of: nil) {
      diagnostics.append(.shiftWithoutAnswer(on: days[failed], at: condition.source.range))
    }
    return answers.map { $0 ?? false }
  }
}

extension CheckedExpression {
  /// What it says of a day, which stands in that slot; `nil` where it says neither yes nor no.
  fileprivate func answer(on day: CalendarDate, in slot: Int) -> Bool? {
    let frame = Array(repeating: Outcome.value(.timestamp(day.startOfDay)), count: slot + 1)
    guard case .value(.bool(let holds)) = evaluate(in: frame) else { return nil }
    return holds
  }
}

// MARK: - The time of a visit

extension PolicyReader {
  /// `visit` and `travel`: the minutes that a visit of each mode takes, with the way to it.
  private mutating func readVisit(_ fields: inout Fields) -> [VisitMode: Rational]? {
    let hint = "say how many minutes a visit takes: `visit: 30`, or by mode"
    let visit = fields.require("visit", hint: hint, diagnostics: &diagnostics).map { readMinutes($0, "visit") }
    let travel = fields.take("travel").map { readMinutes($0, "travel") } ?? [:]
    return visit?.merging(travel) { (try? $0 + $1) ?? $0 }
  }

  /// `30`, or `{general: 30, deeper: 40, deep: 60}`.
  private mutating func readMinutes(_ node: YAMLNode, _ what: String) -> [VisitMode: Rational] {
    guard let entries = node.entries else {
      let all = minutes(node, of: what)
      return VisitMode.allCases.reduce(into: [:]) { $0[$1] = all }
    }
    var byMode: [VisitMode: Rational] = [:]
    for entry in entries {
      if let mode = VisitMode(rawValue: entry.key.text) {
        byMode[mode] = minutes(entry.value, of: "\(what).\(mode.rawValue)")
      } else {
        diagnostics.append(
          .notAmong(what: "visit mode", fragment: entry.key, choices: VisitMode.allCases.map(\.rawValue)))
      }
    }
    // A mode under another name is told as that.
    guard entries.allSatisfy({ VisitMode(rawValue: $0.key.text) != nil }) else { return byMode }
    for mode in VisitMode.allCases where node.entry(mode.rawValue) == nil {
      diagnostics.append(.noMinutes(what, for: mode, at: node.range.beginning))
    }
    return byMode
  }

  /// Minutes of a day, exactly; 0 or more.
  private mutating func minutes(_ node: YAMLNode, of what: String) -> Rational? {
    guard let number = number(node, what: what) else { return nil }
    if (0...1440).contains(number), let minutes = Rational(near: number) { return minutes }
    diagnostics.append(.notMinutes(what: what, text: node.text ?? "", at: node.range))
    return nil
  }

  private mutating func workingDays(_ node: YAMLNode) -> Int? {
    guard let fragment = text(node, what: "days") else { return nil }
    if case .int(let days)? = constant(fragment.text, kind: .integer), (0...31).contains(days) { return Int(days) }
    diagnostics.append(.notDaysOfMonth(fragment))
    return nil
  }

  /// The days of the books' month in which the as-of day lies: how many are worked on, and those whose minutes count, which are all
  /// of them if none is.
  private var daysOfMonth: (working: Int, toCount: [CalendarDate]) {
    let month = calendar.period(of: asOf, .month)
    let all = (month.first.days...month.last.days).map { CalendarDate(days: $0) }
    let working = all.filter { calendar.isWorkingDay($0) }
    return (working.count, working.isEmpty ? all : working)
  }
}
