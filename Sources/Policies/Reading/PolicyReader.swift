import Cadences
import Calendars
import Expressions
import SourceText
import YAML

/// Reads a resolved policy (its overlays merged) into the model: the schema of the language.
///
/// Reports every fault it meets and goes on; the result counts only if none is an error.
struct PolicyReader {
  /// The policy's own header.
  let header: PolicyHeader
  /// The sections of the resolved policy, by name.
  let sections: YAMLNode
  let asOf: CalendarDate

  var diagnostics: [Diagnostic] = []
  /// The names that expressions may use at the stage that is being read.
  var scope = Scope(.business)
  /// What takes up each slot of the frame, and the facts behind it.
  var slots = SlotAllocation()
  /// The names that are not free.
  var reserved = Names.reserved
  /// Where each name was first declared.
  var declared: [String: SourceRange] = [:]
  /// The derived values that have faults of their own.
  var faulty: Set<String> = []
  var facts: [Fact] = []
  /// The facts that claim to be the key, by index.
  var keys: [(fact: Int, range: SourceRange)] = []
  var calendar = WorkingCalendar.standard
  /// The index in `facts` of the one that names the customer.
  var keyFact = 0
  var params: [String: Parameter] = [:]
  /// The dimensions that keep their tiers, with these from the best to the worst.
  var held: [(name: String, tiers: [String], hold: Hold)] = []
  /// The facts that are counts of events within a window.
  var windowedCounts: Set<Int> = []
  /// The fact that says how many visits were made, where the schedule counts them of events.
  var visitsMade: Int?
  /// What dimensions ask of the population: the fact that answers, by the dimension's name.
  var standings: [String: Standing] = [:]
  /// Where each demand of an obligation was written: by obligation id, then by tier (empty for "all").
  var demandRanges: [String: [String: SourceRange]] = [:]

  init(header: PolicyHeader, sections: YAMLNode, asOf: CalendarDate) {
    self.header = header
    self.sections = sections
    self.asOf = asOf
    scope.remedyForUnknown = "declare it under 'facts', 'measures', 'params' or 'derive'"
    scope.declare(constant: "as_of", type: .timestamp, value: .timestamp(asOf.startOfDay))
  }

  /// A read policy, and what only the comparison with its base needs.
  struct Reading {
    let policy: Policy
    let demandRanges: [String: [String: SourceRange]]
  }

  /// Reads all sections in the order in which their values come about; `files`: the uppermost first, the calendar's last.
  static func read(
    header: PolicyHeader, _ resolved: Overlay.Merged, files: [SourceFile], hasWholeCalendar: Bool, asOf: CalendarDate
  ) -> Diagnosed<Reading> {
    let sections = resolved.sections
    guard sections.value("facts") != nil else {
      return Diagnosed(nil, [.noFacts(extends: header.extends != nil, at: header.nameRange)])
    }
    var reader = PolicyReader(header: header, sections: sections, asOf: asOf)
    reader.declareUnavailable(switchedOff: resolved.switchedOff)
    reader.scope.knowsSeasons = hasWholeCalendar
    let policy = reader.readPolicy(files: files)
    return Diagnosed(Reading(policy: policy, demandRanges: reader.demandRanges), reader.diagnostics)
  }

  private mutating func readPolicy(files: [SourceFile]) -> Policy {
    holdBackUnknownSections()
    reserveScheduledNames()
    let parameters = readParams()
    calendar = readCalendar(of: files)
    scope.calendar = calendar
    readFacts()
    keyFact = readKey()
    var tables = readEvents()
    let measures = readMeasures(of: &tables)
    readPrevious()
    var questions = QuestionList()
    let population = readPopulation(asking: &questions)
    checkColumns(what: "fact")
    let derived = readDerived()
    let dimensions = readDimensions()
    let cadence = readCadence()
    let cadenceSlots = declareCadence(cadence)
    let scheduleSlot = declareSchedule(cadence?.schedule)
    let flags = readFlags()
    let flagsSlot = declareFlags(flags)
    let outputs =
      readOutputs() + held.flatMap { holdOutputs(of: $0.name, tiers: $0.tiers, $0.hold) }
      + scheduleOutputs(cadence?.schedule, first: scheduleSlot)
    let capacity = readCapacity()
    checkUnreadParams(parameters)
    let governs = readGovernance()
    return Policy(
      name: header.name, version: header.version, identity: "\(header.name)@\(header.version)", title: header.title,
      asOf: asOf, effective: header.effective, governs: governs, files: files, params: parameters,
      facts: facts, events: tables.map { $0.table(of: header, asOf: asOf, files: files) }, measures: measures,
      population: population,
      questions: population.isEmpty ? [] : [populationQuestions(questions, governs: governs, files: files)],
      keyFact: keyFact, derived: derived,
      dimensions: dimensions.ordered, dimensionOrder: dimensions.written, cadence: cadence, flags: flags,
      outputs: outputs, capacity: capacity, calendar: calendar,
      frame: FrameLayout(
        count: slots.names.count, names: slots.names, visitsPerMonth: cadenceSlots.perMonth,
        visitsPerYear: cadenceSlots.perYear, visitMode: cadenceSlots.mode, flags: flagsSlot,
        schedule: scheduleSlot,
        factsBehind: slots.factsBehind(first: facts.count + derived.count)))
  }
}

extension PolicyReader {
  /// Declares what stands in sections that there are not, which was told: what reads it is not at fault too.
  private mutating func holdBackUnknownSections() {
    for entry in sections.entries ?? [] where !PolicyDocument.sections.contains(entry.key.text) {
      for name in entry.value.entries ?? [] { declareFaulty(name.key.text) }
    }
  }

  /// Declares the names that are there but not yet, or no more: each gets its own message. What is declared later takes its place.
  private mutating func declareUnavailable(switchedOff: [String: SourceRange]) {
    let why = "it is known only when the cadence is; flags and outputs may read it"
    for name in ["visits_per_month", "visits_per_year", "visit_mode"] {
      scope.declare(unavailable: name, why: why, hint: "use what the cadence is made of")
    }
    scope.declare(unavailable: "flags", why: "it is known only to outputs", hint: "use the flag's own condition")
    for entry in section("outputs") {
      let why = "it is an output, and outputs come last; only outputs after it may read it"
      scope.declare(unavailable: entry.key.text, why: why, hint: "move what is needed into `derive:` or `classify:`")
    }
    for (name, range) in switchedOff {
      scope.declare(
        unavailable: name, why: "it is switched off at \(range)",
        hint: "leave it on, or change or switch off what reads it")
    }
  }
}

/// Hands out the slots of the frame.
struct SlotAllocation {
  private(set) var names: [String] = []
  private(set) var factsBehind: [[Int]] = []

  /// The next slot, for a value of that name that is made of `facts`.
  mutating func allocate(_ name: String, facts: [Int] = []) -> Int {
    names.append(name)
    factsBehind.append(facts)
    return names.count - 1
  }

  /// Says what a slot's value is made of, once that is known.
  mutating func setFacts(_ facts: [Int], behind slot: Int) {
    factsBehind[slot] = facts
  }

  /// The facts behind each of the first `count` slots; nothing behind the others.
  func factsBehind(first count: Int) -> [[Int]] {
    factsBehind.enumerated().map { slot, facts in slot < count ? facts : [] }
  }

  /// The facts behind any of `slots`, ascending.
  func facts(behind slots: some Sequence<Int>) -> [Int] {
    Set(slots.flatMap { factsBehind[$0] }).sorted()
  }
}
