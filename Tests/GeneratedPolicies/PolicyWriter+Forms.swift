import SeededRandom

/// What a choice may come to, and how that is written.
struct Choice {
  let owner: String
  /// `classify` or `outputs`.
  let section: String
  /// As a rule's `then` writes them.
  let outcomes: [String]
  /// As keys of bands and cases; `nil` where outcomes have several fields.
  let keys: [String]?
  /// How the values of several rows may be combined.
  let aggregations: [String]
}

extension PolicyWriter {
  /// Dimensions, each of which may read those before it, whatever their order in the text.
  mutating func dimensions() -> [Outline] {
    var dimensions: [Outline] = []
    let given = names.filter { !standings.contains($0) && !$0.text.hasPrefix("d") || $0.text == "days" }
    let drafts = (0..<random.number(1...4)).map { tiers(ofDimension: "k\($0)") }
    for (name, tiers, isRanked) in drafts {
      let choice = Choice(
        owner: name, section: "classify", outcomes: tiers.map(\.quoted), keys: tiers.map(\.quoted), aggregations: [])
      let compares = random.chance(15)
      var parts = compares ? standing(choice, reading: given) : form(choice)
      if isRanked {
        use("ranked")
        parts.insert(Outline(line: "tiers: \(tiers.asEnumValues(labelled: random.chance(20)))"), at: 0)
      }
      if isRanked, random.chance(20) { parts.append(hold()) }
      dimensions.append(Outline(line: "\(name):", parts: parts))
      if compares {
        names.append(Name(text: "\(name).\(parts.text.contains("share:") ? "share" : "ahead")", kind: .number))
      }
      names.append(Name(text: name, kind: .choice(isRanked ? tiers : tiers.filter { parts.text.contains($0.quoted) })))
    }
    return random.chance(30) ? random.shuffled(dimensions) : dimensions
  }

  /// The tiers of a dimension, and whether they are ranked; what was decided last may then be read.
  private mutating func tiers(ofDimension name: String) -> (name: String, tiers: [String], isRanked: Bool) {
    let list = random.pick(ValueLists.all)
    let tiers = random.chance(70) ? list : random.some(list.count, of: list)
    let isRanked = random.chance(65)
    if isRanked, random.chance(25) {
      use("previous")
      names += [
        Name(text: "previous.\(name)", kind: .choice(tiers)), Name(text: "previous.\(name)_since", kind: .date),
        Name(text: "previous.\(name)_pending", kind: .int),
      ]
    }
    return (name, tiers, isRanked)
  }

  private mutating func hold() -> Outline {
    use("hold")
    let terms = ["demote_after: 2", "promote_after: 2", "demote_after: 3, promote_after: 2"]
    let freeze = "freeze: \(condition(1).quoted)"
    return Outline(line: "hold: {\(random.pick(terms + [freeze, "\(terms[0]), \(freeze)"]))}")
  }

  /// One of the forms that both dimensions and outputs have, with what holds otherwise.
  mutating func form(_ choice: Choice) -> [Outline] {
    let keyed = ["bands", "match", "score"]
    let word = random.pick(["first", "first", "table", "table"] + (choice.keys == nil ? [] : keyed))
    var form = Outline(line: "\(word):", parts: parts(ofForm: word, choice))
    var fallbacks = fallbacks(choice)
    // `else:` may stand inside most forms too.
    if word != "first", random.chance(25), let place = fallbacks.firstIndex(where: { $0.line.hasPrefix("else:") }) {
      form.parts.append(fallbacks.remove(at: place))
    }
    return [form] + fallbacks
  }

  private mutating func parts(ofForm word: String, _ choice: Choice) -> [Outline] {
    switch word {
    case "first": firstRules(choice)
    case "bands": bands(choice.keys ?? [])
    case "match": match(choice.keys ?? [])
    case "score": score(choice.keys ?? [])
    default: table(choice)
    }
  }

  /// `else:` and `unknown:`.
  mutating func fallbacks(_ choice: Choice) -> [Outline] {
    var lines: [Outline] = []
    for (key, percent) in [("else", 60), ("unknown", 35)] where random.chance(percent) {
      use(key)
      let outcome = random.pick(choice.outcomes)
      lines.append(
        Outline(line: random.chance(75) ? "\(key): \(outcome)" : "\(key): {then: \(outcome), id: \(nextID(key))}"))
    }
    return lines
  }

  private mutating func firstRules(_ choice: Choice) -> [Outline] {
    let isLarge = isLarge("first")
    let rules = (0..<random.number(isLarge ? 17...40 : 1...5)).map { _ in
      let when = isLarge ? conjunction() : condition(someDepth)
      return (id: nextID(), when: when, then: random.pick(choice.outcomes))
    }
    ruleLists.append(RuleList(path: [choice.section, choice.owner, "first"], ids: rules.map(\.id), names: names))
    return rules.map { Outline(line: "- {id: \($0.id), when: \($0.when.quoted), then: \($0.then)}") }
  }

  /// Whether to write a list of rules so long that it is not asked rule by rule.
  mutating func isLarge(_ form: String) -> Bool {
    let isLarge = random.chance(6)
    use(isLarge ? "large " + form : form)
    return isLarge
  }

  private mutating func conjunction() -> String {
    (0..<random.number(1...3)).map { _ in simpleCondition() }.joined(separator: " && ")
  }

  private mutating func bands(_ keys: [String]) -> [Outline] {
    use("bands")
    return [Outline(line: "of: \(anyNumber(someDepth).quoted)")] + thresholds(keys, among: constants.numbers)
  }

  private mutating func score(_ keys: [String]) -> [Outline] {
    use("score")
    let parts = (0..<random.number(1...4)).map { _ in
      let id = nextID("s")
      if random.chance(50) {
        let points = random.pick(["20", "0.1", "0.2", "-5", "33.3", parameter(of: .number) ?? "1"])
        return Outline(line: "- {id: \(id), when: \(condition(someDepth).quoted), points: \(points)}")
      }
      let weight = random.chance(70) ? ", weight: \(random.pick(["0.3", "0.1", "-1", "1e-3", "2"]))" : ""
      return Outline(line: "- {id: \(id), of: \(anyNumber(min(someDepth, 2)).quoted)\(weight)}")
    }
    return [Outline(line: "parts:", parts: parts)]
      + thresholds(keys, among: constants.numbers + ["20", "0.3", "-5", "40.1", "53.3"])
  }

  /// From the best on: falling for `at_least`, rising for `at_most`.
  private mutating func thresholds(_ keys: [String], among numbers: [String]) -> [Outline] {
    let isAtLeast = random.chance(70)
    let count = random.number(1...keys.count)
    let sorted = random.some(count, of: numbers).sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
    let bounds = isAtLeast ? sorted.reversed() : sorted
    let lines = zip(keys, bounds).map { key, bound in
      Outline(line: "\(key): \(random.chance(5) ? parameter(of: .number) ?? bound : bound)")
    }
    return [Outline(line: isAtLeast ? "at_least:" : "at_most:", parts: lines)]
  }

  private mutating func match(_ keys: [String]) -> [Outline] {
    use("match")
    let (input, values) = matchInput()
    var rest = random.shuffled(values)
    let cases = keys.compactMap { key -> Outline? in
      guard !rest.isEmpty else { return nil }
      let count = values == ["true", "false"] ? 1 : random.number(1...min(2, rest.count))
      let taken = Array(rest.prefix(count))
      rest.removeFirst(count)
      return Outline(line: "\(key): \(count == 1 && random.chance(50) ? taken[0].quoted : taken.flowSequence)")
    }
    return [Outline(line: "on: \(input.quoted)"), Outline(line: "cases:", parts: cases)]
  }

  private mutating func matchInput() -> (input: String, values: [String]) {
    let choices = choices
    if !choices.isEmpty, random.chance(65) {
      let choice = random.pick(choices)
      return (choice.name, choice.values)
    }
    switch random.below(3) {
    case 0: return (text(1), constants.texts)
    case 1: return (integer(1), constants.ints.map(String.init))
    default: return (condition(1), ["true", "false"])
    }
  }
}
