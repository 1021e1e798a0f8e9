/// Why a record could not be read; the reading goes on after it.
package struct RecordFault: Hashable, Sendable {
  /// What is wrong with the record.
  package enum Problem: Hashable, Sendable {
    /// More or fewer fields than the header has.
    case wrongFieldCount(found: Int, expected: Int)
    /// Something stands between a closing quote and the next comma; `field` is 1-based.
    case textAfterQuote(field: Int)
    /// The input ends, or the limit is reached, inside a quoted field; `field` is 1-based.
    case unclosedQuote(field: Int)
    /// The record is longer than the reader's limit, in bytes.
    case tooLong(limit: Int)
    /// A field's bytes are no text; `field` is 1-based, `nil` where the format has no numbered fields.
    case invalidText(field: Int?)
    /// The JSON grammar asks for something else here.
    case unexpected(found: String, expected: String)
    /// The line ends before its JSON does.
    case endsEarly(expected: String)
    /// An escape that JSON does not know, or half of a surrogate pair.
    case badEscape(String)
    /// A control character inside a JSON string.
    case controlCharacter(UInt8)
    /// A number that is spelled in no way JSON allows.
    case badNumber(String)
    /// A number beyond the range of a 64-bit floating-point number.
    case numberTooLarge(String)
    /// A key that the object already has.
    case duplicateKey(String)
    /// More nested values than the reader follows.
    case tooDeep(limit: Int)
  }

  /// What is wrong.
  package let problem: Problem
  /// The physical line on which the record starts, or on which the quote opened that is never closed; 1-based.
  package let line: Int
  /// Where in the line, 1-based, in Unicode scalars; `nil` where the whole record is meant.
  package let column: Int?
  /// The record as it stands in the input, without its line break; bytes that are no text are replaced by U+FFFD.
  package let rawText: String

  /// How much of an overlong record its fault shows, in bytes.
  static let shownBytes = 1024
}
