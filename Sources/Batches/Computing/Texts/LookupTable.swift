import Expressions
import Policies

/// The answers to a question that is asked once of each text of a dictionary, by code; grows with the dictionary.
///
/// Not shared between threads.
final class LookupTable {
  /// What was found out so far; lives as long as the table.
  let view: UnsafeMutablePointer<LookupView>
  /// The answers as they are, if they have no other form.
  private(set) var outcomes: [Outcome] = []

  private let lookup: TextLookup
  private let source: TextDictionary
  private let target: TextDictionary?
  private var capacity = 64

  /// No answers yet.
  init(_ lookup: TextLookup, _ dictionaries: [TextDictionary]) {
    self.lookup = lookup
    source = dictionaries[Int(lookup.dictionary.index)]
    target = lookup.form.dictionary.map { dictionaries[Int($0.index)] }
    view = .allocate(capacity: 1)
    view.initialize(
      to: LookupView(source: source, target: target, capacity: capacity, hasNumbers: lookup.form.hasNumbers))
  }

  deinit {
    view.pointee.states.deallocate()
    view.pointee.numbers.deallocate()
    view.pointee.codes.deallocate()
    view.deallocate()
  }
}

extension LookupTable {
  /// Asks about texts that are new, or about all once more where codes have lost their meaning.
  func catchUp(in workspace: Workspace) {
    if view.pointee.isVoid {
      view.pointee.clear()
      outcomes.removeAll(keepingCapacity: true)
    }
    reserve(source.texts.count)
    while view.pointee.count < source.texts.count {
      let code = view.pointee.count
      let outcome = lookup.question.outcome(of: code == 0 ? nil : source.texts[code], in: workspace)
      view.pointee.append(keep(outcome, at: code))
    }
  }

  private func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    let larger = max(wanted, capacity * 2)
    let count = view.pointee.count
    view.pointee.states.grow(count, to: larger)
    if lookup.form.hasNumbers { view.pointee.numbers.grow(count, to: larger) }
    if target != nil { view.pointee.codes.grow(count, to: larger) }
    capacity = larger
  }

  /// Keeps an answer in its form; what has it not is left to the row evaluator.
  private func keep(_ outcome: Outcome, at code: Int) -> UInt8 {
    if target != nil { view.pointee.codes[code] = 0 }
    if lookup.form == .outcome { outcomes.append(outcome) }
    switch (outcome, lookup.form) {
    case (.unknown, _): return 0
    case (.error, _): return LookupView.Mark.failed
    case (.value, .outcome): return LookupView.Mark.yes
    case (.value(.bool(let bool)), .truth): return bool ? LookupView.Mark.yes : LookupView.Mark.no
    case (.value(.string(let text)), .text): view.pointee.codes[code] = target?.code(of: text) ?? 0
    case (.value(let value), _):
      guard let number = lookup.form.number(value) else { return LookupView.Mark.deferred }
      view.pointee.numbers[code] = number
    }
    return LookupView.Mark.yes
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
