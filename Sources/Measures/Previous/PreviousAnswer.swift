import Batches
import Decisions
import Expressions
import Policies

/// What a fact about the last decision is in each state that was met: by state, the first of which is that of nobody known.
enum PreviousAnswer: Sendable {
  /// Indexes of texts.
  case codes([UInt32], of: FactTexts)
  case days([Int32])
  case integers([Int64])

  /// Stand for nothing known.
  static let noCode = UInt32.max
  static let noDay = Int32.min
  static let noInteger = Int64.min

  /// What `fact` is in no state at all.
  init(_ fact: Fact) {
    switch fact.kind {
    case .enumeration(let values): self = .codes([], of: FactTexts(values.map(\.name)))
    case .date: self = .days([])
    case .integer, .number, .bool, .string: self = .integers([])
    }
  }
}

extension PreviousAnswer {
  /// Adds a state, in which `text` is written of the fact; `false` if that cannot be read. A text that is none of an enum's values
  /// says nothing: the tier is gone.
  mutating func add(_ text: String?) -> Bool {
    switch self {
    case .codes(var codes, let texts):
      self = .integers([])
      let code = text.flatMap { text in texts.texts.firstIndex(of: text) }
      codes.append(code.map { UInt32($0) } ?? Self.noCode)
      self = .codes(codes, of: texts)
    case .days(var days):
      let day = text.flatMap { CalendarDate($0) }
      self = .integers([])
      days.append(day?.days ?? Self.noDay)
      self = .days(days)
      return text == nil || day != nil
    case .integers(var integers):
      let integer = text.flatMap { Int64($0) }
      self = .days([])
      integers.append(integer ?? Self.noInteger)
      self = .integers(integers)
      return text == nil || integer != nil
    }
    return true
  }

  /// The fact's column for rows whose customers are in these states.
  func column(_ states: [UInt32]) -> FactColumn {
    switch self {
    case .codes(let codes, let texts):
      let (values, present) = Self.gather(codes, states, blank: Self.noCode, instead: 0)
      return .codes(values, of: texts, present: present)
    case .days(let days):
      let (values, present) = Self.gather(days, states, blank: Self.noDay, instead: 0)
      return .days(values, present: present)
    case .integers(let integers):
      let (values, present) = Self.gather(integers, states, blank: Self.noInteger, instead: 0)
      return .integers(values, present: present)
    }
  }

  /// The fact of a customer in that state.
  func value(_ state: UInt32) -> FactValue {
    switch self {
    case .codes(let codes, let texts):
      let code = codes[Int(state)]
      return code == Self.noCode ? .missing : .text(texts.texts[Int(code)])
    case .days(let days):
      let day = days[Int(state)]
      return day == Self.noDay ? .missing : .text(CalendarDate(days: day).description)
    case .integers(let integers):
      let integer = integers[Int(state)]
      return integer == Self.noInteger ? .missing : .integer(integer)
    }
  }

  @inline(__always) private static func gather<T: BitwiseCopyable & Equatable>(
    _ byState: [T], _ states: [UInt32], blank: T, instead: T
  ) -> ([T], RowMask) {
    var words = [UInt64](repeating: 0, count: (states.count + 63) / 64)
    let values = [T](unsafeUninitializedCapacity: states.count) { values, count in
      for row in 0..<states.count {
        let value = byState[Int(states[row])]
        let isKnown = value != blank
        values[row] = isKnown ? value : instead
        if isKnown { words[row >> 6] |= 1 << UInt64(truncatingIfNeeded: row & 63) }
      }
      count = states.count
    }
    return (values, RowMask(words: words))
  }
}
