import Batches
import Expressions
import Measures
import Policies
import SourceText
import Testing

/// Events of a policy's table `visits`, measured as an embedder does.
struct Visits {
  /// A visit, written as `customer date mode cooperated minutes who rank`; `-` says nothing, and what is left out says nothing either.
  struct Visit: Equatable {
    let texts: [String?]

    init(_ text: String) {
      let words = text.split(separator: " ").map { $0 == "-" ? nil : String($0) }
      texts = words + Array(repeating: nil, count: Visits.columns.count - words.count)
    }
  }

  static let columns = ["id", "visited_on", "mode", "cooperated", "minutes", "who", "rank"]
  static let asOf = "2026-03-18"

  let policies: PolicySet

  /// A policy with those measures, each as `name: {…}` without `of: visits`; traps the test if it has faults.
  init(_ measures: [String], key: String = "string", sourceLocation: SourceLocation = #_sourceLocation) {
    let text = """
      policy: p
      version: "1"
      facts:
        id: {type: \(key), key: true}
      events:
        visits:
          key: id
          time: visited_on
          fields:
            mode: {type: enum, values: [general, deep]}
            cooperated: bool
            minutes: number
            who: string
            rank: integer
      measures:
      \(measures.enumerated().map { "  m\($0): {of: visits, \($1)}" }.joined(separator: "\n"))
      outputs:
      \(measures.indices.map { "  o\($0): {value: m\($0)}" }.joined(separator: "\n"))
      """
    let day = CalendarDate(Self.asOf) ?? CalendarDate(days: 0)
    let loaded = PolicySet.load(["p.yaml"], from: .memory(["p.yaml": text]), asOf: day)
    #expect(loaded.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
    guard let policies = loaded.value else { fatalError("the policy does not load: \(loaded.diagnostics)") }
    self.policies = policies
  }
}

extension Visits {
  /// What parts of visits come to.
  func measured(_ parts: [[Visit]], columns: [String] = columns) throws -> EventMeasurer.Results {
    let source = try #require(policies.eventSources.first)
    return try EventMeasurer(source, columns: columns).measure(
      parts.map { visits in Self.columns.indices.map { column in .texts(visits.map { $0.texts[column] }) } })
  }

  /// The measures of some customers, in a line for each.
  func lines(of customers: [String], _ parts: [[Visit]]) throws -> [String] {
    let columns = try measured(parts).measured.columns(of: .texts(customers))
    return customers.indices.map { row in columns.map { $0.shown(row) }.joined(separator: " ") }
  }

  /// A measure of customer `a`; `-` where it is unknown.
  static func measure(_ form: String, _ visits: [String]) throws -> String {
    try Visits([form]).lines(of: ["a"], [visits.map { Visit($0) }])[0]
  }
}

extension FactColumn {
  /// What a row holds; `-` for nothing.
  func shown(_ row: Int) -> String {
    switch self {
    case .numbers(let numbers, let present): present?[row] == false ? "-" : "\(numbers[row])"
    case .integers(let integers, let present): present?[row] == false ? "-" : "\(integers[row])"
    case .shortIntegers(let integers, let present): present?[row] == false ? "-" : "\(integers[row])"
    case .bools(let bools, let present): present?[row] == false ? "-" : "\(bools[row])"
    case .days(let days, let present): present?[row] == false ? "-" : CalendarDate(days: days[row]).description
    case .codes(let codes, let texts, let present): present?[row] == false ? "-" : texts.texts[Int(codes[row])]
    case .texts(let texts): texts[row] ?? "-"
    }
  }
}
