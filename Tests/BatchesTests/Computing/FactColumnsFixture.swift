import Expressions
import SourceText

@testable import Batches

/// Names with a column of outcomes each, from which expressions are computed by both evaluators.
struct Columns {
  /// A name with its type and what each row holds for it.
  struct Column {
    let name: String
    let type: ValueType
    let rows: [Outcome]
  }

  private(set) var columns: [Column] = []
  private(set) var scope: Scope
  let rowCount: Int

  init(_ dialect: Dialect = .business, rowCount: Int) {
    scope = Scope(dialect)
    self.rowCount = rowCount
    scope.declare(constant: "as_of", type: .timestamp, value: .timestamp(CalendarDate(days: 20_484).startOfDay))
    scope.declare(constant: "params.months", type: .list(.int), value: .list([.int(1), .int(2), .int(12)]))
    scope.declare(constant: "params.limit", type: .double, value: .double(40))
  }

  /// A name whose rows repeat `outcomes`.
  mutating func declare(_ name: String, _ type: ValueType, _ outcomes: [Outcome]) {
    scope.declare(variable: name, type: type, slot: columns.count)
    let rows = (0..<rowCount).map { outcomes[$0 % outcomes.count] }
    columns.append(Column(name: name, type: type, rows: rows))
  }

  /// What the row evaluator has for a row.
  func frame(row: Int) -> [Outcome] { columns.map { $0.rows[row] } }

  /// An expression, or the codes of what is wrong with it.
  func compile(_ text: String, expecting expected: ExpectedType = .any) -> Diagnosed<CheckedExpression> {
    CheckedExpression.compile(
      SourceFragment(SourceFile(path: "<test>", text: text)), in: scope, expecting: expected)
  }
}

/// The columns in a workspace, and a builder that knows where they stand.
struct Bench {
  var builder: VectorBuilder
  let columns: Columns

  /// Binds each column to a vector of its form; one whose rows are all alike to a constant, where `folding`.
  init(_ columns: Columns, folding: Bool = false) {
    self.columns = columns
    builder = VectorBuilder(slotCount: columns.columns.count, layout: WorkspaceLayout())
    for (slot, column) in columns.columns.enumerated() {
      if folding, let first = column.rows.first, Set(column.rows).count == 1, let vector = Vector(constant: first) {
        builder.bind(slot, to: vector)
      } else {
        builder.bind(slot, to: builder.layout.newVector(for: column))
      }
    }
  }

  /// A workspace that holds the columns, after all instructions have run.
  mutating func run() -> Workspace {
    let workspace = Workspace(builder.layout)
    workspace.scribble(builder.layout)
    workspace.begin(count: columns.rowCount)
    for (slot, column) in columns.columns.enumerated() { workspace.fill(builder.slots[slot], with: column.rows) }
    builder.takeInstructions().run(in: workspace)
    return workspace
  }
}

extension Vector {
  fileprivate init?(constant outcome: Outcome) {
    switch outcome {
    case .value(let value): self = .constant(value)
    case .unknown: self = .unknown
    case .error: return nil
    }
  }
}

extension WorkspaceLayout {
  fileprivate mutating func newVector(for column: Columns.Column) -> Vector {
    let failed = column.rows.contains { $0.isFailure } ? newMask() : .none
    let isAlwaysKnown = column.rows.allSatisfy { $0.isValue }
    let known = isAlwaysKnown ? MaskRegister.all : newMask()
    switch column.type {
    case .bool: return .truth(TruthVector(yes: newMask(), no: newMask(), failed: failed))
    case .int, .double:
      return .number(
        NumberVector(lane: newNumbers(), known: known, failed: failed, isInteger: column.type == .int))
    case .timestamp where column.rows.allSatisfy(\.isMidnight):
      return .date(NumberVector(lane: newNumbers(), known: known, failed: failed, isInteger: true))
    case .string, .enumeration:
      return .text(TextVector(codes: newCodes(), dictionary: newDictionary(["mall", "chain"]), failed: failed))
    default: return .box(newBox())
    }
  }
}

extension Workspace {
  /// Leaves in all registers what a batch before might have left there.
  fileprivate func scribble(_ layout: WorkspaceLayout) {
    let constants = Set(layout.constantNumbers.map(\.lane.index))
    for index in 0..<layout.numbers where !constants.contains(index) {
      for row in 0..<BatchSize.rows {
        self[NumberRegister(index: index)][row] = [.nan, .infinity, -.infinity, 1e300, -0.5, 9e15][row % 6]
      }
    }
    for index in MaskRegister.reservedCount..<max(layout.masks, MaskRegister.reservedCount) {
      self[MaskRegister(index: index)].update(repeating: 0x5555_AAAA_0F0F_F0F0, count: BatchSize.words)
    }
  }

  /// Writes a column where it stands.
  fileprivate func fill(_ vector: Vector, with rows: [Outcome]) {
    for mask in vector.masks where mask.index >= MaskRegister.reservedCount {
      self[mask].update(repeating: 0, count: words)
    }
    for (row, outcome) in rows.enumerated() { put(outcome, row, into: vector) }
  }

  private func put(_ outcome: Outcome, _ row: Int, into vector: Vector) {
    switch (outcome, vector) {
    case (_, .box(let box)): boxes[Int(box.index)][row] = outcome
    case (.error, _): add(row, to: vector.failedMask)
    case (.unknown, .text(let text)): self[text.codes][row] = 0
    case (.value(.bool(let bool)), .truth(let truth)): add(row, to: bool ? truth.yes : truth.no)
    case (.value(.int(let integer)), .number(let number)): put(Double(integer), row, number)
    case (.value(.double(let value)), .number(let number)): put(value, row, number)
    case (.value(.timestamp(let moment)), .date(let date)): put(Double(moment.seconds / 86_400), row, date)
    case (.value(.string(let string)), .text(let text)):
      self[text.codes][row] = self[text.dictionary].code(of: string)
    default: break
    }
    if case .text(let text) = vector, outcome.isFailure { self[text.codes][row] = 0 }
  }

  private func put(_ number: Double, _ row: Int, _ vector: NumberVector) {
    self[vector.lane][row] = number
    if vector.known != .all { add(row, to: vector.known) }
  }

  private func add(_ row: Int, to mask: MaskRegister?) {
    guard let mask else { return }
    self[mask][row / 64] |= 1 << UInt64(row % 64)
  }
}

extension Vector {
  fileprivate var masks: [MaskRegister] {
    switch self {
    case .truth(let truth): [truth.yes, truth.no, truth.failed]
    case .number(let number), .date(let number): [number.known, number.failed]
    case .text(let text): [text.failed]
    case .constant, .unknown, .box: []
    }
  }

  fileprivate var failedMask: MaskRegister? { masks.last }
}

extension Outcome {
  var isFailure: Bool { if case .error = self { true } else { false } }
  var isValue: Bool { if case .value = self { true } else { false } }

  fileprivate var isMidnight: Bool {
    guard case .value(.timestamp(let moment)) = self else { return true }
    return moment.isMidnight
  }

  /// For messages: NaN is itself, and one failure is like another.
  var told: String {
    switch self {
    case .value(.double(let number)) where number.isNaN: "nan"
    case .value(.double(let number)): "double \(number)"
    case .value(let value): "\(value.typeName.name) \(value.text)"
    case .unknown: "unknown"
    case .error: "error"
    }
  }
}
