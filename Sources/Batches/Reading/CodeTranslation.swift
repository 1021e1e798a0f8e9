import CVectors

/// What the codes of a column mean to a fact, as far as they were met.
struct CodeTranslation {
  private var texts: FactTexts?
  private var meanings: [TextMeaning] = []

  /// Of how many texts it is worth remembering each, even those that no row has.
  static let mostTexts = 65_536

  /// Gets ready for codes of `texts`; what was met is kept if they are those of the last time.
  mutating func begin(_ texts: FactTexts) {
    guard texts !== self.texts else { return }
    self.texts = texts
    meanings = Array(repeating: .unmet, count: texts.texts.count)
  }

  /// The meaning of a code; `nil` if it was not met. Traps for a code without a text.
  subscript(_ code: Int) -> TextMeaning? {
    precondition(code < meanings.count, "a code has no text")
    return meanings[code] == .unmet ? nil : meanings[code]
  }

  /// The text of a code.
  func text(_ code: Int) -> String { texts?.texts[code] ?? "" }

  /// Remembers what a code means.
  mutating func set(_ code: Int, _ meaning: TextMeaning) { meanings[code] = meaning }

  /// Writes down what all of some codes mean; `false` if one was not met, or stands for nothing, and then no result counts.
  func translate(_ codes: UnsafePointer<UInt32>, _ count: Int, into lane: UnsafeMutablePointer<UInt32>) -> Bool {
    meanings.withUnsafeBytes { meanings in
      let table = meanings.bindMemory(to: UInt32.self)
      guard let base = table.baseAddress else { return false }
      return states_translate(codes, base, table.count, count, lane)
    }
  }
}
