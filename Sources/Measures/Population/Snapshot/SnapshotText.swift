import SourceText

/// Text of a snapshot as it is put together: JSON without any space, so that there is one way to write each thing.
struct SnapshotText {
  private(set) var bytes: [UInt8] = []

  /// Nothing yet.
  init() {}
}

extension SnapshotText {
  /// Adds what is text already.
  mutating func add(_ literal: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: literal.utf8Start, count: literal.utf8CodeUnitCount))
  }

  /// Adds a string in quotes.
  mutating func add(quoted text: String) { bytes += text.jsonQuoted.utf8 }

  /// Adds a whole number.
  mutating func add(_ integer: Int) { bytes += String(integer).utf8 }

  /// Adds a list.
  mutating func add<Element>(_ list: some Sequence<Element>, _ addOne: (inout SnapshotText, Element) -> Void) {
    bytes.append(UInt8(ascii: "["))
    for (index, element) in list.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      addOne(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  /// Adds a value as the decimal that it stands for.
  mutating func add(decimal value: Double) {
    let billionths = MeantDecimal.billionths(value)
    if billionths < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = billionths.magnitude.quotientAndRemainder(dividingBy: MeantDecimal.billion.magnitude)
    bytes += String(whole).utf8
    if rest == 0 { return }
    let places = String(MeantDecimal.billion.magnitude + rest).utf8.dropFirst()
    bytes.append(UInt8(ascii: "."))
    bytes += places.dropLast(places.reversed().prefix { $0 == UInt8(ascii: "0") }.count)
  }
}
