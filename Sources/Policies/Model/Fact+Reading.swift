package import Expressions

/// Why a value cannot stand for a fact.
package enum FactFault: Error, Hashable, Sendable {
  /// Nothing is given, and the fact is required.
  case missing
  /// Does not read as the fact's type.
  case unreadable(String)
  /// A whole number that 64 bits do not hold.
  case beyondInteger(String)
  /// Lies outside `range:`.
  case outOfRange(String)
  /// Is none of an enum's values.
  case notAmong(String)
}

extension Fact {
  /// What a row's frame holds for `input`: typed by the schema, checked against its range, or what absence means.
  package func read(_ input: FactValue) -> Result<Outcome, FactFault> {
    guard let value = kind.value(ofTyped: input) else { return readText(of: input) }
    return check(value, of: input)
  }

  private func readText(of input: FactValue) -> Result<Outcome, FactFault> {
    guard let text = input.text else { return absence }
    guard let value = kind.value(of: Substring(text)) ?? kind.value(labelled: Substring(text)) ?? day(timed: text)
    else {
      if case .enumeration = kind { return .failure(.notAmong(text)) }
      return .failure(kind == .integer && input.isWholeNumber ? .beyondInteger(text) : .unreadable(text))
    }
    return check(value, of: input)
  }

  /// The day of a moment that is written with its time.
  private func day(timed text: String) -> Value? {
    guard kind == .date else { return nil }
    return WrittenMoment(Substring(text).trimmed, zone: timeZone).map { .timestamp($0.date.startOfDay) }
  }

  /// For a date, at which second of its day a moment lies that is written with its time; 0 where none is.
  package func secondOfDay(_ text: Substring) -> Int {
    WrittenMoment(text.trimmed, zone: timeZone)?.second ?? 0
  }

  private var absence: Result<Outcome, FactFault> {
    switch missing {
    case .reject: .failure(.missing)
    case .unknown: .success(.unknown)
    case .value(let value): .success(.value(value))
    }
  }

  private func check(_ value: Value, of input: FactValue) -> Result<Outcome, FactFault> {
    guard let limits, let number = value.measure, !limits.contains(number) else { return .success(.value(value)) }
    return .failure(.outOfRange(input.text ?? ""))
  }
}

extension Policy {
  /// As ``Fact/read(_:)`` of a fact by its index; it stands here, beside what it calls, so that the fact need not be copied.
  package func readFact(_ index: Int, _ input: FactValue) -> Result<Outcome, FactFault> {
    facts[index].read(input)
  }
}

extension Fact.Limits {
  /// Whether `number` lies between the limits, which belong to the range.
  package func contains(_ number: Double) -> Bool {
    if let lower, number < lower { return false }
    if let upper, number > upper { return false }
    return true
  }
}

extension Value {
  /// What a range measures: a number, or a date's days since 1970-01-01.
  fileprivate var measure: Double? {
    switch self {
    case .int(let integer): Double(integer)
    case .double(let number): number
    case .timestamp(let moment): Double(moment.date.days)
    default: nil
    }
  }
}

extension Fact.Kind {
  /// Inputs that need no reading: their type is the schema's.
  fileprivate func value(ofTyped input: FactValue) -> Value? {
    switch (self, input) {
    case (.number, .number(let number, _)): number.isFinite ? .double(number) : nil
    case (.number, .integer(let integer)): .double(Double(integer))
    case (.integer, .integer(let integer)): .int(integer)
    case (.integer, .number(let number, _)): Int64(exactly: number).map(Value.int)
    case (.bool, .bool(let bool)): .bool(bool)
    case (.bool, .number(let number, _)): number == 1 ? .bool(true) : number == 0 ? .bool(false) : nil
    default: nil
    }
  }

  /// The enum value that people call so, in any language: files are often written for people.
  fileprivate func value(labelled text: Substring) -> Value? {
    guard case .enumeration(let values) = self else { return nil }
    let label = text.trimmed
    return values.first { $0.label.texts.values.contains { $0 == label } }.map { .string($0.name) }
  }

  /// What `text` means to this type; `nil` if it means nothing to it. Spaces around anything but a string are ignored.
  ///
  /// Numbers are decimal, with an optional exponent (`1.5`, `1e3`); integers may end in `.0`; dates are `2026-01-31` or `2026/1/31`,
  /// without a time, and become that day's midnight UTC; truth is true, false, 1, 0, yes, no, y, n, 是 or 否, in any case.
  package func value(of text: Substring) -> Value? {
    switch self {
    case .string: .string(String(text))
    case .integer: Int64(plainInteger: text.trimmed).map(Value.int)
    case .number: Double(plainDecimal: text.trimmed).map(Value.double)
    case .bool: Bool(word: text.trimmed).map(Value.bool)
    case .date: CalendarDate(written: text.trimmed).map { .timestamp($0.startOfDay) }
    case .enumeration(let values):
      values.first { $0.name == text.trimmed }.map { .string($0.name) }
    }
  }
}

extension Int64 {
  /// A sign and digits, possibly with nothing but zeros behind a point.
  fileprivate init?(plainInteger text: Substring) {
    guard let whole = text.wholeNumber else { return nil }
    self.init(whole)
  }
}

extension FactValue {
  /// Whether it is a whole number of any size.
  fileprivate var isWholeNumber: Bool {
    switch self {
    case .integer: true
    case .number(let number, _): number.isFinite && number.rounded() == number
    case .text(let text): Substring(text).trimmed.wholeNumber != nil
    case .missing, .bool: false
    }
  }
}

extension Substring {
  /// The sign and digits of a whole number of any size, without the zeros that may stand behind a point; `nil` if it is none.
  fileprivate var wholeNumber: Substring? {
    let point = utf8.firstIndex(of: UInt8(ascii: ".")) ?? endIndex
    let digits = self[..<point].utf8.drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit), utf8.distance(from: startIndex, to: digits.startIndex) < 2
    else {
      return nil
    }
    guard point < endIndex else { return self }
    let zeros = utf8[utf8.index(after: point)...]
    return !zeros.isEmpty && zeros.allSatisfy { $0 == UInt8(ascii: "0") } ? self[..<point] : nil
  }
}

extension Double {
  /// A sign, digits with or without a point between or before them, and possibly an exponent; finite.
  fileprivate init?(plainDecimal text: Substring) {
    guard text.utf8.isPlainDecimal, let number = Double(text), number.isFinite else { return nil }
    self = number
  }
}

extension Substring.UTF8View {
  /// Whether these are the letters of a decimal number, and no other spelling that the standard library reads (`nan`, `0x1p3`).
  fileprivate var isPlainDecimal: Bool {
    guard let last, last.isDigit else { return false }
    return allSatisfy { byte in
      byte.isDigit
        || [UInt8(ascii: "."), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "e"), UInt8(ascii: "E")].contains(
          byte)
    }
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
}

extension Bool {
  fileprivate init?(word: Substring) {
    switch word.lowercased() {
    case "true", "1", "yes", "y", "是": self = true
    case "false", "0", "no", "n", "否": self = false
    default: return nil
    }
  }
}
