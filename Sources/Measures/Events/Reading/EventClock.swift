import Decisions
import Policies

/// Reads at which second of its day an event happened, from the text that was read as its day before.
struct EventClock {
  private let time: Fact

  /// One for the field that says when.
  init(_ time: Fact) { self.time = time }

  /// 0 where the text is a day alone.
  @inline(__always) func second(of text: UnsafeBufferPointer<UInt8>) -> Int {
    if text.count <= 10 { return 0 }
    return Self.plainSecond(text) ?? time.secondOfDay(Substring(decoding: text, as: UTF8.self))
  }

  /// As for a text; a value of another type is a day alone.
  func second(of value: FactValue) -> Int { value.text.map { time.secondOfDay(Substring($0)) } ?? 0 }

  /// Of `2026-01-31 09:30` or `2026-01-31T09:30:15`, the day being spelled in ten bytes; `nil` for another text.
  @inline(__always) private static func plainSecond(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    let hasSeconds = text.count == 19 && text[16] == UInt8(ascii: ":")
    guard hasSeconds || text.count == 16, text[13] == UInt8(ascii: ":"),
      text[10] == UInt8(ascii: " ") || text[10] == UInt8(ascii: "T")
    else { return nil }
    return pair(text, 11) * 3_600 + pair(text, 14) * 60 + (hasSeconds ? pair(text, 17) : 0)
  }

  /// The number of two digits.
  @inline(__always) private static func pair(_ text: UnsafeBufferPointer<UInt8>, _ place: Int) -> Int {
    Int(text[place] &- UInt8(ascii: "0")) * 10 + Int(text[place + 1] &- UInt8(ascii: "0"))
  }
}
