import Foundation
import VisitRules

/// Turns the cells of one column into values in memory.
struct ColumnBuilder {
  private let kind: Fact.Kind?
  private var numbers: [Double] = []
  private var integers: [Int32] = []
  private var bools: [Bool] = []
  /// Whether all truth values are written as the language has them, rather than by labels.
  private var hasPlainBools = true
  private var days: [Int32] = []
  private var codes: [UInt32] = []
  private var texts: [String] = []
  private var codeOfText: [String: UInt32] = [:]
  private var present: [UInt64] = []
  private var count = 0

  /// For a fact of that kind; cells of a column that is no fact are dropped.
  init(_ kind: Fact.Kind?) { self.kind = kind }

  /// Takes the next cell.
  mutating func add(_ cell: UnsafeBufferPointer<UInt8>) {
    if count % 64 == 0 { present.append(0) }
    if !cell.isEmpty { present[count / 64] |= 1 << UInt64(count % 64) }
    count += 1
    switch kind {
    case nil: break
    case .number: numbers.append(Self.number(cell))
    case .integer: integers.append(Int32(Self.number(cell)))
    case .bool: addTruth(cell)
    case .date: days.append(CalendarDate(String(decoding: cell, as: UTF8.self))?.days ?? 0)
    case .string, .enumeration: addText(cell)
    }
  }

  private mutating func addTruth(_ cell: UnsafeBufferPointer<UInt8>) {
    bools.append(cell.first == UInt8(ascii: "t"))
    if !cell.isEmpty, !["true", "false"].contains(String(decoding: cell, as: UTF8.self)) { hasPlainBools = false }
    addText(cell)
  }

  private mutating func addText(_ cell: UnsafeBufferPointer<UInt8>) {
    let text = String(decoding: cell, as: UTF8.self)
    let code = codeOfText[text] ?? UInt32(texts.count)
    if code == texts.count {
      texts.append(text)
      codeOfText[text] = code
    }
    codes.append(code)
  }

  private static func number(_ cell: UnsafeBufferPointer<UInt8>) -> Double {
    cell.baseAddress.map { strtod($0, nil) } ?? 0
  }

  /// All cells that were taken.
  var column: FactColumn {
    let present = RowMask(words: present)
    switch kind {
    case nil: return .texts([])
    case .number: return .numbers(numbers, present: present)
    case .integer: return .shortIntegers(integers, present: present)
    case .bool where hasPlainBools: return .bools(bools, present: present)
    case .date: return .days(days, present: present)
    case .bool, .string, .enumeration: return .codes(codes, of: FactTexts(texts), present: present)
    }
  }
}
