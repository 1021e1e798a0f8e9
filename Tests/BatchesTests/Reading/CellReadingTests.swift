import Expressions
import Policies
import SeededRandom
import Testing

@testable import Batches

@Suite("Cells into lanes")
struct CellReadingTests {
  @Test("a cell means what its text means to the row evaluator", arguments: Declarations.all, batchSizes)
  func everySpelling(declaration: String, size: Int) {
    let fact = ReadFact(declaration)
    let spellings = Spellings.all
    let meanings = spellings.map { fact.expected($0) }
    for batch in 0..<max(3, spellings.count / size + 1) {
      let places = (0..<size * 3).map { ($0 * 7 + batch * size) % spellings.count }
      let rows = skippingRows(size, seed: UInt64(batch))
      let outcomes = fact.outcomes(of: places.map { spellings[$0] }, rows: rows)
      expectSame(outcomes, rows.map { meanings[places[Int($0)]] }) { spellings[places[Int(rows[$0])]] }
    }
  }

  @Test("every spelling is read in every column of a word", arguments: Declarations.all)
  func everyPlace(declaration: String) {
    let fact = ReadFact(declaration)
    let spellings = Spellings.all
    for spelling in spellings {
      let cells = [spelling, Array("1".utf8), spelling]
      expectSame(fact.outcomes(of: cells, rows: [0, 2]), [fact.expected(spelling), fact.expected(spelling)]) { _ in
        spelling
      }
    }
  }

  @Test(
    "a fact that nobody asks for defers the rows whose cell cannot stand for it, and no other",
    arguments: Declarations.all)
  func onlyChecked(declaration: String) {
    let fact = ReadFact(declaration, isRead: false)
    let cells = Spellings.all
    let rows = (0..<UInt32(cells.count)).map { $0 }
    for rows in rows.split(inBatchesOf: 65) {
      let expected: [Outcome?] = rows.map {
        if case .success = fact.fact.read(.text(String(decoding: cells[Int($0)], as: UTF8.self))) {
          .unknown
        } else {
          nil
        }
      }
      expectSame(fact.outcomes(of: cells, rows: rows), expected) { cells[Int(rows[$0])] }
    }
  }

  @Test("without a column, the fact is missing in every row", arguments: Declarations.all, batchSizes)
  func absent(declaration: String, size: Int) {
    let fact = ReadFact(declaration)
    #expect(fact.outcomesWithoutColumn(count: size) == Array(repeating: fact.expected(.missing), count: size))
  }

  @Test("random numbers are read to the last bit", arguments: ["number", "integer"], UInt64(0)..<8)
  func randomNumbers(kind: String, seed: UInt64) {
    let fact = ReadFact("{type: \(kind), missing: unknown}")
    var generator = SplitMix(seed: seed)
    let cells = (0..<BatchSize.rows).map { _ in Array(generator.number().utf8) }
    let rows = (0..<UInt32(cells.count)).map { $0 }
    expectSame(fact.outcomes(of: cells, rows: rows), cells.map { fact.expected($0) }) { cells[$0] }
  }

  @Test("random dates are read to the day, and days that do not exist are not", arguments: UInt64(0)..<4)
  func randomDates(seed: UInt64) {
    let fact = ReadFact("{type: date, missing: unknown}")
    var generator = SplitMix(seed: seed)
    let cells = (0..<BatchSize.rows).map { _ in Array(generator.date().utf8) }
    let rows = (0..<UInt32(cells.count)).map { $0 }
    expectSame(fact.outcomes(of: cells, rows: rows), cells.map { fact.expected($0) }) { cells[$0] }
  }

  @Test("a column of ever new texts is read right, and is not remembered for ever")
  func manyTexts() {
    let fact = ReadFact("{type: string, missing: unknown}")
    for batch in 0..<64 {
      let cells = (0..<BatchSize.rows).map {
        Array("customer \(batch * 1_900 + $0) of this file".dropFirst($0 % 3 * 9).utf8)
      }
      let rows = (0..<UInt32(cells.count)).map { $0 }
      expectSame(fact.outcomes(of: cells, rows: rows), cells.map { fact.expected($0) }) { cells[$0] }
    }
    #expect(fact.workspace.dictionaries.map { $0.texts.count < 70_000 && $0.generation > 0 } == [true])
  }

  @Test("an enum's codes are the places of its names")
  func enumCodes() {
    let fact = ReadFact("{type: enum, values: {a: {zh: 商场}, b: {zh: 超市}}, missing: unknown}")
    _ = fact.outcomes(of: ["b", "商场", "x", "", "超市 ", "a"].map { Array($0.utf8) }, rows: [0, 1, 2, 3, 4, 5])
    #expect(fact.workspace.dictionaries.map(\.texts) == [["", "a", "b"]])
  }
}

/// Says which row differs first, by its cell.
private func expectSame(
  _ outcomes: [Outcome?], _ expected: [Outcome?], sourceLocation: SourceLocation = #_sourceLocation,
  cell: (Int) -> [UInt8]
) {
  guard outcomes != expected, let row = outcomes.indices.first(where: { outcomes[$0] != expected[$0] }) else { return }
  let text = String(decoding: cell(row), as: UTF8.self)
  Issue.record(
    "row \(row), '\(text)': \(String(describing: outcomes[row])), not \(String(describing: expected[row]))",
    sourceLocation: sourceLocation)
}

extension [UInt32] {
  fileprivate func split(inBatchesOf size: Int) -> [[UInt32]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}

extension SplitMix {
  /// A number written in one of many ways.
  fileprivate mutating func number() -> String {
    let sign = ["", "", "-", "+"].randomElement(using: &self) ?? ""
    switch Int.random(in: 0..<8, using: &self) {
    case 0: return Double(bitPattern: next()).description
    case 1: return sign + Double.random(in: 0..<1, using: &self).description
    case 2: return sign + (Double.random(in: 0..<1e9, using: &self) / 7).description
    case 3: return sign + String(next() >> UInt64.random(in: 0..<64, using: &self))
    case 4: return sign + String(repeating: "0", count: Int.random(in: 0..<9, using: &self)) + digits(1...19)
    case 5: return sign + digits(1...19) + "e" + String(Int.random(in: -30..<30, using: &self))
    case 6: return sign + digits(0...3) + "." + digits(1...20)
    default: return sign + digits(1...10) + "." + digits(0...10)
    }
  }

  /// A date that may or may not exist.
  fileprivate mutating func date() -> String {
    let slash = Bool.random(using: &self)
    let month = Int.random(in: 0..<14, using: &self)
    let day = Int.random(in: 0..<33, using: &self)
    let year = String(10_000 + Int.random(in: 0..<10_000, using: &self)).dropFirst()
    return slash
      ? "\(year)/\(month)/\(day)" : "\(year)-\(String(100 + month).dropFirst())-\(String(100 + day).dropFirst())"
  }

  private mutating func digits(_ counts: ClosedRange<Int>) -> String {
    (0..<Int.random(in: counts, using: &self)).map { _ in String(Int.random(in: 0..<10, using: &self)) }.joined()
  }
}
