import Cadences
import Decisions
import Expressions
import Policies

/// A row of a small file, by the columns that were looked for.
struct SideRow {
  /// The physical line on which it starts, 1-based.
  let line: Int
  private let values: [FactValue]

  /// The row whose columns stand at `places`.
  init(_ values: [FactValue], at places: [Int?], line: Int) {
    self.line = line
    self.values = places.map { place in
      guard let place, place < values.count else { return .missing }
      return values[place]
    }
  }
}

extension SideRow {
  /// What stands in a column, without spaces at its ends; `nil` for nothing.
  func text(_ column: Int) -> String? {
    guard let text = values[column].text?.trimmedOfSpaces, !text.isEmpty else { return nil }
    return text
  }

  /// The text of a fact's value, as decisions have it; `nil`, which is noted, for none. `whom` says who is meant.
  func key(_ column: Int, as fact: Fact, of whom: String, in file: inout SideFile) -> String? {
    if case .success(let outcome) = fact.read(values[column]), let text = outcome.value?.text, !text.isEmpty {
      return text
    }
    file.note(text(column).map { "'\($0)' is no such key" } ?? "name the \(whom)", in: column, of: self)
    return nil
  }

  /// A day; `nil`, which is noted, for none. `what` is what it should say.
  func day(_ column: Int, _ what: String, in file: inout SideFile) -> CalendarDate? {
    let text = text(column)
    if let text, case .timestamp(let moment) = Fact.Kind.date.value(of: Substring(text)) { return moment.date }
    file.note("\(text.map { "'\($0)' is not a date" } ?? what), such as 2026-12-31", in: column, of: self)
    return nil
  }

  /// A cadence; `nil`, which is noted, for none.
  func cadence(_ column: Int, in file: inout SideFile) -> Cadence? {
    do throws(CadenceSyntaxError) {
      return try Cadence.parse(text(column) ?? "")
    } catch {
      file.note("\(error.message); \(error.hint)", in: column, of: self)
      return nil
    }
  }

  /// A number between limits; `nil` for nothing, and for anything else, which is noted.
  func number(_ column: Int, _ limits: ClosedRange<Int64>, in file: inout SideFile) -> Rational? {
    guard let text = text(column) else { return nil }
    if let number = Rational(decimal: text), number >= Rational(limits.lowerBound),
      number <= Rational(limits.upperBound)
    {
      return number
    }
    file.note("'\(text)' is no number from \(limits.lowerBound) to \(limits.upperBound)", in: column, of: self)
    return nil
  }
}

extension String {
  /// Without spaces at its ends.
  fileprivate var trimmedOfSpaces: String {
    let inner = drop(while: \.isWhitespace)
    return String(inner.prefix(upTo: inner.lastIndex { !$0.isWhitespace }.map(inner.index(after:)) ?? inner.startIndex))
  }
}
