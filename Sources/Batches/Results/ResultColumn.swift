import Expressions

/// What was decided on many customers in one respect: row `i` is customer `i` of the columns that were given.
public enum ResultColumn: Sendable {
  /// For each row the code of a text, and the texts by code; `nil` stands for none.
  case texts(codes: [UInt32], of: [String?])
  /// For each row a number, NaN where there is none.
  case numbers([Double])
  /// For each row a truth value, `nil` where there is none.
  case bools([Bool?])
}

extension ResultColumn {
  /// What stands in a row, as a file would show it; `nil` for nothing.
  public func text(at row: Int) -> String? {
    switch self {
    case .texts(let codes, let texts): texts[Int(codes[row])]
    case .numbers(let numbers): numbers[row].isNaN ? nil : Value.double(numbers[row]).text
    case .bools(let bools): bools[row].map { $0 ? "true" : "false" }
    }
  }
}
