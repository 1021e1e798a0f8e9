import SeededRandom

/// Writes a policy, section by section; what is written so far says what the next rule may read.
///
/// A policy may turn out faulty: see ``PolicyDraft``, which leaves out what does not load.
struct PolicyWriter {
  var random: SplitMix
  let constants: Constants
  /// Whether expressions may use what is hardly ever used: conversions, maps, macros over what is no literal, bytes of text.
  let isExotic: Bool
  /// What may be read from here on.
  var names: [Name] = []
  var params: [Name] = []
  /// The lists of rules with ids, by the keys that lead to them; overlays change them.
  var ruleLists: [RuleList] = []
  /// What conditions may read of customers among their peers: no other measure of the population may.
  var standings: [Name] = []
  /// Whether the cadence gives dates.
  var hasSchedule = false
  /// Whether the calendar has seasons.
  var hasSeasons = false
  /// The words of the language that the policy uses, for counts.
  var features: Set<String> = []
  private var ids = 0

  /// Rules that overlays can name.
  struct RuleList {
    let path: [String]
    let ids: [String]
    /// What they may read.
    let names: [Name]
  }

  init(_ random: SplitMix, isExotic: Bool) {
    var random = random
    constants = Constants(&random, isExotic: isExotic)
    self.random = random
    self.isExotic = isExotic
  }
}

extension PolicyWriter {
  /// The whole policy but its header.
  mutating func sections() -> [Outline] {
    // It comes first, since conditions ask for its seasons.
    let calendar = random.chance(40) ? [calendar()] : []
    var sections = calendar + [Outline(line: "params:", parts: parameters()), Outline(line: "facts:", parts: facts())]
    sections += measuredFacts()
    sections += [
      Outline(line: "derive:", parts: derivedValues()), Outline(line: "classify:", parts: dimensions()),
    ]
    if random.chance(85) { sections.append(Outline(line: "cadence:", parts: cadence())) }
    nameCadence()
    sections += [Outline(line: "flags:", parts: flags()), Outline(line: "outputs:", parts: outputs())]
    return sections
  }

  /// What flags and outputs may read of the cadence.
  private mutating func nameCadence() {
    names += [
      Name(text: "visits_per_month", kind: .number), Name(text: "visits_per_year", kind: .number),
      Name(text: "visit_mode", kind: .choice(Self.modes)),
    ]
    guard hasSchedule else { return }
    names += [
      Name(text: "interval_days", kind: .int), Name(text: "next_due", kind: .date), Name(text: "latest", kind: .date),
      Name(text: "days_overdue", kind: .int), Name(text: "due_reason", kind: .text),
    ]
  }

  static let modes = ["general", "deeper", "deep"]

  /// An id that no other rule has.
  mutating func nextID(_ word: String = "r") -> String {
    ids += 1
    return random.chance(10) ? "规则-\(ids)" : "\(word)\(ids)"
  }

  /// Counts a word of the language.
  mutating func use(_ feature: String) { features.insert(feature) }

  /// Whether to write something exotic now.
  mutating func isRare(_ percent: Int) -> Bool { isExotic && random.chance(percent) }

  /// The depth of most expressions.
  var someDepth: Int {
    mutating get { random.pick([0, 1, 1, 2, 2, 2, 3, 4]) }
  }

  /// The names of a kind.
  func names(of kind: Kind) -> [String] { (names + params).filter { $0.kind == kind }.map(\.text) }

  /// The names that stand for a text out of a list, with their values.
  var choices: [(name: String, values: [String])] {
    names.compactMap { name in
      if case .choice(let values) = name.kind { (name.text, values) } else { nil }
    }
  }
}
