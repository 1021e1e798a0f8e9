import Synchronization

/// The texts that events are measured by, each with a number, the same for all threads.
final class EventTexts: Sendable {
  private struct State {
    var texts: [String] = []
    var numbers: [Spelling: UInt32] = [:]
  }

  private let state = Mutex(State())

  /// The number of a text, which gets the next one if it is new. Texts are told apart code point by code point.
  func number(of text: String) -> UInt32 {
    state.withLock { state in
      if let known = state.numbers[Spelling(text: text)] { return known }
      let number = UInt32(state.texts.count)
      state.texts.append(text)
      state.numbers[Spelling(text: text)] = number
      return number
    }
  }

  /// All texts by number.
  var all: [String] { state.withLock { $0.texts } }

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
