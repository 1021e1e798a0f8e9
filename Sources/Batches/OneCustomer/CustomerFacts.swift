import CVectors
import Expressions
import Policies

/// Reads one customer's facts into the registers of a policy. Not shared between threads.
final class CustomerFacts {
  private let entries: PlainList<Entry>
  private let measures: [MeasureReader]
  private let codes: [CodeReader]
  private let required: [Fact]

  /// A fact, where it stands in a row, and where its value goes.
  struct Entry {
    /// -1 for a fact without a column.
    let column: Int
    let form: Form
    /// The place of its reader among those of its form.
    let reader: Int
  }

  enum Form {
    case measure(Measure)
    case truth(yes: MaskRegister, no: MaskRegister)
    case text(CodeRegister)
    /// A text that nothing asks for, but that has to be a value of the fact.
    case checked
    /// A text that only has to be there.
    case required
  }

  /// Where a number or date goes.
  struct Measure {
    let form: number_form
    let lane: NumberRegister
    /// `nil` where it is known of all customers who are decided.
    let known: MaskRegister?
    let lower: Double
    let upper: Double
  }

  /// A reader of facts that stand in these columns (by fact).
  init(_ readings: [FactReading], columns: [Int?]) {
    var entries = PlainList<Entry>()
    var (measures, codes, required): ([MeasureReader], [CodeReader], [Fact]) = ([], [], [])
    for (reading, column) in zip(readings, columns) where column != nil || !reading.isIdleWhereAbsent {
      let form: Form
      let reader: Int
      switch reading.fact.kind {
      case .number, .integer, .date:
        (form, reader) = (.measure(Measure(reading)), measures.count)
        measures.append(Measure.reader(reading))
      case .bool, .enumeration:
        (form, reader) = (Form(coded: reading.vector), codes.count)
        codes.append(CodeReader(reading.fact, into: reading.vector))
      case .string where reading.isRead:
        (form, reader) = (Form(coded: reading.vector), codes.count)
        codes.append(CodeReader(reading.fact, into: reading.vector))
      case .string where reading.fact.isRequired:
        (form, reader) = (.required, required.count)
        required.append(reading.fact)
      case .string: continue
      }
      entries.append(Entry(column: column ?? -1, form: form, reader: reader))
    }
    self.entries = entries
    self.measures = measures
    self.codes = codes
    self.required = required
  }
}

extension CustomerFacts.Form {
  fileprivate init(coded vector: Vector) {
    switch vector {
    case .truth(let truth): self = .truth(yes: truth.yes, no: truth.no)
    case .text(let text): self = .text(text.codes)
    default: self = .checked
    }
  }
}

extension CustomerFacts.Measure {
  fileprivate init(_ reading: FactReading) {
    let vector = reading.vector.measures
    let reader = Self.reader(reading)
    form = reader.form
    lane = vector?.lane ?? .scratch
    known = vector.flatMap { $0.known == .all ? nil : $0.known }
    lower = reader.bounds.lowerBound
    upper = reader.bounds.upperBound
  }

  fileprivate static func reader(_ reading: FactReading) -> MeasureReader {
    MeasureReader(reading.fact, into: reading.vector.measures)
  }
}

extension CustomerFacts {
  /// Reads a row; whether it can be decided as far as its facts go.
  func read(_ row: [FactValue], into registers: CustomerRegisters, in workspace: Workspace) -> Bool {
    row.withUnsafeBufferPointer { row in
      for index in 0..<entries.count {
        let entry = entries[index]
        let isThere = UInt(bitPattern: entry.column) < UInt(bitPattern: row.count)
        let isSound =
          isThere
          ? read(row[entry.column], entry, into: registers, workspace) : readMissing(entry, registers, workspace)
        guard isSound else { return false }
      }
      return true
    }
  }

  /// Between two customers: forgets texts that are too many.
  func tidy(in workspace: Workspace) {
    for reader in codes { reader.tidy(in: workspace) }
  }

  @inline(__always)
  private func read(_ value: FactValue, _ entry: Entry, into registers: CustomerRegisters, _ workspace: Workspace)
    -> Bool
  {
    switch entry.form {
    case .measure(let measure): return read(value, measure, entry.reader, registers)
    case .truth(let yes, let no):
      let meaning = codes[entry.reader].meaning(of: value, in: workspace)
      registers[yes] = meaning.code == CodeReader.yes ? 1 : 0
      registers[no] = meaning.code == CodeReader.no ? 1 : 0
      return meaning.fault == 0
    case .text(let lane):
      let meaning = codes[entry.reader].meaning(of: value, in: workspace)
      registers[lane] = meaning.code
      return meaning.fault == 0
    case .checked: return codes[entry.reader].meaning(of: value, in: workspace).fault == 0
    case .required:
      if case .text(let text) = value, text.hasLetterInFront { return true }
      return isGiven(value, entry.reader)
    }
  }

  @inline(__always)
  private func read(_ value: FactValue, _ measure: Measure, _ reader: Int, _ registers: CustomerRegisters) -> Bool {
    switch MeasureReading(value, measure.form) ?? measures[reader].exactReading(of: value) {
    case .measured(let number):
      guard number >= measure.lower, number <= measure.upper else { return false }
      registers[measure.lane] = number
      if let known = measure.known { registers[known] = 1 }
      return true
    case .missing: return setAbsent(measure, reader, registers)
    case .faulty: return false
    }
  }

  private func setAbsent(_ measure: Measure, _ reader: Int, _ registers: CustomerRegisters) -> Bool {
    if measures[reader].isRequired { return false }
    registers[measure.lane] = measures[reader].absentNumber
    if let known = measure.known { registers[known] = 0 }
    return true
  }

  private func readMissing(_ entry: Entry, _ registers: CustomerRegisters, _ workspace: Workspace) -> Bool {
    read(.missing, entry, into: registers, workspace)
  }

  private func isGiven(_ value: FactValue, _ index: Int) -> Bool {
    if case .success = required[index].read(value) { true } else { false }
  }
}

extension String {
  /// Whether it begins with a printed ASCII character, and so is not blank.
  @inline(__always) var hasLetterInFront: Bool {
    guard let first = utf8.first else { return false }
    return first &- 0x21 < 0x5E
  }
}
