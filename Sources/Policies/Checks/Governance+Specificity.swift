import SourceText

extension Governance {
  /// The constraints; `nil` for a policy that decides nobody.
  var constraints: [Constraint]? {
    if case .customers(let constraints) = self { constraints } else { nil }
  }
}

extension [Governance.Constraint] {
  /// Whether whoever these constraints let through, `other` lets through too.
  func isWithin(_ other: [Governance.Constraint]) -> Bool {
    other.allSatisfy { limit in
      guard let own = first(where: { $0.fact == limit.fact }) else { return false }
      return Set(own.values).isSubset(of: limit.values)
    }
  }

  /// Whether a customer can pass both.
  func meets(_ other: [Governance.Constraint]) -> Bool {
    allSatisfy { own in
      guard let limit = other.first(where: { $0.fact == own.fact }) else { return true }
      return !Set(own.values).isDisjoint(with: limit.values)
    }
  }
}

/// Whether each customer has one policy: of two that could claim the same, one must be more specific.
struct GovernanceCheck {
  let editions: [(policy: Policy, header: PolicyHeader)]

  /// A diagnostic for each pair that could claim the same customer, and for facts that differ where they must not.
  func check() -> [Diagnostic] {
    let deciding = editions.filter { $0.policy.governs.constraints != nil }
    var diagnostics = checkColumns(of: deciding.map(\.policy))
    for (index, first) in deciding.enumerated() {
      for second in deciding[(index + 1)...] where first.policy.effective.intersection(second.policy.effective) != nil {
        diagnostics += check(first, second)
      }
    }
    return diagnostics
  }

  private func check(
    _ first: (policy: Policy, header: PolicyHeader), _ second: (policy: Policy, header: PolicyHeader)
  ) -> [Diagnostic] {
    guard let a = first.policy.governs.constraints, let b = second.policy.governs.constraints else { return [] }
    var diagnostics = checkFacts(first.policy, second.policy)
    if first.policy.name != second.policy.name, a.meets(b), a.isWithin(b) == b.isWithin(a) {
      diagnostics.append(.equallySpecific(second.header, first.header))
    }
    return diagnostics
  }

  /// A column of the decisions is the key, a dimension or an output in all of the set's policies.
  private func checkColumns(of policies: [Policy]) -> [Diagnostic] {
    var roles: [String: ColumnRole] = [:]
    var diagnostics: [Diagnostic] = []
    for (name, role) in policies.flatMap(\.columnRoles) {
      if let other = roles[name], other.word != role.word { diagnostics.append(.columnRolesDiffer(name, role, other)) }
      roles[name] = roles[name] ?? role
    }
    return diagnostics
  }

  /// The key and the facts of `governs` must read the same everywhere, since they are read before the policy is known.
  private func checkFacts(_ first: Policy, _ second: Policy) -> [Diagnostic] {
    let key = (first.facts[first.keyFact], second.facts[second.keyFact])
    var diagnostics: [Diagnostic] = []
    if key.0.name != key.1.name || !key.0.readsLike(key.1) { diagnostics.append(.keysDiffer(key.1, key.0)) }
    let routing = Set([first, second].flatMap { $0.governs.constraints ?? [] }.map(\.fact))
    for name in routing.sorted() {
      guard let a = first.facts.first(where: { $0.name == name }),
        let b = second.facts.first(where: { $0.name == name })
      else {
        let policy = first.facts.contains { $0.name == name } ? second : first
        diagnostics.append(.routingFactMissing(name, in: policy))
        continue
      }
      if !a.readsLike(b) { diagnostics.append(.routingFactsDiffer(b, a)) }
    }
    return diagnostics
  }
}

/// What a column of the decisions is.
struct ColumnRole {
  /// `key`, `dimension` or `output`, for messages.
  let word: String
  let range: SourceRange
}

extension Policy {
  /// What each of the policy's own columns is, with its name.
  fileprivate var columnRoles: [(name: String, role: ColumnRole)] {
    let key = facts[keyFact]
    var roles = [(name: key.name, role: ColumnRole(word: "key", range: key.provenance.range))]
    roles += dimensions.map { ($0.name, ColumnRole(word: "dimension", range: $0.provenance.range)) }
    for output in outputs {
      roles += output.columns.map { ($0.name, ColumnRole(word: "output", range: output.provenance.range)) }
    }
    return roles
  }
}

extension Fact {
  /// Whether a column of the file means the same under both.
  fileprivate func readsLike(_ other: Fact) -> Bool {
    (column ?? name) == (other.column ?? other.name)
      && (kind == other.kind || kind.enumNames != nil && other.kind.enumNames != nil)
  }
}
