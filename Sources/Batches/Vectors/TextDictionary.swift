/// Texts by code, in the order in which they were met; code 0 stands for no text.
///
/// Not shared between threads. O(1) both ways.
final class TextDictionary {
  /// `texts[code]`; the first is empty and stands for nothing.
  private(set) var texts: [String] = [""]
  /// Changes when codes lose their meaning: what was made for codes of another generation is void.
  private(set) var generation = 0

  private var codes: [String: UInt32] = [:]

  /// A dictionary that holds `texts` with codes from 1 on.
  init(_ texts: [String] = []) {
    for text in texts { _ = code(of: text) }
  }

  /// The code of a text, which gets the next one if it is new. Texts are told apart code point by code point.
  func code(of text: String) -> UInt32 {
    if let known = codes[text], texts[Int(known)].utf8.elementsEqual(text.utf8) { return known }
    return add(text)
  }

  /// Forgets all codes.
  func removeAll() {
    texts = [""]
    codes = [:]
    generation += 1
  }

  private func add(_ text: String) -> UInt32 {
    let code = UInt32(texts.count)
    texts.append(text)
    codes[text] = code
    return code
  }
}
