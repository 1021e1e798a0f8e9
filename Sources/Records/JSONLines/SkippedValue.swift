extension JSONBytes {
  /// Where the value ends that comes next from an offset on, or after spaces behind it; `nil` for what is no value by the rules of
  /// ``JSONParser``, and for some that are: numbers whose size is not seen at once.
  ///
  /// `end` is the offset of the line's feed. Nothing is kept of the value.
  func endOfValue(at offset: Int, before end: Int) -> Int? {
    var value = SkippedValue(json: self, end: end, offset: offset)
    return value.skip() ? value.offset : nil
  }
}

/// A value of JSON that is read over.
private struct SkippedValue {
  let json: JSONBytes
  /// The line feed's offset, at which every loop ends.
  let end: Int
  /// What comes next.
  var offset: Int
  /// How many arrays and objects are open.
  private var depth = 0
  /// A bit for each of them, the innermost lowest: whether it is an object.
  private var objects: UInt64 = 0

  /// As many as ``JSONParser`` allows in a line's object.
  private static let mostOpen = 63

  init(json: JSONBytes, end: Int, offset: Int) {
    self.json = json
    self.end = end
    self.offset = offset
  }
}

extension SkippedValue {
  /// Reads to the value's end; `false` if it is none.
  mutating func skip() -> Bool {
    repeat {
      skipSpace()
      if opens() {
        skipSpace()
        if !closes() {
          guard skipKey() else { return false }
          continue
        }
      } else {
        guard skipScalar() else { return false }
      }
      guard endElement() else { return false }
    } while depth > 0
    return true
  }

  /// Closes what ends after an element, or reads on to the next one.
  private mutating func endElement() -> Bool {
    skipSpace()
    while depth > 0, closes() { skipSpace() }
    guard depth > 0 else { return true }
    guard take(.comma) else { return false }
    skipSpace()
    return skipKey()
  }

  /// Reads the bracket that opens an array or object, if it comes next and may.
  private mutating func opens() -> Bool {
    guard json[offset] | 0x20 == UInt8(ascii: "{"), depth < Self.mostOpen else { return false }
    objects = objects << 1 | (json[offset] == UInt8(ascii: "{") ? 1 : 0)
    depth += 1
    offset += 1
    return true
  }

  /// Reads the bracket that closes the innermost array or object, if it comes next.
  private mutating func closes() -> Bool {
    guard take(objects & 1 == 1 ? UInt8(ascii: "}") : UInt8(ascii: "]")) else { return false }
    objects >>= 1
    depth -= 1
    return true
  }

  /// Reads what stands before an element: in an object, its key and the colon.
  private mutating func skipKey() -> Bool {
    guard objects & 1 == 1 else { return true }
    guard json[offset] == .quote, skipString() else { return false }
    skipSpace()
    return take(UInt8(ascii: ":"))
  }
}

// MARK: - Scalars

extension SkippedValue {
  private mutating func skipScalar() -> Bool {
    switch json[offset] {
    case .quote: return skipString()
    case UInt8(ascii: "t"): return skipWord(json.word(offset) == JSONBytes.true, length: 4)
    case UInt8(ascii: "f"): return skipWord(json.word(offset + 1) == JSONBytes.alse, length: 5)
    case UInt8(ascii: "n"): return skipWord(json.word(offset) == JSONBytes.null, length: 4)
    default: return skipNumber()
    }
  }

  private mutating func skipWord(_ isWord: Bool, length: Int) -> Bool {
    offset += length
    return isWord
  }

  /// Reads a string from its opening quote to its closing one.
  private mutating func skipString() -> Bool {
    offset += 1
    while json[offset] != .quote {
      if json[offset] == .backslash {
        guard let escape = json.escape(at: offset, before: end) else { return false }
        offset = escape.end
      } else {
        guard json[offset] >= 0x20 else { return false }
        offset &+= 1
      }
    }
    offset += 1
    return true
  }

  /// Reads a number that is finite by its length alone: up to 200 bytes, with an exponent of up to two digits.
  private mutating func skipNumber() -> Bool {
    let start = offset
    _ = take(UInt8(ascii: "-"))
    let hasZero = json[offset] == UInt8(ascii: "0")
    let whole = takeDigits()
    guard whole > 0, whole == 1 || !hasZero else { return false }
    if take(UInt8(ascii: ".")), takeDigits() == 0 { return false }
    if json[offset] | 0x20 == UInt8(ascii: "e") {
      offset += 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      guard 1...2 ~= takeDigits() else { return false }
    }
    return offset - start <= 200
  }

  private mutating func takeDigits() -> Int {
    let count = json.digits(offset, end)
    offset += count
    return count
  }

  private mutating func skipSpace() {
    while json.isBlank(offset, offset &+ 1) { offset &+= 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard json[offset] == byte else { return false }
    offset += 1
    return true
  }
}
