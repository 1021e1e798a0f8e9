import Batches
import Expressions
import Policies
import SeededRandom

@testable import GeneratedPolicies

/// Puts the cells of rows into columns of values, of their fact's type or of another one.
struct ColumnWriter {
  var random: SplitMix

  /// A column, and what its rows hold when they are decided one by one.
  typealias Column = (values: FactColumn, rows: [FactValue])

  /// Columns for all cells; what does not fit into a column's form is missing there.
  mutating func columns(of generated: GeneratedCase) -> [Column] {
    let facts = generated.policies.policies.flatMap(\.facts)
    return generated.columns.indices.map { column in
      let header = generated.columns[column]
      let fact = facts.first { $0.column == header } ?? facts.first { $0.name == header }
      return self.column(generated.rows.map { $0[column] }, form(of: fact?.kind))
    }
  }

  private enum Form: CaseIterable {
    case numbers, integers, shortIntegers, bools, days, codes, texts
  }

  private mutating func form(of kind: Fact.Kind?) -> Form {
    guard let kind, !random.chance(12) else { return random.pick(Form.allCases) }
    return switch kind {
    case .number: random.pick([.numbers, .numbers, .integers, .shortIntegers, .texts])
    case .integer: random.pick([.integers, .integers, .shortIntegers, .numbers, .texts])
    case .bool: random.pick([.bools, .bools, .texts, .integers])
    case .date: random.pick([.days, .days, .texts])
    case .string, .enumeration: random.pick([.codes, .codes, .texts])
    }
  }

  private mutating func column(_ cells: [String], _ form: Form) -> Column {
    switch form {
    case .numbers:
      return Self.column(cells.map { Double(trimming: $0) }, 0, { .numbers($0, present: $1) }) { .number($0) }
    case .integers:
      return Self.column(cells.map { Int64(trimming: $0) }, 0, { .integers($0, present: $1) }) { .integer($0) }
    case .shortIntegers:
      let integers = cells.map { Int64(trimming: $0).flatMap { Int32(exactly: $0) } }
      return Self.column(integers, 0, { .shortIntegers($0, present: $1) }) { .integer(Int64($0)) }
    case .bools:
      let bools = cells.map { $0.isEmpty ? nil : $0.utf8.count.isMultiple(of: 2) }
      return Self.column(bools, false, { .bools($0, present: $1) }) { .bool($0) }
    case .days:
      let days = cells.map { CalendarDate($0)?.days }
      return Self.column(days, 0, { .days($0, present: $1) }) { .text(CalendarDate(days: $0).description) }
    case .codes: return Self.codes(cells)
    case .texts:
      let texts = cells.map { $0.isEmpty ? nil : $0 }
      return (.texts(texts), texts.map { $0.map { .text($0) } ?? .missing })
    }
  }

  /// A column with a mask for what is missing; without one, where nothing is.
  private static func column<Element>(
    _ elements: [Element?], _ filler: Element, _ make: ([Element], RowMask?) -> FactColumn,
    value: (Element) -> FactValue
  ) -> Column {
    let isWhole = elements.allSatisfy { $0 != nil }
    let mask = isWhole ? nil : RowMask(elements.map { $0 != nil })
    return (make(elements.map { $0 ?? filler }, mask), elements.map { $0.map(value) ?? .missing })
  }

  private static func codes(_ cells: [String]) -> Column {
    var codes: [String: UInt32] = [:]
    var texts: [String] = []
    // Spellings that are canonically equivalent are one key of a dictionary; they are kept apart by their bytes.
    let column = cells.map { cell -> UInt32 in
      if let known = codes[cell], texts[Int(known)].utf8.elementsEqual(cell.utf8) { return known }
      codes[cell] = UInt32(texts.count)
      texts.append(cell)
      return UInt32(texts.count - 1)
    }
    return (.codes(column, of: FactTexts(texts)), cells.map { .text($0) })
  }
}

extension LosslessStringConvertible {
  /// Without the spaces around the text.
  fileprivate init?(trimming text: String) {
    self.init(text.split(separator: " ").joined(separator: " "))
  }
}
