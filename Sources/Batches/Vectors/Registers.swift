/// A mask in a workspace: one bit for each row of the batch.
struct MaskRegister: Hashable, Sendable {
  /// Position among the workspace's masks.
  let index: Int32

  /// Always empty.
  static let none = MaskRegister(index: 0)
  /// Always holds every row of the batch, and no bit beyond the last.
  static let all = MaskRegister(index: 1)
  /// The rows that are left to the row evaluator; whoever meets what it does not do exactly adds to it.
  static let deferred = MaskRegister(index: 2)
  /// While a column is read, the rows that hold something, and those whose value can stand for the fact.
  static let given = MaskRegister(index: 3)
  static let usable = MaskRegister(index: 4)
  /// How many are taken before the first that a plan uses as it likes.
  static let reservedCount: Int32 = 5
}

/// A lane of numbers in a workspace: a double for each row.
struct NumberRegister: Hashable, Sendable {
  /// Position among the workspace's lanes of numbers.
  let index: Int32

  /// For numbers that nobody asks for.
  static let scratch = NumberRegister(index: 0)
  /// How many are taken before the first that a plan uses as it likes.
  static let reservedCount: Int32 = 1
}

/// A lane of codes in a workspace: an unsigned 32-bit number for each row, which stands for a text or for a state.
struct CodeRegister: Hashable, Sendable {
  /// Position among the workspace's lanes of codes.
  let index: Int32

  /// For codes that are needed for a moment.
  static let scratch = CodeRegister(index: 0)
  /// How many are taken before the first that a plan uses as it likes.
  static let reservedCount: Int32 = 1
}

/// A lane of outcomes in a workspace, for values that have no other form.
struct BoxRegister: Hashable, Sendable {
  /// Position among the workspace's lanes of outcomes.
  let index: Int32
}

/// A dictionary of a workspace: what codes of texts stand for.
struct DictionaryRegister: Hashable, Sendable {
  /// Position among the workspace's dictionaries.
  let index: Int32
}
