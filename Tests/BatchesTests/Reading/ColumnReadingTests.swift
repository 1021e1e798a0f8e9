import Batches
import Expressions
import Policies
import Testing

@Suite("Columns into lanes")
struct ColumnReadingTests {
  @Test("a column's values mean what they mean one by one", arguments: Declarations.all, GivenColumn.all)
  func everyColumn(declaration: String, given: GivenColumn) {
    let fact = ReadFact(declaration)
    for (batch, size) in (batchSizes + [65]).enumerated() {
      let (column, values) = given.make(size * 3)
      let first = UInt32(batch * 5 % (size * 2))
      for rows in [skippingRows(size, seed: UInt64(batch)), (first..<first + UInt32(size)).map { $0 }] {
        #expect(column.count == size * 3)
        #expect(fact.outcomes(of: column, rows: rows) == rows.map { fact.expected(values[Int($0)]) })
      }
    }
  }

  @Test("without a mask, every row is there")
  func noMask() {
    let fact = ReadFact("{type: number, missing: unknown}")
    #expect(
      fact.outcomes(of: .numbers([1, -0.0, 2.5]), rows: [1, 2]) == [.value(.double(-0.0)), .value(.double(2.5))])
  }

  @Test("rows beyond the words of a mask are missing")
  func shortMask() {
    let fact = ReadFact("{type: integer, missing: unknown}")
    let column = FactColumn.integers(Array(repeating: 4, count: 100), present: RowMask(words: [2]))
    #expect(fact.outcomes(of: column, rows: [1, 2, 64, 99]) == [.value(.int(4)), .unknown, .unknown, .unknown])
    #expect(fact.outcomes(of: column, rows: [63, 64]) == [.unknown, .unknown])
  }

  @Test("texts that share a name but not an identity are not taken for each other")
  func otherTexts() {
    let fact = ReadFact("{type: string, missing: unknown}")
    let outcomes = [["a", "b"], ["b", "a"], ["c", " "]].map { texts in
      fact.outcomes(of: .codes([0, 1], of: FactTexts(texts)), rows: [0, 1])
    }
    #expect(
      outcomes == [
        [.value(.string("a")), .value(.string("b"))], [.value(.string("b")), .value(.string("a"))],
        [.value(.string("c")), .unknown],
      ])
  }

  @Test("a row beyond the end of a column traps")
  func beyondTheEnd() async {
    await #expect(processExitsWith: .failure) {
      _ = ReadFact("{type: number, missing: unknown}").outcomes(of: .numbers([1, 2]), rows: [1, 2])
    }
  }

  @Test("a code without a text traps")
  func codeWithoutText() async {
    await #expect(processExitsWith: .failure) {
      _ = ReadFact("{type: string, missing: unknown}").outcomes(of: .codes([1], of: FactTexts(["a"])), rows: [0])
    }
  }
}

/// Columns with everything in them that is hard to read, and what each row means.
enum GivenColumn: CaseIterable {
  case numbers, integers, shortIntegers, bools, days, codes, texts, manyCodes

  static let all = Array(allCases)

  /// A column of `count` rows, a third of which are missing.
  func make(_ count: Int) -> (FactColumn, [FactValue]) {
    let isPresent = (0..<count).map { $0 % 3 != 1 }
    let present = RowMask(isPresent)
    func masked(_ value: (Int) -> FactValue) -> [FactValue] { (0..<count).map { isPresent[$0] ? value($0) : .missing } }
    switch self {
    case .numbers:
      let numbers = Self.someNumbers.repeated(count)
      return (.numbers(numbers, present: present), masked { .number(numbers[$0]) })
    case .integers:
      let integers = Self.someIntegers.repeated(count)
      return (.integers(integers, present: present), masked { .integer(integers[$0]) })
    case .shortIntegers:
      let integers: [Int32] = [0, 1, -1, 2, 7, 8, 100, 101, .max, .min].repeated(count)
      return (.shortIntegers(integers, present: present), masked { .integer(Int64(integers[$0])) })
    case .bools:
      let bools = [true, false, false, true, true].repeated(count)
      return (.bools(bools, present: present), masked { .bool(bools[$0]) })
    case .days:
      let days: [Int32] = [0, 20_619, 18_262, -719_162, -719_163, 2_932_896, 2_932_897, .max, .min].repeated(count)
      return (.days(days, present: present), masked { .text(CalendarDate(days: days[$0]).description) })
    case .codes:
      let codes = (0..<UInt32(count)).map { $0 % UInt32(Self.someTexts.texts.count) }
      return (
        .codes(codes, of: Self.someTexts, present: present), masked { .text(Self.someTexts.texts[Int(codes[$0])]) }
      )
    case .manyCodes:
      let codes = (0..<UInt32(count)).map { $0 % UInt32(Self.manyTexts.texts.count) }
      return (
        .codes(codes, of: Self.manyTexts, present: present), masked { .text(Self.manyTexts.texts[Int(codes[$0])]) }
      )
    case .texts:
      let texts = Self.someTexts.texts.repeated(count)
      return (.texts((0..<count).map { isPresent[$0] ? texts[$0] : nil }), masked { .text(texts[$0]) })
    }
  }

  private static let someNumbers: [Double] = [
    0, -0.0, 1, -1, 2.5, 100.5, 100.51, .nan, .infinity, -.infinity, 1e300, .leastNonzeroMagnitude,
    9_007_199_254_740_992,
    9_007_199_254_740_994, -1e18,
    9.3e18, 0.1,
  ]
  private static let someIntegers: [Int64] = [
    0, 1, -1, 2, 7, 8, 100, 101, .max, .min, 1 << 53, 1 << 53 + 1, -(1 << 53), -(1 << 53) - 1,
  ]
  private static let someTexts = FactTexts([
    "a", "b", "超市", "", " ", "\u{3000}", "5", "5.5", " 7 ", "1e3", "true", "否", "2026-01-31", "2026/1/31", "2026-02-30",
    "NaN", "x",
    "a_name_longer_than_16", "é", "e\u{301}",
  ])
  private static let manyTexts = FactTexts(someTexts.texts + (0..<66_000).map { "text \($0)" })
}

extension Array {
  fileprivate func repeated(_ count: Int) -> [Element] { (0..<count).map { self[$0 % self.count] } }
}
