/// The registers of a plan that something reads.
struct LiveRegisters {
  private var masks: [Bool]
  private var numbers: [Bool]
  private var codes: [Bool]
  private var boxes: [Bool]

  /// None of those of a layout.
  init(_ layout: WorkspaceLayout) {
    masks = Array(repeating: false, count: Int(layout.masks))
    numbers = Array(repeating: false, count: Int(layout.numbers))
    codes = Array(repeating: false, count: Int(layout.codes))
    boxes = Array(repeating: false, count: Int(layout.boxes))
  }

  func contains(_ mask: MaskRegister) -> Bool { masks[Int(mask.index)] }
  func contains(_ number: NumberRegister) -> Bool { numbers[Int(number.index)] }
  func contains(_ code: CodeRegister) -> Bool { codes[Int(code.index)] }
  func contains(_ box: BoxRegister) -> Bool { boxes[Int(box.index)] }

  mutating func insert(_ mask: MaskRegister) { masks[Int(mask.index)] = true }
  mutating func insert(_ number: NumberRegister) { numbers[Int(number.index)] = true }
  mutating func insert(_ code: CodeRegister) { codes[Int(code.index)] = true }
  mutating func insert(_ box: BoxRegister) { boxes[Int(box.index)] = true }
}

extension LiveRegisters {
  /// Whether any register of a vector is read.
  func contains(_ vector: Vector) -> Bool {
    switch vector {
    case .constant, .unknown: false
    case .truth(let truth): contains(truth.yes) || contains(truth.no) || contains(truth.failed)
    case .number(let number), .date(let number):
      contains(number.lane) || contains(number.known) || contains(number.failed)
    case .text(let text): contains(text.codes) || contains(text.failed)
    case .box(let box): contains(box)
    }
  }

  /// All registers of a vector.
  mutating func insert(_ vector: Vector) {
    switch vector {
    case .constant, .unknown: break
    case .truth(let truth): for mask in [truth.yes, truth.no, truth.failed] { insert(mask) }
    case .number(let number), .date(let number):
      insert(number.lane)
      for mask in [number.known, number.failed] { insert(mask) }
    case .text(let text):
      insert(text.codes)
      insert(text.failed)
    case .box(let box): insert(box)
    }
  }

  /// What is read of a condition: one that is true or false for every row, is false where it is not true.
  mutating func insert(_ condition: ConditionPlan) {
    insert(condition.truth.yes)
    if !condition.isTotal { insert(condition.truth.no) }
    insert(condition.truth.failed)
    for note in condition.notes { insert(note) }
  }

  /// What is read of a note.
  mutating func insert(_ note: MissingNote) {
    insert(note.unknown)
    for part in note.parts { insert(part) }
  }

  /// What is read of a part of a note.
  mutating func insert(_ part: MissingNote.Part) {
    insert(part.unknownValue)
    insert(part.unknownFact)
  }
}
