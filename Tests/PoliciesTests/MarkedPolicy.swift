import Expressions
import Policies
import SourceText
import Testing

/// Policy text in which `⟦…⟧` marks the place that a diagnostic has to point at.
struct MarkedPolicy {
  let text: String
  /// UTF-8 offsets; `nil` where nothing is marked.
  let mark: Range<Int>?

  init(_ marked: String) {
    var text = ""
    var start: Int?
    var end: Int?
    for character in marked {
      switch character {
      case "⟦": start = text.utf8.count
      case "⟧": end = text.utf8.count
      default: text.append(character)
      }
    }
    self.text = text
    mark = start.flatMap { from in end.map { from..<$0 } }
  }

  /// A small policy of which a test writes the rest.
  static func head(facts: String = "", with sections: String) -> MarkedPolicy {
    MarkedPolicy(
      """
      policy: test
      version: "1"
      facts:
        id: {type: string, key: true}
        amount: {type: number, missing: unknown}
        count: {type: integer, missing: unknown}
        opened: {type: date, missing: unknown}
        promo: {type: bool, missing: unknown}
        channel: {type: enum, values: [mall, shop, hotel]}
        town: {type: string, missing: unknown}
      \(facts)\(sections)
      """)
  }
}

let someDay = CalendarDate(days: 20_500)

/// The diagnostics of a set of files.
func diagnostics(_ files: [String: String], paths: [String]? = nil) -> [Diagnostic] {
  PolicySet.check(paths ?? files.keys.sorted(), from: .memory(files), asOf: someDay).diagnostics
}

/// Checks that the policy has one fault, of that code and message, at the marked place.
func expectFault(
  _ code: String, _ message: String, _ policy: MarkedPolicy, sourceLocation: SourceLocation = #_sourceLocation
) {
  let found = diagnostics(["p.yaml": policy.text])
  #expect(found.map(\.code) == [code], "\(found.said)", sourceLocation: sourceLocation)
  #expect(found.first?.message == message, sourceLocation: sourceLocation)
  #expect(found.first.map { $0.range.start..<$0.range.end } == policy.mark, sourceLocation: sourceLocation)
}

extension [Diagnostic] {
  /// For the message of an expectation that fails.
  var said: String { map { "\($0.range): \($0.code): \($0.message)" }.joined(separator: "\n") }
}
