import Batches
import Expressions

/// Gives the values of one fact codes, whatever the form in which they come. Not shared between threads.
final class ValueCoder {
  /// By code, as text; code 0 stands for no value.
  private(set) var texts = [ExactText("")]

  private let field: DecisionField
  private var codes: [ExactText: UInt32] = [:]
  /// By the codes that texts have in the decider; 0 for one that was not met.
  private var translation: [UInt32] = []
  private var generation = 0
  private let numbers = CodeMap()

  /// For the values of that output of the questions.
  init(output: Int) { field = .output(output, column: 0) }
}

extension ValueCoder {
  /// The code of a value; 0 for none.
  func code(of value: Value?) -> UInt32 {
    guard let text = (value?.text).map(ExactText.init) else { return 0 }
    if let known = codes[text] { return known }
    let code = UInt32(texts.count)
    codes[text] = code
    texts.append(text)
    return code
  }

  /// Writes the codes of the values of `count` customers, whom that policy decided.
  func read(_ decider: BatchDecider, policy: Int, count: Int, into lane: UnsafeMutablePointer<UInt32>) {
    switch decider.column(field, policy: policy) {
    case .texts(let texts): translate(texts, decider, policy, count, into: lane)
    case .numbers(let numbers, let known, let isInteger):
      for place in 0..<count {
        lane[place] = known.has(place) ? code(of: numbers[place], isInteger: isInteger) : 0
      }
    case .truths(let yes, let no):
      let (yesCode, noCode) = (code(of: .bool(true)), code(of: .bool(false)))
      for place in 0..<count { lane[place] = yes.has(place) ? yesCode : no.has(place) ? noCode : 0 }
    case .constant(let value): lane.update(repeating: code(of: value), count: count)
    case .codes, .dates, .values:
      for place in 0..<count { lane[place] = code(of: decider.value(field, policy: policy, place: place)) }
    }
  }

  private func translate(
    _ source: UnsafePointer<UInt32>, _ decider: BatchDecider, _ policy: Int, _ count: Int,
    into lane: UnsafeMutablePointer<UInt32>
  ) {
    let current = decider.generation(of: field, policy: policy)
    if current != generation { (translation, generation) = ([], current) }
    var place = 0
    while place < count {
      place = translateKnown(source, from: place, to: count, into: lane)
      if place < count { learn(source[place], decider, policy) }
    }
  }

  /// Up to the first text that was not met.
  private func translateKnown(
    _ source: UnsafePointer<UInt32>, from first: Int, to end: Int, into lane: UnsafeMutablePointer<UInt32>
  ) -> Int {
    translation.withUnsafeBufferPointer { known in
      for place in first..<end {
        let code = Int(source[place])
        guard code < known.count, known[code] != 0 || code == 0 else { return place }
        lane[place] = known[code]
      }
      return end
    }
  }

  private func learn(_ code: UInt32, _ decider: BatchDecider, _ policy: Int) {
    let missing = Int(code) + 1 - translation.count
    if missing > 0 { translation.append(contentsOf: repeatElement(0, count: missing)) }
    if code != 0 { translation[Int(code)] = self.code(of: .string(decider.text(of: code, in: field, policy: policy))) }
  }

  private func code(of number: Double, isInteger: Bool) -> UInt32 {
    let known = numbers[number.bitPattern]
    if known != 0 { return known }
    let code = code(of: isInteger ? .int(Int64(number)) : .double(number))
    if code != 0 { numbers.insert(code, for: number.bitPattern) }
    return code
  }
}
