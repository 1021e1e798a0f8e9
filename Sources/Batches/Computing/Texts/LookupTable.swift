import Expressions
import Policies

/// The answers to a question that is asked once of each text of a dictionary, by code; grows with the dictionary.
///
/// Not shared between threads.
final class LookupTable {
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
  private(set) var states: UnsafeMutablePointer<UInt8>
  /// The answer to each text that has one, if answers are numbers or dates.
  private(set) var numbers: UnsafeMutablePointer<Double>
  /// The code of the answer to each text, 0 where there is none, if answers are texts.
  private(set) var codes: UnsafeMutablePointer<UInt32>
  /// The answers as they are, if they have no other form.
  private(set) var outcomes: [Outcome] = []
  /// All marks of any text.
  private(set) var met: UInt8 = 0
  /// How many texts there are answers to.
  private(set) var count = 0

  private let lookup: TextLookup
  private let source: TextDictionary
  private let target: TextDictionary?
  private var sourceGeneration = 0
  private var targetGeneration = 0
  private var capacity = 64
  /// For each mark the texts with codes below 32 that have it.
  private var words: (yes: UInt32, no: UInt32, failed: UInt32, deferred: UInt32) = (0, 0, 0, 0)

  /// No answers yet.
  init(_ lookup: TextLookup, _ dictionaries: [TextDictionary]) {
    self.lookup = lookup
    source = dictionaries[Int(lookup.dictionary.index)]
    target = lookup.form.dictionary.map { dictionaries[Int($0.index)] }
    states = .allocate(capacity: capacity)
    numbers = .allocate(capacity: lookup.form.hasNumbers ? capacity : 0)
    codes = .allocate(capacity: target == nil ? 0 : capacity)
  }

  deinit {
    states.deallocate()
    numbers.deallocate()
    codes.deallocate()
  }
}

extension LookupTable {
  /// Asks about texts that are new.
  @inline(__always) func update(in workspace: Workspace) {
    if count != source.texts.count || sourceGeneration != source.generation || isTargetVoid { catchUp(in: workspace) }
  }

  /// Whether codes are below 32, so that a word holds a bit for each text.
  @inline(__always) var isSmall: Bool { count <= 32 }

  /// For the texts with codes below 32, which of them have a mark.
  @inline(__always) func word(of mark: UInt8) -> UInt32 {
    switch mark {
    case Mark.yes: words.yes
    case Mark.no: words.no
    case Mark.failed: words.failed
    default: words.deferred
    }
  }

  private var isTargetVoid: Bool {
    guard let target else { return false }
    return target.generation != targetGeneration
  }

  private func catchUp(in workspace: Workspace) {
    if sourceGeneration != source.generation || isTargetVoid {
      count = 0
      met = 0
      words = (0, 0, 0, 0)
      outcomes.removeAll(keepingCapacity: true)
      sourceGeneration = source.generation
      targetGeneration = target?.generation ?? 0
    }
    reserve(source.texts.count)
    while count < source.texts.count {
      answer(lookup.question.outcome(of: count == 0 ? nil : source.texts[count], in: workspace))
    }
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let larger = max(wanted, capacity * 2)
    states.grow(count, to: larger)
    if lookup.form.hasNumbers { numbers.grow(count, to: larger) }
    if target != nil { codes.grow(count, to: larger) }
    capacity = larger
  }

  private func answer(_ outcome: Outcome) {
    let state = keep(outcome)
    states[count] = state
    met |= state
    if count < 32 { note(state) }
    count += 1
  }

  private func note(_ state: UInt8) {
    let bit: UInt32 = 1 << UInt32(count)
    if state & Mark.yes != 0 { words.yes |= bit }
    if state & Mark.no != 0 { words.no |= bit }
    if state & Mark.failed != 0 { words.failed |= bit }
    if state & Mark.deferred != 0 { words.deferred |= bit }
  }

  /// Keeps an answer in its form; what has it not is left to the row evaluator.
  private func keep(_ outcome: Outcome) -> UInt8 {
    if target != nil { codes[count] = 0 }
    if lookup.form == .outcome { outcomes.append(outcome) }
    switch (outcome, lookup.form) {
    case (.unknown, _): return 0
    case (.error, _): return Mark.failed
    case (.value, .outcome): return Mark.yes
    case (.value(.bool(let bool)), .truth): return bool ? Mark.yes : Mark.no
    case (.value(.string(let text)), .text): codes[count] = target?.code(of: text) ?? 0
    case (.value(let value), _):
      guard let number = lookup.form.number(value) else { return Mark.deferred }
      numbers[count] = number
    }
    return Mark.yes
  }
}

extension TextLookup.Question {
  /// The answer to a text, or to none.
  fileprivate func outcome(of text: String?, in workspace: Workspace) -> Outcome {
    let outcome = text.map { Outcome.value(.string($0)) } ?? .unknown
    switch self {
    case .part(let part, let slots):
      for slot in slots { workspace.frame[slot] = outcome }
      return part.outcome(in: workspace)
    case .test(let test): return test.outcome(of: outcome)
    case .spelling: return outcome
    }
  }
}

extension AnswerForm {
  /// Whether answers are kept as numbers.
  fileprivate var hasNumbers: Bool {
    switch self {
    case .number, .date: true
    case .truth, .text, .outcome: false
    }
  }
}

extension UnsafeMutablePointer where Pointee: BitwiseCopyable {
  /// Moves the first `count` to memory for `capacity`.
  fileprivate mutating func grow(_ count: Int, to capacity: Int) {
    let larger = Self.allocate(capacity: capacity)
    larger.moveInitialize(from: self, count: count)
    deallocate()
    self = larger
  }
}
