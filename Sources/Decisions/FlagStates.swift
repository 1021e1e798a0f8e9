package import Expressions

/// What a decision wrote of its flags: `ID@DAY …`, one after the other with a semicolon between them.
package struct FlagStates: Hashable, Sendable {
  /// The column in which they stand.
  package static let column = "flag_states"

  /// The day on which each flag was raised, by the flag's id.
  package let raised: [String: CalendarDate]

  /// `nil` if any part is written otherwise.
  package init?(_ text: String) {
    var raised: [String: CalendarDate] = [:]
    for part in text.split(separator: ";") {
      let head = part.prefix { $0 != " " }
      guard let sign = head.lastIndex(of: "@"), let day = CalendarDate(String(head[head.index(after: sign)...])) else {
        return nil
      }
      raised[String(head[..<sign])] = day
    }
    self.raised = raised
  }
}
