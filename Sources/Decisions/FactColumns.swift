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

  /// Where a fact stands: under its `column:` header if that is present, else under its name; `nil` where under neither.
  func index(of fact: Fact) -> Int? {
    fact.headers.lazy.compactMap { indexes[$0] }.first
  }

  /// What is wrong with the header as far as a fact is concerned.
  func problem(with fact: Fact) -> BindingFault.Problem? {
    let name = fact.headers.first { indexes[$0] != nil }
    if let name { return repeated.contains(name) ? .repeated(fact: fact.name, column: name) : nil }
    guard case .reject = fact.missing else { return nil }
    let closest =
      closestMatch(to: fact.column ?? fact.name, among: headers) ?? closestMatch(to: fact.name, among: headers)
    return .absent(fact: fact.name, column: fact.column ?? fact.name, closest: closest)
  }
}

extension Fact {
  /// The headers it may stand under, in the order of preference.
  var headers: [String] { [column, name].compactMap(\.self) }
}
