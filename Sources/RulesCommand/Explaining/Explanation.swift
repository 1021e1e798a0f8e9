import Cadences
import Decisions
import Expressions
import Policies
import SourceText

/// One customer's decision as a person would tell it: what was decided, the rule behind each part with its place in the
/// policy, the facts it read, and what was missing.
struct Explanation {
  let decision: Decision
  /// The policy that decided.
  let policy: Policy
  let phrases: Phrases
  let labels: Labels

  /// Tells a policy's decision in a language.
  init(_ decision: Decision, by policy: Policy, in language: Language) {
    self.decision = decision
    self.policy = policy
    phrases = .of(language)
    labels = Labels(policy: policy, language: language, phrases: .of(language))
  }

  /// The sections in the order in which a decision comes about; each line ends with a line feed.
  var text: String {
    let title = policy.title.text(in: labels.language)
    let head = [
      phrases.customer(decision.key), phrases.decidedBy(decision.policy, title, policy.asOf.description),
    ]
    let sections = [head, tierLines, visitLines, flagLines, outputLines, missingLines].filter { !$0.isEmpty }
    return sections.map { $0.map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }
}

// MARK: - Sections

extension Explanation {
  private var tierLines: [String] {
    let lines = decision.tiers.flatMap(self.lines(of:))
    return lines.isEmpty ? [] : [phrases.classes] + lines
  }

  private func lines(of tier: TierDecision) -> [String] {
    let name = tier.tier.map { labels.tier($0, of: tier.dimension) } ?? phrases.none
    return ["  " + labels.name(tier.dimension) + phrases.colon + name]
      + because([tier.rule].compactMap(\.self), of: tier.dimension)
  }

  private var flagLines: [String] {
    let lines = decision.flags.flatMap(self.lines(of:))
    return lines.isEmpty ? [] : [phrases.flags] + lines
  }

  private func lines(of flag: RaisedFlag) -> [String] {
    let details = [
      phrases.severity(flag.severity), flag.owner.map(phrases.owner), flag.due.map { phrases.due($0.description) },
      flag.due.flatMap { $0 < policy.asOf ? phrases.past(Int(policy.asOf.days - $0.days)) : nil },
      flag.isNew ? nil : phrases.since(flag.since.description), flag.level > 1 ? phrases.level(flag.level) : nil,
    ].compactMap(\.self)
    let named = labels.rule(flag.id, provenance(of: flag.id, in: "flags"), of: "flags")
    return ["  " + named + phrases.colon + details.joined(separator: phrases.comma)]
      + because([flag.id], of: "flags", isNamed: false)
  }

  private var outputLines: [String] {
    // What the schedule says is told with the visits.
    let lines = decision.outputs.filter { !policy.isScheduled($0.name) }.flatMap(self.lines(of:))
    return lines.isEmpty ? [] : [phrases.outputs] + lines
  }

  /// An output's columns, then what made them all.
  private func lines(of output: OutputDecision) -> [String] {
    let values = output.values.map { value in
      "  " + labels.name(value.column) + phrases.colon
        + (value.value.map { labels.value($0, of: value.column) } ?? phrases.none)
    }
    return values + because(output.rules, of: output.name)
  }

  private var missingLines: [String] {
    let facts = decision.missing.map { "  " + labels.name($0) }
    return [phrases.missing] + (facts.isEmpty ? ["  " + phrases.nothingMissing] : facts)
  }
}

// MARK: - Rules

extension Explanation {
  /// The rules that made something, where they stand, what its owner's rules read, and which of them ended unknown.
  func because(_ rules: [String], of owner: String, isNamed: Bool = true) -> [String] {
    let entries = (decision.trace?.entries ?? []).filter {
      // Flags share an owner, but each is a matter of its own.
      $0.owner == owner && (owner != "flags" || rules.contains($0.rule))
    }
    var lines = rules.flatMap { rule in
      let provenance = provenance(of: rule, in: owner)
      let named = isNamed ? labels.rule(rule, provenance, of: owner) : ""
      let told = [named, place(of: provenance)].filter { !$0.isEmpty }.joined(separator: phrases.comma)
      return [phrases.rule + phrases.colon + told] + conditionLines(of: rule, in: owner)
    }
    lines += computationLines(of: owner) + scoreLines(of: owner)
    let facts = facts(readBy: entries)
    if !facts.isEmpty { lines.append(phrases.facts + phrases.colon + facts) }
    let open = entries.filter { $0.verdict == .unknown }.map { labels.rule($0.rule, $0.provenance, of: owner) }
    if !open.isEmpty { lines.append(phrases.open + phrases.colon + open.joined(separator: phrases.comma)) }
    return lines.map { "    " + $0 }
  }

  /// What the rules read, each name once.
  func facts(readBy entries: [Trace.Entry]) -> String {
    var seen: Set<String> = []
    return entries.flatMap(\.read).filter { seen.insert($0.name).inserted }.map { read in
      labels.name(read.name) + " = " + (read.value.map { labels.value($0, of: read.name) } ?? phrases.unknown)
    }.joined(separator: phrases.comma)
  }

  /// `rules/tobacco.yaml:33`, and the source that the policy names for it.
  func place(of provenance: Provenance?) -> String {
    guard let provenance else { return "" }
    let line = "\(provenance.range.file.path):\(provenance.range.position.line)"
    return line + (provenance.source.map { phrases.comma + phrases.source($0) } ?? "")
  }

  /// Where a rule stands, as the trace or the policy says.
  func provenance(of rule: String, in owner: String) -> Provenance? {
    let entry = decision.trace?.entries.last { $0.owner == owner && $0.rule == rule }
    return entry?.provenance ?? policy.provenance(of: rule, in: owner)
  }
}

extension Policy {
  /// Where a rule of a dimension or output, or a flag, stands.
  fileprivate func provenance(of rule: String, in owner: String) -> Provenance? {
    if owner == "flags" { return flags.first { $0.id == rule }?.provenance }
    if let dimension = dimensions.first(where: { $0.name == owner }) {
      return dimension.table.provenance(of: rule) ?? dimension.provenance
    }
    let output = outputs.first { $0.name == owner }
    return output?.table?.provenance(of: rule) ?? output?.provenance
  }
}

extension DecisionTable {
  fileprivate func provenance(of rule: String) -> Provenance? {
    (rows + [otherwise, ifUnknown].compactMap(\.self)).first { $0.id == rule }?.provenance
  }
}
