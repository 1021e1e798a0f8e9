import Policies
import SourceText

/// The columns of an input, by header.
struct FactColumns {
  private let headers: [String]
  private var indexes: [String: Int] = [:]
  private var repeated: Set<String> = []

  init(_ headers: [String]) {
    self.headers = headers
    for (index, header) in headers.enumerated() {
      if indexes.updateValue(indexes[header] ?? index, forKey: header) != nil { repeated.insert(header) }
    }
  }

  /// How many columns there are.
  var count: Int { headers.count }

  /// Where a fact stands: under its `column:` header if that is present, else under its name; `nil` where under neither.
  func index(of fact: Fact) -> Int? {
    fact.headers.lazy.compactMap { indexes[$0] }.first
  }

  /// What is wrong with the header, as far as these facts are concerned; each thing once.
  func problems(with facts: [Fact]) -> [BindingFault.Problem] {
    let free = headersFree(of: facts)
    return facts.compactMap { problem(with: $0, free) }.eachOnce
  }

  /// The facts that stand nowhere, though rows may lack them or not.
  func absent(_ facts: [Fact]) -> [AbsentFact] {
    let free = headersFree(of: facts)
    return facts.filter { index(of: $0) == nil }.map { AbsentFact($0, closest: closest(to: $0, among: free)) }.eachOnce
  }

  private func problem(with fact: Fact, _ free: [String]) -> BindingFault.Problem? {
    let present = fact.headers.filter { indexes[$0] != nil }
    if let name = present.first(where: repeated.contains) { return .repeated(fact: fact.name, column: name) }
    if present.count > 1 { return .givenTwice(fact: fact.name, column: present[0]) }
    guard present.isEmpty, case .reject = fact.missing else { return nil }
    return .absent(fact: fact.name, column: fact.column ?? fact.name, closest: closest(to: fact, among: free))
  }

  /// The headers that none of the facts stands under: one of them may be misspelt.
  private func headersFree(of facts: [Fact]) -> [String] {
    let taken = Set(facts.flatMap(\.headers))
    return headers.filter { !taken.contains($0) }
  }

  /// The header that was probably meant for a fact: one that only differs in spaces, or the nearest.
  private func closest(to fact: Fact, among headers: [String]) -> String? {
    let names = fact.headers.map(\.withoutSpaces)
    return headers.first { names.contains($0.withoutSpaces) }
      ?? fact.headers.lazy.compactMap { closestMatch(to: $0, among: headers) }.first
  }
}

extension Fact {
  /// The headers it may stand under, in the order of preference; each once.
  var headers: [String] { [column, name].compactMap(\.self).eachOnce }
}

extension String {
  /// Without any white space, wherever it stands.
  var withoutSpaces: String { String(unicodeScalars.filter { !$0.properties.isWhitespace }) }
}
