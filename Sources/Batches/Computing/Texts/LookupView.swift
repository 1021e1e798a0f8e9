/// What a lookup found out so far, as loops read it: nothing but numbers and places in memory.
struct LookupView {
  /// What a state says of a text.
  enum Mark {
    /// The condition is true; or there is an answer.
    static let yes: UInt8 = 1
    static let no: UInt8 = 2
    static let failed: UInt8 = 4
    /// The row evaluator has to decide the row.
    static let deferred: UInt8 = 8
  }

  /// The marks of each text.
  var states: UnsafeMutablePointer<UInt8>
  /// The answer to each text that has one, if answers are numbers or dates.
  var numbers: UnsafeMutablePointer<Double>
  /// The code of the answer to each text, 0 where there is none, if answers are texts.
  var codes: UnsafeMutablePointer<UInt32>
  /// How many texts there are answers to.
  var count = 0
  /// All marks of any text.
  var met: UInt8 = 0
  /// For each mark the texts with codes below 32 that have it.
  private var yes: UInt32 = 0
  private var no: UInt32 = 0
  private var failed: UInt32 = 0
  private var deferred: UInt32 = 0

  private let source: UnsafePointer<TextDictionary.State>
  private let target: UnsafePointer<TextDictionary.State>?
  private var sourceGeneration = 0
  private var targetGeneration = 0

  /// No answers yet to the texts of `source`; answers that are texts have codes of `target`.
  init(source: TextDictionary, target: TextDictionary?, capacity: Int, hasNumbers: Bool) {
    states = .allocate(capacity: capacity)
    numbers = .allocate(capacity: hasNumbers ? capacity : 0)
    codes = .allocate(capacity: target == nil ? 0 : capacity)
    self.source = source.state
    self.target = target?.state
  }
}

extension LookupView {
  /// Whether each text of the dictionary has an answer that is still good.
  @inline(__always) var isCurrent: Bool { count == source.pointee.count && !isVoid }

  /// Whether codes have lost the meaning that they had when the answers were found.
  @inline(__always) var isVoid: Bool {
    guard sourceGeneration == source.pointee.generation else { return true }
    guard let target else { return false }
    return targetGeneration != target.pointee.generation
  }

  /// Whether codes are below 32, so that a word holds a bit for each text.
  @inline(__always) var isSmall: Bool { count <= 32 }

  /// For the texts with codes below 32, which of them have a mark.
  @inline(__always) func word(of mark: UInt8) -> UInt32 {
    switch mark {
    case Mark.yes: yes
    case Mark.no: no
    case Mark.failed: failed
    default: deferred
    }
  }

  /// Forgets all answers.
  mutating func clear() {
    count = 0
    met = 0
    (yes, no, failed, deferred) = (0, 0, 0, 0)
    sourceGeneration = source.pointee.generation
    targetGeneration = target?.pointee.generation ?? 0
  }

  /// The marks of the next text.
  mutating func append(_ state: UInt8) {
    states[count] = state
    met |= state
    if count < 32 {
      let bit: UInt32 = 1 << UInt32(count)
      if state & Mark.yes != 0 { yes |= bit }
      if state & Mark.no != 0 { no |= bit }
      if state & Mark.failed != 0 { failed |= bit }
      if state & Mark.deferred != 0 { deferred |= bit }
    }
    count += 1
  }
}
