import Cadences
import Decisions
import Expressions
import Policies

/// What a column says in a row; `nil` where that is nothing or makes no sense, which is noted.
extension SideFile {
  /// A text that has to be there; `hint` says what for.
  mutating func text(_ column: Int, of row: SideRow, _ hint: String) -> String? {
    if let text = row.text(column) { return text }
    note(hint, in: column, of: row)
    return nil
  }

  /// The text of a fact's value, as decisions have it. `whom` says who is meant.
  mutating func key(_ column: Int, of row: SideRow, as fact: Fact, _ whom: String) -> String? {
    if case .success(let outcome) = fact.read(row.values[column]), let text = outcome.value?.text, !text.isEmpty {
      return text
    }
    note(row.text(column).map { "'\($0)' is no such key" } ?? "name the \(whom)", in: column, of: row)
    return nil
  }

  /// A day that has to be there; `hint` says what for.
  mutating func day(_ column: Int, of row: SideRow, _ hint: String) -> CalendarDate? {
    let text = row.text(column)
    if let text, case .timestamp(let moment) = Fact.Kind.date.value(of: Substring(text)) { return moment.date }
    note("\(text.map { "'\($0)' is not a date" } ?? hint), such as 2026-12-31", in: column, of: row)
    return nil
  }

  /// A cadence that has to be there.
  mutating func cadence(_ column: Int, of row: SideRow) -> Cadence? {
    do throws(CadenceSyntaxError) {
      return try Cadence.parse(row.text(column) ?? "")
    } catch {
      note("\(error.message); \(error.hint)", in: column, of: row)
      return nil
    }
  }

  /// A number between limits, or nothing.
  mutating func number(_ column: Int, of row: SideRow, _ limits: ClosedRange<Int64>) -> Rational? {
    guard let text = row.text(column) else { return nil }
    if let number = Rational(decimal: text), number >= Rational(limits.lowerBound),
      number <= Rational(limits.upperBound)
    {
      return number
    }
    note("'\(text)' is no number from \(limits.lowerBound) to \(limits.upperBound)", in: column, of: row)
    return nil
  }
}
