import Records
import Testing

@Suite("CSV reading")
struct CSVReaderTests {
  /// A table with all that RFC 4180 allows, and then some: its records as `line|field|field`.
  static let tricky = Table(
    "\u{FEFF}id,name,note\r\n1,张三,plain\n\n2,\"李, 四\",\"a \"\"b\"\"\"\r3,\"two\r\nlines\rand\nthree\",\r\n,,\"\"\n4,it\"s,x",
    """
    header id|name|note
    2 1|张三|plain
    4 2|李, 四|a "b"
    5 3|two\u{240D}\u{240A}lines\u{240D}and\u{240A}three|
    9 ||
    10 4|it"s|x
    """)

  /// A table with everything that can be wrong.
  static let broken = Table(
    "id,name\n1\n2,a,b\n3,\"x\"y\n4,\"open\n5,e\n6,\"x\ny\"z\n7,\"last\r\n8,h",
    """
    header id|name
    2 wrong-field-count <1>
    3 wrong-field-count <2,a,b>
    4 text-after-quote <3,"x"y>
    5 text-after-quote <4,"open>
    6 5|e
    7 text-after-quote <6,"x>
    8 wrong-field-count <y"z>
    9 unclosed-quote <7,"last>
    10 8|h
    """)

  @Test("reads every form of record, and says on which line it starts", arguments: [tricky, broken])
  func reads(_ table: Table) {
    #expect(readRecords(table.bytes, cutAt: []) == table.expected)
  }

  @Test("cuts in the input change nothing", arguments: [tricky, broken])
  func cuts(_ table: Table) {
    for first in 0...table.bytes.count {
      #expect(readRecords(table.bytes, cutAt: [first]) == table.expected, "cut at \(first)")
      let second = min(table.bytes.count, first + 3)
      #expect(readRecords(table.bytes, cutAt: [first, second]) == table.expected, "cut at \(first) and \(second)")
    }
    #expect(readRecords(table.bytes, cutAt: Array(1..<table.bytes.count)) == table.expected, "byte by byte")
  }

  @Test("whatever comes, cuts change nothing and the reading ends")
  func anything() {
    let alphabet = Array("a,\"\n\r\u{FF}".utf8)
    var state: UInt64 = 20_260_301
    for _ in 0..<3_000 {
      var bytes = Array("x,y\n".utf8)
      for _ in 0..<24 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      let whole = readRecords(bytes, cutAt: [])
      #expect(readRecords(bytes, cutAt: Array(1..<bytes.count)) == whole, "\(bytes)")
    }
  }

  @Test(
    "a record is read or refused, never lost",
    arguments: [
      ("", ""),
      ("\u{FEFF}", ""),
      ("\n\r\n\r", ""),
      ("a", "header a"),
      ("a\n\"\"\n\nx", "header a\n2 \n4 x"),
      ("a,b\n1,", "header a|b\n2 1|"),
      ("a,b\n,", "header a|b\n2 |"),
      ("a,b\n\"\"\"\",\"\"\"\"\"\"", "header a|b\n2 \"|\"\""),
      ("a,b\n\"1\",\"2\"", "header a|b\n2 1|2"),
      ("a,b\n\"1\" ,2\n3,4", "header a|b\n2 text-after-quote <\"1\" ,2>\n3 3|4"),
      ("a\n\"open", "header a\n2 unclosed-quote <\"open>"),
      ("a\n\"open\n\n", "header a\n2 unclosed-quote <\"open>"),
      ("\"a\n1", "1 unclosed-quote <\"a>\nheader 1"),
      ("a,b\n1, 2 \n", "header a|b\n2 1| 2 "),
    ])
  func oneLine(_ text: String, _ expected: String) {
    #expect(readRecords(Array(text.utf8), cutAt: []) == expected)
  }

  @Test("bytes that are no UTF-8 spoil their record only")
  func invalidText() {
    let bytes = Array("a,b\n1,".utf8) + [0xC3, 0x28] + Array("\n2,é\n".utf8)
    #expect(readRecords(bytes, cutAt: []) == "header a|b\n2 invalid-encoding <1,\u{FFFD}(>\n3 2|é")
  }

  @Test("an overlong record is refused and the reading goes on at the next line")
  func overlong() {
    let long = String(repeating: "x", count: 50)
    let text = "a,b\n1,\(long)\n2,c\n3,\"\n\(long),0\n4,d\n"
    let chunks = (1..<text.utf8.count / 10).map { $0 * 10 }
    let found = readRecords(Array(text.utf8), cutAt: chunks, limit: 24).split(separator: "\n")
    #expect(found.count == 6)
    #expect(found.first == "header a|b")
    #expect(found.dropFirst().first?.hasPrefix("2 record-too-long <1,xxxx") == true)
    #expect(found.dropFirst(2).prefix(2) == ["3 2|c", "4 unclosed-quote <3,\">"])
    #expect(found.dropFirst(4).first?.hasPrefix("5 record-too-long <xxxx") == true)
    #expect(found.last == "6 4|d")
  }

  @Test("faults say what is wrong in plain words")
  func wording() {
    var reader = CSVReader()
    reader.push(Array("a,b\n1\n\"x\"y,2\n\"z".utf8))
    reader.finish()
    var messages: [String] = []
    while let step = reader.next() {
      if case .fault(let fault) = step { messages.append("\(fault.line): \(fault.message)") }
    }
    #expect(
      messages == [
        "2: the header has 2 fields, this record has 1; is a comma not quoted?",
        "3: field 1 goes on after its closing quote; write a quote inside a quoted field twice",
        "4: field 1 opens a quote that is never closed",
      ])
  }
}

/// An input with what is to be read from it.
struct Table: CustomTestStringConvertible, Sendable {
  let bytes: [UInt8]
  let expected: String

  init(_ text: String, _ expected: String) {
    bytes = Array(text.utf8)
    self.expected = expected.replacing("\u{240D}", with: "\r").replacing("\u{240A}", with: "\n")
  }

  var testDescription: String { String(expected.prefix(20)) }
}

/// Everything a reader says of `bytes` when they are pushed in pieces that end at the given offsets.
func readRecords(_ bytes: [UInt8], cutAt cuts: [Int], limit: Int = 1 << 20) -> String {
  var reader = CSVReader(limit: limit)
  var lines: [String] = []
  func drain() {
    while let step = reader.next() {
      switch step {
      case .header(let names): lines.append("header " + names.joined(separator: "|"))
      case .record:
        let fields = (0..<reader.fieldCount).map { reader.text(at: $0) }
        lines.append("\(reader.line) " + fields.joined(separator: "|"))
      case .fault(let fault): lines.append("\(fault.line) \(fault.code) <\(fault.rawText)>")
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

/// `bytes` in pieces that end at the given offsets.
func pieces(of bytes: [UInt8], cutAt cuts: [Int]) -> [[UInt8]] {
  let ends = cuts + [bytes.count]
  return zip([0] + cuts, ends).map { Array(bytes[$0..<$1]) }
}
