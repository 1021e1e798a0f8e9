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
}
