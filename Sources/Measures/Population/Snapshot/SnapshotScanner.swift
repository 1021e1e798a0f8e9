/// Takes the text of a snapshot apart, piece by piece. Each method returns `nil` (or `false`) if something else stands there.
struct SnapshotScanner {
  private let bytes: ArraySlice<UInt8>
  private var place: Int

  /// Begins where `bytes` begin.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    place = bytes.startIndex
  }
}

extension SnapshotScanner {
  private var next: UInt8? { place < bytes.endIndex ? bytes[place] : nil }

  /// Passes over a text.
  mutating func take(_ literal: StaticString) -> Bool {
    let text = UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount)
    guard bytes[place...].starts(with: text) else { return false }
    place += text.count
    return true
  }

  /// A whole number, 0 or more.
  mutating func integer() -> Int? {
    var number = 0
    let start = place
    while let byte = next, byte &- 48 < 10 {
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, isAlsoTooLarge) = tens.addingReportingOverflow(Int(byte &- 48))
      if isTooLarge || isAlsoTooLarge { return nil }
      number = sum
      place += 1
    }
    return place > start ? number : nil
  }

  /// A decimal of up to nine places.
  mutating func decimal() -> Double? {
    let isNegative = take("-")
    guard let whole = integer() else { return nil }
    var billionths = Int128(whole) * MeantDecimal.billion
    if take(".") {
      let start = place
      guard let fraction = integer(), place - start <= 9 else { return nil }
      billionths += (place - start..<9).reduce(Int128(fraction)) { tens, _ in tens * 10 }
    }
    let number = Double(nearestTo: billionths, over: MeantDecimal.billion)
    return MeantDecimal.value(isNegative ? -number : number)
  }

  /// A string in quotes.
  mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text: [UInt8] = []
    while let byte = next, byte != UInt8(ascii: "\""), byte >= UInt8(ascii: " ") {
      place += 1
      if byte != UInt8(ascii: "\\") {
        text.append(byte)
      } else if let character = escaped() {
        text += String(character).utf8
      } else {
        return nil
      }
    }
    return take("\"") ? String(validating: text, as: UTF8.self) : nil
  }

  /// What stands behind a backslash.
  private mutating func escaped() -> Unicode.Scalar? {
    guard let byte = next else { return nil }
    place += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "u"):
      guard bytes.endIndex - place >= 4 else { return nil }
      defer { place += 4 }
      return UInt32(String(decoding: bytes[place..<place + 4], as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  /// A list.
  mutating func list<Element>(_ element: (inout SnapshotScanner) -> Element?) -> [Element]? {
    guard take("[") else { return nil }
    var elements: [Element] = []
    while !take("]") {
      guard elements.isEmpty || take(","), let one = element(&self) else { return nil }
      elements.append(one)
    }
    return elements
  }
}
