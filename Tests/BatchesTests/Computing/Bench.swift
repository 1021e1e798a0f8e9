import Expressions

@testable import Batches

/// A table in a workspace, and a builder that knows where they stand.
struct Bench {
  var builder: VectorBuilder
  let table: FactTable

  /// Binds each column to a vector of its form; one whose rows are all alike to a constant, where `folding`.
  init(_ table: FactTable, folding: Bool = false) {
    self.table = table
    builder = VectorBuilder(slotCount: table.columns.count, layout: WorkspaceLayout())
    for (slot, column) in table.columns.enumerated() {
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
    workspace.scribble(builder.layout, upTo: table.rowCount)
    workspace.begin(count: table.rowCount)
    for (slot, column) in table.columns.enumerated() { workspace.fill(builder.slots[slot], with: column.rows) }
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
  fileprivate mutating func newVector(for column: FactTable.Column) -> Vector {
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
  fileprivate func scribble(_ layout: WorkspaceLayout, upTo count: Int) {
    let constants = Set(layout.constantNumbers.map(\.lane.index))
    for index in 0..<layout.numbers where !constants.contains(index) {
      for row in 0..<min(count + 64, BatchSize.rows) {
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
  fileprivate var isMidnight: Bool {
    guard case .value(.timestamp(let moment)) = self else { return true }
    return moment.isMidnight
  }
}
