import Records
import Testing

@Suite("JSON Lines reading")
struct JSONLinesReaderTests {
  static let tricky = Table(
    "\u{FEFF}{\"id\":\"张三\",\"n\":-1.5e2}\r\n\n  {}\n{\"a\":[1,{\"b\":\"]\"}],\"c\":null}\n{\"t\":true}",
    """
    1 id=text(张三) n=number(-150, -1.5e2)
    3\u{0020}
    4 a=nested([1,{"b":"]"}]) c=null
    5 t=bool(true)
    """)

  @Test("cuts in the input change nothing")
  func cuts() {
    let bytes = Self.tricky.bytes
    #expect(read(bytes, cutAt: []) == Self.tricky.expected)
    for cut in 0...bytes.count { #expect(read(bytes, cutAt: [cut]) == Self.tricky.expected, "cut at \(cut)") }
    #expect(read(bytes, cutAt: Array(1..<bytes.count)) == Self.tricky.expected, "byte by byte")
  }

  @Test(
    "reads values as they are written",
    arguments: [
      (#""x""#, "text(x)"), (#""""#, "text()"), (#""\"\\\/\b\f\n\r\t""#, "text(\"\\/\u{8}\u{C}\n\r\t)"),
      (#""\u00e9\u5f20""#, "text(é张)"), (#""a\ud83d\ude00b""#, "text(a😀b)"), ("0", "integer(0)"),
      ("-0", "number(-0, -0)"), ("42", "integer(42)"), ("9223372036854775807", "integer(9223372036854775807)"),
      ("9223372036854775808", "number(9.223372036854776e+18, 9223372036854775808)"), ("1.0", "number(1, 1.0)"),
      ("1e2", "number(100, 1e2)"),
      ("1E-2", "number(0.01, 1E-2)"), ("0.1", "number(0.1, 0.1)"), ("true", "bool(true)"), ("false", "bool(false)"),
      ("null", "null"), ("{ }", "nested({ })"), ("[ ]", "nested([ ])"),
    ])
  func values(_ json: String, _ expected: String) {
    #expect(read(Array("{\"k\" : \(json) }".utf8), cutAt: []) == "1 k=\(expected)")
  }

  @Test(
    "a faulty line is refused at the place where it goes wrong",
    arguments: [
      ("[1]", "column 1: `[` stands where an object, `{…}`, is expected"),
      (#"{"a":1"#, "column 7: the line ends where `,` or `}` is expected; an object must stand on one line"),
      (#"{"a":1} x"#, "column 9: `x` stands where the end of the line is expected"),
      (#"{"张":x}"#, "column 6: `x` stands where a value is expected"),
      (#"{"a":}"#, "column 6: `}` stands where a value is expected"),
      (#"{"a":1,}"#, "column 8: `}` stands where a key in quotes is expected"),
      (#"{a:1}"#, "column 2: `a` stands where a key in quotes is expected"),
      (#"{"a" 1}"#, "column 6: `1` stands where `:` is expected"),
      (#"{"a":01}"#, "column 6: `01` is no number of JSON"), (#"{"a":1.}"#, "column 6: `1.` is no number of JSON"),
      (#"{"a":-}"#, "column 6: `-` is no number of JSON"), (#"{"a":1e}"#, "column 6: `1e` is no number of JSON"),
      (#"{"a":12x}"#, "column 6: `12x` is no number of JSON"),
      (#"{"a":1e999}"#, "column 6: `1e999` is too large for a number"),
      (#"{"a":NaN}"#, "column 6: `N` stands where a value is expected"),
      (#"{"a":"x"#, "column 8: the line ends where a closing quote is expected; an object must stand on one line"),
      (#"{"a":"\q"}"#, "column 7: `\\q` is no escape of JSON"),
      (#"{"a":"\ud83d"}"#, "column 7: `\\ud83d` is no escape of JSON"),
      (#"{"a":"\udc00"}"#, "column 7: `\\udc00` is no escape of JSON"),
      (#"{"a":"\u12g4"}"#, "column 7: `\\u12g4` is no escape of JSON"),
      ("{\"a\":\"x\ty\"}", "column 8: a control character (9) must be escaped inside a string"),
      (#"{"a":1,"a":2}"#, "column 8: the key `a` is given twice"),
      (#"{"a":{"b":[1,]}}"#, "column 14: `]` stands where a value is expected"),
    ])
  func faults(_ line: String, _ message: String) {
    #expect(read(Array((line + "\n{}").utf8), cutAt: []) == "1 ! \(message) <\(line)>\n2 ")
  }

  @Test("nesting has a limit")
  func depth() {
    func nested(_ depth: Int) -> String {
      "{\"a\":" + String(repeating: "[", count: depth) + String(repeating: "]", count: depth) + "}"
    }
    #expect(read(Array(nested(63).utf8), cutAt: []).hasPrefix("1 a=nested("))
    #expect(read(Array(nested(64).utf8), cutAt: []).hasPrefix("1 ! column 69: values are nested more than 64 deep"))
  }

  @Test("an overlong or unreadable line is refused and the reading goes on")
  func unreadable() {
    let long = "{\"a\":\"" + String(repeating: "x", count: 50) + "\"}"
    let bytes = Array((long + "\n{\"b\":1}\n{\"c\":\"").utf8) + [0xFF] + Array("\"}\n{}".utf8)
    let cuts = (1..<bytes.count / 10).map { $0 * 10 }
    let found = read(bytes, cutAt: cuts, limit: 24).split(separator: "\n", omittingEmptySubsequences: false)
    #expect(found.count == 4)
    #expect(found.first?.hasPrefix("1 ! the record is longer than 24 bytes <{\"a\"") == true)
    #expect(found.dropFirst().first == "2 b=integer(1)")
    let encoding = "3 ! the line holds bytes that are no text in the input's encoding <{\"c\":\"\u{FFFD}\"}>"
    #expect(found.dropFirst(2).first.map(String.init) == encoding)
  }
}

/// Everything a reader says of `bytes` when they are pushed in pieces that end at the given offsets.
private func read(_ bytes: [UInt8], cutAt cuts: [Int], limit: Int = 1 << 20) -> String {
  var reader = JSONLinesReader(limit: limit)
  var lines: [String] = []
  func drain() {
    while let step = reader.next() {
      switch step {
      case .record(let record):
        lines.append("\(record.line) " + record.members.map { "\($0.key)=\(shown($0.value))" }.joined(separator: " "))
      case .fault(let fault): lines.append("\(fault.line) ! \(fault.message) <\(fault.rawText)>")
      }
    }
  }
  for piece in pieces(of: bytes, cutAt: cuts) {
    reader.push(piece)
    drain()
  }
  reader.finish()
  drain()
  return lines.joined(separator: "\n")
}

private func shown(_ value: FieldValue) -> String {
  switch value {
  case .null: "null"
  case .text(let text): "text(\(text))"
  case .integer(let integer): "integer(\(integer))"
  case .number(let number, let spelling): "number(\(number.shortestDecimal), \(spelling))"
  case .bool(let bool): "bool(\(bool))"
  case .nested(let text): "nested(\(text))"
  }
}
