import Expressions
public import Policies

extension PolicySet {
  /// The policy that decides a customer, whose routing facts are asked for by their index in `routingFacts`.
  ///
  /// One that is missing governs as missing, even where a policy requires it: that policy, if any, says so.
  func policyIndex(governing value: (Int) -> FactValue) throws(Rejection) -> Int {
    var values: [String?] = []
    for (index, fact) in routingFacts.enumerated() {
      switch fact.read(value(index)) {
      case .success(let outcome): values.append(outcome.value?.text)
      case .failure(.missing): values.append(nil)
      case .failure(let fault): throw Rejection(fact, fault)
      }
    }
    guard let index = policyIndex(governing: values) else {
      throw Rejection(.notGoverned(facts: routingFacts.map(\.name), values: values))
    }
    return index
  }
}

extension PolicySet {
  /// Decides one customer, whose facts are given by name or by `column:` header; those that are not given are missing.
  ///
  /// Keys that are no fact of a policy are ignored. A fact that is given under its header and under its name too rejects the
  /// customer. For many rows of one form, ``bound(to:)`` finds out once where each fact stands.
  public func decide(
    _ facts: [String: FactValue], tracing: Bool = false, exceptions: CadenceExceptions = .none
  ) -> Result<Decision, Rejection> {
    Result { () throws(Rejection) in
      let index = try policyIndex { facts.value(of: routingFacts[$0]) }
      let policy = policies[index]
      for fact in policy.facts where facts.givesTwice(fact) { throw Rejection(.givenTwice(fact)) }
      return try policy.decide(tracing: tracing, exceptions: exceptions) { facts.value(of: policy.facts[$0]) }.get()
    }
  }

  /// The key of a customer whose facts are given by name, as far as there is one; for reports of rows that are not decided.
  public func key(of facts: [String: FactValue]) -> String? {
    policies.first.flatMap { facts.value(of: $0.facts[$0.keyFact]).text }
  }
}

extension [String: FactValue] {
  /// What is given for a fact, under its `column:` header or else its name.
  fileprivate func value(of fact: Fact) -> FactValue {
    given(fact.column) ?? self[fact.name] ?? .missing
  }

  /// Whether a fact is given under its header and under its name.
  fileprivate func givesTwice(_ fact: Fact) -> Bool {
    fact.column != fact.name && given(fact.column) != nil && given(fact.name) != nil
  }

  /// What stands under a key, if that is anything.
  private func given(_ key: String?) -> FactValue? {
    guard let value = key.flatMap({ self[$0] }), !value.isBlank else { return nil }
    return value
  }
}
