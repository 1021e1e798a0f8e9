/// Texts by code, in the order in which they were met; code 0 stands for no text.
///
/// Each text has one code, so that texts are the same where their codes are. Not shared between threads. O(1) both ways.
final class TextDictionary {
  /// `texts[code]`; the first is empty and stands for nothing.
  private(set) var texts: [String] = [""]
  /// How far it has come; lives as long as the dictionary.
  let state: UnsafePointer<State>

  /// How far a dictionary has come.
  struct State {
    /// How many codes there are, 0 among them.
    fileprivate(set) var count = 0
    /// Changes when codes lose their meaning: what was made for codes of another generation is void.
    fileprivate(set) var generation = 0
  }

  private let ownState: UnsafeMutablePointer<State>
  private var codes: [Spelling: UInt32] = [:]
  private let lasting: [String]

  /// A dictionary that always holds `texts`, with codes from 1 on.
  init(_ texts: [String] = []) {
    lasting = texts
    ownState = .allocate(capacity: 1)
    ownState.initialize(to: State(count: 1))
    state = UnsafePointer(ownState)
    for text in texts { _ = code(of: text) }
  }

  deinit { ownState.deallocate() }

  /// Changes when codes lose their meaning: what was made for codes of another generation is void.
  var generation: Int { state.pointee.generation }

  /// The code of a text, which gets the next one if it is new. Texts are told apart code point by code point.
  func code(of text: String) -> UInt32 {
    codes[Spelling(text: text)] ?? add(text)
  }

  /// Forgets all codes but those of the texts that it always holds.
  func removeAll() {
    texts = [""]
    codes = [:]
    ownState.pointee.count = 1
    ownState.pointee.generation += 1
    for text in lasting { _ = code(of: text) }
  }

  private func add(_ text: String) -> UInt32 {
    let code = UInt32(texts.count)
    texts.append(text)
    ownState.pointee.count = texts.count
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
