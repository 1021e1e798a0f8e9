/// What is wrong with a JSON text, and where.
struct JSONFault: Error {
  /// The byte offset in the line.
  let offset: Int
  let problem: RecordFault.Problem
}

/// Parses one line that holds one JSON object (RFC 8259); the line must be well-formed UTF-8.
///
/// Values that are arrays or objects are checked and kept as text.
struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  /// How many values may be nested.
  let depthLimit: Int
  var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int = 64) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  /// The members of the line's object.
  mutating func parseLine() throws(JSONFault) -> [JSONRecord.Member] {
    var members: [JSONRecord.Member] = []
    var keys: Set<String> = []
    skipSpace()
    try expect("{", as: "an object, `{…}`,")
    try parseMembers { parser, key, offset throws(JSONFault) in
      guard keys.insert(key).inserted else { throw JSONFault(offset: offset, problem: .duplicateKey(key)) }
      members.append(JSONRecord.Member(key: key, value: try parser.parseValue(depth: 1)))
    }
    skipSpace()
    if index < bytes.count { throw unexpected("the end of the line") }
    return members
  }
}

// MARK: - Values

extension JSONParser {
  private mutating func parseValue(depth: Int) throws(JSONFault) -> FieldValue {
    let start = index
    guard let first = peek else { throw unexpected("a value") }
    switch first {
    case UInt8(ascii: "\""): return .text(try parseString())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skipNested(depth: depth + 1)
      return .nested(text(start..<index))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try parseNumber()
    default: return try parseWord()
    }
  }

  private mutating func parseWord() throws(JSONFault) -> FieldValue {
    let start = index
    while let byte = peek, isLetter(byte) { index += 1 }
    switch text(start..<index) {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      index = start
      throw unexpected("a value")
    }
  }

  /// The pairs of an object whose brace is already read, up to and with its closing brace.
  private mutating func parseMembers(
    _ takeValue: (inout JSONParser, String, Int) throws(JSONFault) -> Void
  ) throws(JSONFault) {
    skipSpace()
    if take("}") { return }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
      let offset = index
      let key = try parseString()
      skipSpace()
      try expect(":", as: "`:`")
      skipSpace()
      try takeValue(&self, key, offset)
      skipSpace()
    } while take(",")
    try expect("}", as: "`,` or `}`")
  }

  private mutating func skipNested(depth: Int) throws(JSONFault) {
    if depth > depthLimit { throw JSONFault(offset: index, problem: .tooDeep(limit: depthLimit)) }
    if take("{") {
      try parseMembers { parser, _, _ throws(JSONFault) in _ = try parser.parseValue(depth: depth) }
      return
    }
    _ = try parseArray(depth: depth)
  }

  /// The elements of the array whose bracket stands next.
  mutating func parseArray(depth: Int = 1) throws(JSONFault) -> [FieldValue] {
    var elements: [FieldValue] = []
    index += 1
    skipSpace()
    if take("]") { return elements }
    repeat {
      skipSpace()
      elements.append(try parseValue(depth: depth))
      skipSpace()
    } while take(",")
    try expect("]", as: "`,` or `]`")
    return elements
  }
}

// MARK: - Bytes

extension JSONParser {
  /// The next byte.
  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// The text in `range`.
  func text(_ range: Range<Int>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range]), as: UTF8.self)
  }

  /// Reads `character` if it stands next.
  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar, as expected: String) throws(JSONFault) {
    guard take(character) else { throw unexpected(expected) }
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D { index += 1 }
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// A fault at the next byte.
  func unexpected(_ expected: String) -> JSONFault {
    guard index < bytes.count else { return JSONFault(offset: index, problem: .endsEarly(expected: expected)) }
    let character = text(index..<min(bytes.count, index + 4)).first.map { "`\($0)`" } ?? ""
    return JSONFault(offset: index, problem: .unexpected(found: character, expected: expected))
  }
}
