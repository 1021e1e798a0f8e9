import Policies

/// Asks a policy's tables about one customer. Not shared between threads.
struct CustomerTables: ~Copyable {
  private var tables = PlainList<Table>()
  private var forms = PlainList<Form>()
  private var codes = PlainList<UInt32>()
  private var numbers = PlainList<Double>()

  struct Table {
    let hit: Hit
    /// One for each row, in the conditions of the policy.
    let rows: PlainRange
    let otherwise: UInt32
    let answer: CodeRegister
    /// What reads the answer.
    let forms: PlainRange
    /// Whether it is also laid out in a form that is not among them.
    let hasOtherForms: Bool
  }

  enum Hit {
    /// The first row that matches.
    case first
    /// Two that match are one too many.
    case only
    /// Nothing but a run of the table can tell.
    case run
  }

  /// What an answer is to those who read it: `start` is where the values of answers begin.
  enum Form {
    case text(CodeRegister, start: Int32)
    case number(NumberRegister, known: MaskRegister, start: Int32)
  }

  /// The tables of a plan, whose rows are added to `conditions`.
  init(_ plan: PolicyPlan, _ conditions: inout CustomerConditions) {
    for table in plan.tables { add(table, &conditions) }
  }

  private mutating func add(_ table: PolicyPlan.PlannedTable, _ conditions: inout CustomerConditions) {
    let plan = table.plan
    var rows: [Int32] = []
    for row in plan.rows { rows.append(conditions.add(row)) }
    let laidOut = table.forms.compactMap(\.self)
    let forms = laidOut.compactMap { form($0) }
    tables.append(
      Table(
        hit: Hit(plan), rows: PlainRange(start: rows.first ?? 0, end: (rows.last ?? -1) + 1),
        otherwise: plan.coding.otherwise, answer: plan.answer, forms: self.forms.append(contentsOf: forms),
        hasOtherForms: forms.count < laidOut.count))
  }

  private mutating func form(_ layout: AnswerLayout) -> Form? {
    switch layout {
    case .text(let text, let codes):
      .text(text.codes, start: self.codes.append(contentsOf: codes).start)
    case .number(let number, let numbers):
      .number(number.lane, known: number.known, start: self.numbers.append(contentsOf: numbers).start)
    case .truth, .box: nil
    }
  }
}

extension CustomerTables.Hit {
  fileprivate init(_ plan: TablePlan) {
    switch plan.table.hit {
    case .first where plan.index == nil: self = .first
    case .unique where plan.index == nil, .any where plan.index == nil: self = .only
    default: self = .run
    }
  }
}

extension CustomerTables {
  /// Asks a table and lays out what it says.
  @inline(__always) func ask(
    _ index: Int, _ conditions: borrowing CustomerConditions, in registers: CustomerRegisters, _ shared: PolicyDecider
  ) {
    let table = tables[index]
    if let answer = answer(to: table, conditions, in: registers) {
      registers[table.answer] = answer
    } else {
      run(index, shared)
    }
    let answer = Int(registers[table.answer])
    for form in table.forms.indices { layOut(answer, in: forms[form], registers) }
    if table.hasOtherForms { shared.publishAnswers(of: index) }
  }

  /// `nil` where the answer is not plain.
  @inline(__always) private func answer(
    to table: Table, _ conditions: borrowing CustomerConditions, in registers: CustomerRegisters
  ) -> UInt32? {
    switch table.hit {
    case .first:
      for index in table.rows.indices {
        switch conditions.answer(index, in: registers) {
        case .yes: return UInt32(truncatingIfNeeded: index - Int(table.rows.start) + 1)
        case .no: continue
        case .open, .failed: return nil
        }
      }
      return table.otherwise
    case .only:
      var found: UInt32 = 0
      for index in table.rows.indices {
        switch conditions.answer(index, in: registers) {
        case .yes where found == 0: found = UInt32(truncatingIfNeeded: index - Int(table.rows.start) + 1)
        case .no: continue
        case .yes, .open, .failed: return nil
        }
      }
      return found == 0 ? table.otherwise : found
    case .run: return nil
    }
  }

  @inline(__always) private func layOut(_ answer: Int, in form: Form, _ registers: CustomerRegisters) {
    switch form {
    case .text(let lane, let start): registers[lane] = codes[Int(start) + answer]
    case .number(let lane, let known, let start):
      let number = numbers[Int(start) + answer]
      registers[lane] = number
      registers[known] = number.isNaN ? 0 : 1
    }
  }

  @inline(never) private func run(_ index: Int, _ shared: PolicyDecider) {
    shared.tables[index].run(in: shared.workspace, missing: shared.plan.missing)
  }
}
