/// Texts by code, in the order in which they were met; code 0 stands for no text.
///
/// Each text has one code, so that texts are the same where their codes are. Not shared between threads. O(1) both ways.
final class TextDictionary {
  /// `texts[code]`; the first is empty and stands for nothing.
  private(set) var texts: [String] = [""]
  /// Changes when codes lose their meaning: what was made for codes of another generation is void.
  private(set) var generation = 0

  private var codes: [Spelling: UInt32] = [:]
  private let lasting: [String]

  /// A dictionary that always holds `texts`, with codes from 1 on.
  init(_ texts: [String] = []) {
    lasting = texts
    for text in texts { _ = code(of: text) }
  }

  /// The code of a text, which gets the next one if it is new. Texts are told apart code point by code point.
  func code(of text: String) -> UInt32 {
    codes[Spelling(text: text)] ?? add(text)
  }

  /// Forgets all codes but those of the texts that it always holds.
  func removeAll() {
    texts = [""]
    codes = [:]
    generation += 1
    for text in lasting { _ = code(of: text) }
  }

  private func add(_ text: String) -> UInt32 {
    let code = UInt32(texts.count)
    texts.append(text)
    codes[Spelling(text: text)] = code
    return code
  }

  /// A text that is equal only to the very same code points.
  private struct Spelling: Hashable {
    let text: String

    static func == (a: Spelling, b: Spelling) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }
}
