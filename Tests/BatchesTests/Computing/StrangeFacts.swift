import Expressions
import SourceText

extension FactTable {
  /// Facts of every type with all that is strange about them; rows combine them by prime numbers of values.
  static func strange(rowCount: Int, _ dialect: Dialect = .business) -> FactTable {
    var table = FactTable(dialect, rowCount: rowCount)
    let failure = Outcome.error(EvaluationError(.divisionByZero))
    func ints(_ values: [Int64]) -> [Outcome] { values.map { .value(.int($0)) } }
    func doubles(_ values: [Double]) -> [Outcome] { values.map { .value(.double($0)) } }
    func texts(_ values: [String]) -> [Outcome] { values.map { .value(.string($0)) } }
    func days(_ values: [Int32]) -> [Outcome] { values.map { .value(.timestamp(CalendarDate(days: $0).startOfDay)) } }
    table.declare("cooperation", .double, doubles([75, 40, 39.999, 0, -0.0, 1e300, -1e-300]))
    table.declare(
      "potential", .double,
      [.unknown] + doubles([60, 2.5, -2.5, 1e18, -7]) + [.unknown, failure] + doubles([0.5, -0.5, 9007199254740994]))
    table.declare("overdue", .int, ints([0, 7, 30, -30, 1, 2, 3, 4, 5, 6, 8, 9, 10]))
    table.declare("visits", .int, [.unknown] + ints([0, 1, 3, -4, 1 << 20, -(1 << 26)]) + [failure] + ints([12, 100]))
    table.declare("huge", .int, ints([1 << 53, -(1 << 53), (1 << 53) - 1, 0, 1 << 40]))
    let channel = Enumeration(name: "channel", values: ["mall", "supermarket", "chain"])
    table.declare("channel", .enumeration(channel), texts(["mall", "supermarket", "chain"]))
    table.declare("outlet", .enumeration(channel), [.unknown] + texts(["mall", "chain"]) + [.unknown, failure])
    table.declare("name", .string, texts(["张记超市", "a", "", "e\u{301}", "\u{E9}", "mall", "李记"]))
    table.declare(
      "nickname", .string, [.unknown] + texts(["a", "mall", "12", "2026-01-31", "张"]) + [failure, .unknown])
    table.declare("promo", .bool, [.value(.bool(true)), .value(.bool(false))])
    table.declare("open", .bool, [.unknown, .value(.bool(true)), .value(.bool(false)), failure, .value(.bool(true))])
    table.declare("opened_on", .timestamp, days([20_454, 20_484, -719_162, 2_932_896, 0, -1, 59, 11_016]))
    table.declare(
      "closed_on", .timestamp, [.unknown] + days([20_484, 20_485, -719_162, 2_932_896]) + [failure, .unknown])
    table.declare(
      "seen_at", .timestamp,
      [.unknown, failure]
        + [0, 1, -1, 1_769_817_600, 1_769_817_601].compactMap { Timestamp(seconds: $0).map { .value(.timestamp($0)) } })
    table.declare(
      "tags", .list(.string), [.value(.list([.string("new"), .string("mall")])), .unknown, .value(.list([])), failure])
    table.declare("nothing", .int, [.unknown])
    table.declare("fixed", .string, [.value(.string("mall"))])
    table.declare("nowhere", .string, [.unknown])
    return table
  }
}
