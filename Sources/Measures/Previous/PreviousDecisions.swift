package import Columns
import Decisions
package import Expressions
package import Policies

/// What was decided of customers last, as far as a policy set asks for it. Immutable once customers are decided by it.
///
/// What all columns said of a customer together is its state: the states that occurred are few, and a customer is its key and a number.
package struct PreviousDecisions: Sendable {
  /// The columns that are read.
  package let columns: PreviousColumns

  /// The fact that names the customer.
  let keyFact: Fact
  private var keys = ByteTable()
  /// By number of key.
  private var stateOfKey: [UInt32] = []
  private var states = ByteTable()
  /// For each policy of the set, by index of fact.
  private(set) var answers: [[Int: PreviousAnswer]]
  /// The latest day on which, as decisions say, a tier began or a flag was raised; `nil` where none says so.
  package private(set) var latestDay: CalendarDate?
  /// What is wrong with a state, by state.
  private var faults: [UInt32: PreviousFault] = [:]
  private let facts: [[Fact]]

  /// Of nobody.
  package init(for set: PolicySet) {
    columns = PreviousColumns(set)
    facts = set.policies.map(\.facts)
    keyFact = set.policies[0].facts[set.policies[0].keyFact]
    answers = facts.map { facts in
      let asked = facts.indices.filter { PreviousColumns.column(of: facts[$0]) != nil }
      return Dictionary(uniqueKeysWithValues: asked.map { ($0, PreviousAnswer(facts[$0])) })
    }
    _ = state(Array(repeating: nil, count: columns.names.count))
  }
}

/// Why what a decision wrote cannot be read.
package struct PreviousFault: Hashable, Sendable {
  /// The column.
  package let column: String
  /// What stands there.
  package let text: String

  /// A text in a column.
  package init(column: String, text: String) {
    self.column = column
    self.text = text
  }
}

// MARK: - Adding

extension PreviousDecisions {
  /// How many customers there are.
  package var count: Int { keys.count }

  /// The state in which the columns say this, in their order; nothing where they are empty.
  package mutating func state(_ texts: [String?]) -> UInt32 {
    let known = states.count
    let number = Self.spelled(texts).withUnsafeBufferPointer { states.add($0) }
    if states.count > known { addMeaning(texts, of: UInt32(number)) }
    return UInt32(number)
  }

  /// What is wrong with a state.
  package func fault(of state: UInt32) -> PreviousFault? { faults[state] }

  /// Says that a customer is in a state; what was said of it before is forgotten.
  package mutating func put(_ key: UnsafeBufferPointer<UInt8>, _ state: UInt32) {
    let number = keys.add(key)
    if number < stateOfKey.count { stateOfKey[number] = state } else { stateOfKey.append(state) }
  }

  /// Takes in rows of cells; `key` and `columns` say where these stand, the latter in the order of ``columns``. Returns the rows
  /// that cannot be read, which are left out.
  package mutating func put(
    _ cells: CellColumns, key: Int, columns: [Int?]
  ) -> [(row: Int, fault: PreviousFault)] {
    guard let keyCells = cells.columns[key] else { return [] }
    var bad: [(row: Int, fault: PreviousFault)] = []
    let lanes = columns.map { column in column.flatMap { cells.columns[$0] } }
    var spelled: [UInt8] = []
    for row in 0..<cells.rowCount {
      spelled.removeAll(keepingCapacity: true)
      for lane in lanes {
        spelled.append(text: lane.map { cells.view($0[row]) } ?? UnsafeBufferPointer(start: nil, count: 0))
      }
      let state =
        spelled.withUnsafeBufferPointer { states.number(of: $0) }.map { UInt32($0) }
        ?? self.state(columns.map { column in column.flatMap { cells.text($0, row: row) } })
      if !faults.isEmpty, let fault = faults[state] {
        bad.append((row, fault))
      } else {
        put(cells.view(keyCells[row]), state)
      }
    }
    return bad
  }

  private mutating func addMeaning(_ texts: [String?], of state: UInt32) {
    let named = Dictionary(uniqueKeysWithValues: zip(columns.names, texts))
    let written = (named[FlagStates.column] ?? nil) ?? ""
    let flags = FlagStates(written)
    if flags == nil { faults[state] = PreviousFault(column: FlagStates.column, text: written) }
    for (policy, facts) in facts.enumerated() {
      for (index, fact) in facts.enumerated() {
        guard let column = PreviousColumns.column(of: fact) else { continue }
        let flag = PreviousColumns.flag(of: fact)
        let text = flag.map { flags?.raised[$0]?.description } ?? (named[column] ?? nil)
        if fact.kind == .date { note(day: text) }
        if answers[policy][index]?.add(text) == false {
          faults[state] = PreviousFault(column: column, text: text ?? "")
        }
      }
    }
  }

  private mutating func note(day text: String?) {
    guard let day = text.flatMap({ CalendarDate($0) }) else { return }
    latestDay = max(latestDay ?? day, day)
  }

  /// The texts as the bytes by which a state is found.
  private static func spelled(_ texts: [String?]) -> [UInt8] {
    var bytes: [UInt8] = []
    for text in texts {
      var text = text ?? ""
      text.withUTF8 { bytes.append(text: $0) }
    }
    return bytes
  }
}

extension [UInt8] {
  /// Adds a text so that its end can be told: its length first.
  fileprivate mutating func append(text: UnsafeBufferPointer<UInt8>) {
    Swift.withUnsafeBytes(of: UInt32(truncatingIfNeeded: text.count)) { append(contentsOf: $0) }
    append(contentsOf: text)
  }
}

extension CellColumns {
  /// The bytes of a cell.
  @inline(__always) package func view(_ cell: Cell) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + Int(cell.start), count: Int(cell.end &- cell.start))
  }
}

// MARK: - Looking up

extension PreviousDecisions {
  /// The state of a customer; the first, in which nothing is known, for one who was not decided.
  @inline(__always) func state(ofKey key: UnsafeBufferPointer<UInt8>) -> UInt32 {
    keys.number(of: key).map { stateOfKey[$0] } ?? 0
  }

  /// What a state's columns say, in the order of ``columns``.
  package func texts(of state: UInt32) -> [String?] {
    let bytes = Array(states[Int(state)])
    var texts: [String?] = []
    var offset = 0
    while offset < bytes.count {
      let length = bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
      let text = bytes[(offset + 4)..<(offset + 4 + length)]
      texts.append(length == 0 ? nil : String(decoding: text, as: UTF8.self))
      offset += 4 + length
    }
    return texts
  }
}
