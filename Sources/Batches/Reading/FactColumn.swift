import Expressions
package import Policies

/// A fact's values for many customers, in memory: row `i` of a column is customer `i`.
///
/// What they mean is what the same value means when one customer is decided: it is typed by the policy's schema, so that whole
/// numbers may stand for a number, or texts for dates. Columns of the fact's own type cost a copy; the others are spelled out
/// and read as text. Rows that a mask leaves out are missing, as are texts of nothing but spaces.
public enum FactColumn: Sendable {
  /// Numbers; those that are not finite stand for no fact.
  case numbers([Double], present: RowMask? = nil)
  /// Whole numbers.
  case integers([Int64], present: RowMask? = nil)
  /// Whole numbers of half the width.
  case shortIntegers([Int32], present: RowMask? = nil)
  /// Truth values.
  case bools([Bool], present: RowMask? = nil)
  /// Dates, as days since 1970-01-01; those outside the years 1...9999 stand for no fact.
  case days([Int32], present: RowMask? = nil)
  /// For each row the index of its text; traps where one is asked for that is not there.
  case codes([UInt32], of: FactTexts, present: RowMask? = nil)
  /// A text for each row; `nil` is missing.
  case texts([String?])
}

/// The texts that the codes of columns stand for.
///
/// It is told from others by identity: columns that share one, batch after batch, have each text understood once.
public final class FactTexts: Sendable {
  /// By code.
  public let texts: [String]
  /// The codes of texts that are empty or all spaces; `nil` if there are none.
  let blank: RowMask?

  /// Texts for the codes from 0 on. O(their number).
  public init(_ texts: [String]) {
    self.texts = texts
    blank = texts.contains(where: Self.isBlank) ? RowMask(texts.map(Self.isBlank)) : nil
  }

  /// Whether a text stands for nothing.
  static func isBlank(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    // A printed ASCII character in front settles it.
    return first &- 0x21 < 0x5E ? false : FactValue.text(text).text == nil
  }
}

extension FactColumn {
  /// How many rows it has.
  public var count: Int {
    switch self {
    case .numbers(let numbers, _): numbers.count
    case .integers(let integers, _): integers.count
    case .shortIntegers(let integers, _): integers.count
    case .bools(let bools, _): bools.count
    case .days(let days, _): days.count
    case .codes(let codes, _, _): codes.count
    case .texts(let texts): texts.count
    }
  }
}

extension FactColumn {
  /// What a row holds, as one customer's facts are given.
  package func value(at row: Int) -> FactValue {
    switch self {
    case .numbers(let numbers, let present): present.holds(row) ? .number(numbers[row]) : .missing
    case .integers(let integers, let present): present.holds(row) ? .integer(integers[row]) : .missing
    case .shortIntegers(let integers, let present): present.holds(row) ? .integer(Int64(integers[row])) : .missing
    case .bools(let bools, let present): present.holds(row) ? .bool(bools[row]) : .missing
    case .days(let days, let present):
      present.holds(row) ? .text(CalendarDate(days: days[row]).description) : .missing
    case .codes(let codes, let texts, let present): present.holds(row) ? .text(texts.texts[Int(codes[row])]) : .missing
    case .texts(let texts): texts[row].map { .text($0) } ?? .missing
    }
  }
}
