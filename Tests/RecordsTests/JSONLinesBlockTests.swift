import Columns
import Records
import Testing

@Suite("JSON Lines in blocks")
struct JSONLinesBlockTests {
  @Test("a row's cells are what its object says under the keys of the columns")
  func cells() {
    let text = """
      {"id":"张三","n":-1.5,"on":true,"other":1}

      { "n" : 12 , "id" : "" , "on" : null }\r
      {}
      {"n":0,"name":"by name"}
      """
    let expected = """
      1 张三|-1.5|true
      3 |12|
      4 ||
      5 by name|0|
      keys id n on other? name
      """
    for size in 1...text.utf8.count + 1 { #expect(readBlocks(Array(text.utf8), size).told == expected, "size \(size)") }
    #expect(readBlocks(Array(text.utf8), 1 << 12).irregular == 0)
  }

  @Test(
    "what is not regular is left to the exact parser, and nothing else",
    arguments: [
      (#"{"n":1.5e3}"#, true), (#"{"n":[1]}"#, true), (#"{"n":{}}"#, true), (#"{"n":1,"n":2}"#, true),
      (#"{"x":1,"x":2}"#, true), (#"{"id":"a","name":"b"}"#, true), (#"{"n":1} x"#, true), (#"x {"n":1}"#, true),
      (#"{"n":01}"#, true), (#"{"n":1.}"#, true), (#"{"n":-}"#, true), (#"{"n":.5}"#, true), (#"{"n":+1}"#, true),
      (#"{"n":nul}"#, true), (#"{"n":}"#, true), (#"{"n" 1}"#, true), (#"{,}"#, true), (#"{"n":1,}"#, true),
      (#"{"n":1234567890123456789}"#, true), (#"{"n":9007199254740993.0}"#, true), (#"{"id":"a"#, true), ("[1]", true),
      (#"{"id":"\q"}"#, true), (#"{"x":"\q"}"#, true), ("{\"id\":\"a\tb\"}", true),
      (#"{"n":1}\"#, true), (#"{"id":"\ud83d"}"#, true), (#"{"id":"\ud83d\u0041"}"#, true), (#"{"id":"\u12g4"}"#, true),
      (#"{"id":"\u12"}"#, true), (#"{"id":"\uD83D\uDe00!\b\f\r\t\/"}"#, false), (#"{"n":1 2}"#, true),
      (#"{"n":"a"b}"#, true), (#"{"a"b:1}"#, true), ("7", true),
      (#"{"n":-0}"#, true), (#"{"n":123456789012345678}"#, false), (#"{"n":0.10}"#, false), (#"{"n":0.0}"#, true),
      (#"{"n":1.00}"#, true), (#"{"n":-1.0}"#, true), (#"{"n":1.01}"#, false), (#"{"n":2.0}"#, false),
      (#"{"n":10.0}"#, false),
      (#"{"id":"a\"\u00e9"}"#, false),
      (#"{"id":"\\"}"#, false), (#"{"x":"\n"}"#, false), ("{\t\"id\"\t:\t\"a\"\t}\t", false),
      (#"{"id":"{[:,]}"}"#, false),
      (#"{"a key that is longer than a word":"x"}"#, false), (#"{"":1}"#, false),
    ])
  func irregular(_ line: String, _ isIrregular: Bool) {
    #expect(readBlocks(Array(line.utf8), 1 << 12).irregular == (isIrregular ? 1 : 0))
    #expect(readBlocks(Array(line.utf8), 1 << 12).told == readLines(Array(line.utf8)))
  }

  @Test(
    "a value of a key that feeds nothing is read over, unless it is no value or its size is not seen at once",
    arguments: [
      ("{}", false), ("[]", false), (" [ ] ", false), ("{ }", false),
      (#"[1,-0,2.50,1e5,-1E-09,"a",true,false,null]"#, false),
      (#"{"a":{"b":[{},[],{"c":"]}"}]},"a":1}"#, false), (#"[ { "a" : [ 1 , 2 ] , "b" : { } } , [ ] ]"#, false),
      (#"["\"\u5408\ud83d\ude00\\"]"#, false), (#"{"k\u0041":"\n"}"#, false), ("1e5", false),
      ("123456789012345678901234567890", false), ("9007199254740993.0", false), ("-0", false),
      (String(repeating: "[", count: 63) + String(repeating: "]", count: 63), false),
      (String(repeating: "[", count: 64) + String(repeating: "]", count: 64), true),
      ("1e999", true), ("1e100", true), ("[1e400]", true), ("[" + String(repeating: "1", count: 400) + "]", true),
      ("[1,]", true), ("[,1]", true), ("[1 2]", true), ("[", true), ("]", true), ("[}", true), ("{]", true),
      ("[1}", true),
      (#"{"a"}"#, true), (#"{"a":}"#, true), (#"{"a":1,}"#, true), (#"{,}"#, true), (#"{a:1}"#, true),
      (#"{"a" 1}"#, true),
      (#"{"a":1 "b":2}"#, true), ("[01]", true), ("[1.]", true), ("[.5]", true), ("[1e]", true), ("[+1]", true),
      ("[-]", true),
      ("[1x]", true), ("[nul]", true), ("[nulll]", true), ("[truE]", true), ("[falsey]", true), (#"["\q"]"#, true),
      (#"["\ud83d"]"#, true), (#"["\u12g4"]"#, true), ("[\"\t\"]", true), (#"["a]"#, true), ("[]]", true),
      ("{}{}", true),
      ("[1] 2", true), ("[:]", true), ("[1:2]", true), (#"["a":1]"#, true), ("", true), ("nul", true),
      ("[\u{1}]", true),
    ])
  func readOver(_ value: String, _ isIrregular: Bool) {
    for line in [#"{"id":"a","x":"# + value + "}", #"{"x":"# + value + #","n":7}"#] {
      #expect(readBlocks(Array(line.utf8), 1 << 12).irregular == (isIrregular ? 1 : 0), "\(line)")
      #expect(readBlocks(Array(line.utf8), 1 << 12).told == readLines(Array(line.utf8)), "\(line)")
    }
  }

  @Test(
    "a key with escapes is the key that it stands for",
    arguments: [
      (#"{"i\u0064":"a","\u006e":1}"#, false), (#"{"\u006e\u0061m\u0065":"a"}"#, false),
      (#"{"\u5408\u4F5C\u5ea6":1}"#, false),
      (#"{"\ud83d\ude00\n\"\\\/":1}"#, false), (#"{"id":"a","i\u0064":"b"}"#, true), (#"{"\u0078":1,"x":1}"#, true),
      (#"{"i\u0064":"a","name":"b"}"#, true), (#"{"\q":1}"#, true), (#"{"\ud83d":1}"#, true), (#"{"\u12":1}"#, true),
      (#"{"\u006e":[1]}"#, true), (#"{"\u0078":[1]}"#, false),
    ])
  func escapedKey(_ line: String, _ isIrregular: Bool) {
    let input = Array((line + "\n" + line).utf8)
    #expect(readBlocks(input, 1 << 12).irregular == (isIrregular ? 2 : 0))
    #expect(readBlocks(input, 1 << 12).told == readLines(input))
  }

  /// Pieces of JSON Lines: all that has a meaning, and bytes that are no text.
  static let mixtures: [[String]] = [
    ["{", "}", "\"", ":", ",", "\\", "[", "]", "\n", "\r", " ", "1", "é", "\"id\"", "<FF>", "true", "\u{1}"],
    [#"{"id":"a","#, #"{"n":1,"#, #""on":true}"#, #""x":null}"#, "\n", "\n"],
    [
      "{\"id\":\"a\",\"n\":2}\n", "{\"n\":2.5,\"id\":\"长江\"}\n", "{\"id\":\"a\\\"b\\\\\"}\n", "\n", "{}\n",
      "{\"n\":[]}\n", "\\", "\"",
    ],
    [
      "{\"id\":\"\\u5f20\\u4e09\",\"on\":false}\n", "{\"x\":\"\\\\\",\"y\":1}\n", "{\"id\":\"<C3>\"}\n",
      "{\"n\":1e5}\n", "{\"é\":1}\n",
    ],
    [
      "{\"x\":", "[1,", "{\"a\":", "[", "{", "]", "}", ",", "}\n", "}\n", "1e9", "\"\\u00e9\"", "[[]]", "{\"b\":[{}]}",
      "]}\n", "\"n\":1",
    ],
    [
      "{\"\\u0069d\":\"a\",", "{\"\\u006e\":1,", "\"id\":\"b\"}\n", "\"\\ud83d\":1}\n", "\"x\":[{\"y\":\"\\n\"}],",
      "\"\\u006f\\u006E\":true}\n",
      "{\"x\":1,",
    ],
    [
      "{\"n\":1,", "\"id\":\"x\",", "\"on\":true,", "\"name\":\"y\",", "\"other\":\"z\",", "\"n\":1}\n",
      "\"on\":null}\n", " ",
    ],
  ]

  @Test("whatever comes, blocks of any size hold the same records and faults", arguments: mixtures)
  func anything(_ mixture: [String]) {
    let pieces = mixture.map { bytes(of: $0) }
    for seed in 0..<400 as Range<UInt64> {
      var random = RandomBytes(seed: seed)
      let mark = random.below(4) == 0 ? "\u{FEFF}" : ""
      let input = Array(mark.utf8) + random.bytes(of: pieces, most: random.element(of: [8, 40, 300]))
      let expected = readLines(input)
      for size in [1 + random.below(50), 64 + random.below(500), 1 << 14] {
        let found = readBlocks(input, size, most: 1 + random.below(size)).told
        #expect(found == expected, "size \(size), seed \(seed)")
        if found != expected { return }
      }
    }
  }

  @Test("a line at the edge of what is scanned at once is as any other")
  func edges() {
    for start in (1 << 14) - 32...1 << 14 {
      let odd = #"{"id":"\u00e9\\","n":"é"}"# + "\n"
      let space = String(repeating: " ", count: start % 8)
      let text =
        space + filler("{\"n\":1}\n", count: start - start % 8) + odd + filler("{\"n\":2}\n", count: 1 << 14) + odd
      #expect(readBlocks(Array(text.utf8), 1 << 16).told == readLines(Array(text.utf8)), "at \(start)")
    }
  }

  @Test("keys are told by their first place: those that feed a column, and a hundred others")
  func keys() {
    let others = (0..<150).map { "{\"k\($0)\":\($0)}" }
    let text = (others + [#"{"on":true,"n":1}"#, #"{"n":1,"id":"x"}"#]).joined(separator: "\n")
    let expected = (0..<100).map { "k\($0)?" } + ["on", "n", "id"]
    let told = readBlocks(Array(text.utf8), 1 << 14).told.split(separator: "\n").last
    #expect(told == "keys " + Substring(expected.joined(separator: " ")))
  }

  @Test("a key that is the same text in other bytes is the same key")
  func equivalentKeys() {
    var cutter = JSONLinesCutter(wanted: [true], keys: [("caf\u{E9}", [0])])
    var block = RecordBlock()
    var reader = JSONLinesBlockReader()
    var input = ByteInput(Array("{\"cafe\u{301}\":1}\n{\"cafe\u{301}\":1,\"caf\u{E9}\":2}\n".utf8))
    #expect(reader.fill(&block) { input.read($0) })
    cutter.cut(&block)
    #expect(block.cells.text(0, row: 0) == "1")
    #expect(block.irregularRows == [1])
  }

  @Test("a key with a backslash is known by its escape, and no other by the backslash")
  func keysWithBackslashes() {
    var cutter = JSONLinesCutter(wanted: [true], keys: [(#"a\b"#, [0])])
    var block = RecordBlock()
    var reader = JSONLinesBlockReader()
    let lines = [#"{"a\\b":1}"#, #"{"a\b":2}"#, #"{"a\u005cb":3}"#].joined(separator: "\n")
    var input = ByteInput(Array(lines.utf8))
    #expect(reader.fill(&block) { input.read($0) })
    cutter.cut(&block)
    #expect(block.irregularRows == [])
    #expect((0..<3).map { block.cells.text(0, row: $0) } == ["1", nil, "3"])
  }

  @Test("an overlong line is refused and the reading goes on")
  func overlong() {
    let long = "{\"id\":\"" + String(repeating: "x", count: 90) + "\"}"
    let found = readBlocks(Array((long + "\n{\"n\":1}").utf8), 10, limit: 24).told.split(separator: "\n")
    #expect(found.first?.hasPrefix("1 ! the record is longer than 24 bytes <{\"id\"") == true)
    #expect(found.dropFirst() == ["2 |1|", "keys n"])
  }

  @Test("a line may be as long as the limit, in blocks of any size", arguments: [1, 10, 200, 4096])
  func limit(_ size: Int) {
    let text = "{\"id\":\"x\"}\n{\"n\":1}\n{\"n\":12345}\n{\"n\":1}\n"
    let told = readBlocks(Array(text.utf8), size, limit: 10).told
    let long = "! the record is longer than 10 bytes"
    #expect(told == "1 x||\n2 |1|\n3 \(long) <{\"n\":12345}…>\n4 |1|\nkeys id n")
  }
}

/// The columns of these tests, and the keys that feed them.
private let keys: [(key: String, columns: [Int])] = [("id", [0]), ("name", [0]), ("n", [1]), ("on", [2])]

/// Everything that is in the blocks of `bytes`, and how many rows were left to the exact parser.
private func readBlocks(
  _ bytes: [UInt8], _ size: Int, most: Int = .max, limit: Int = 1 << 20
) -> (told: String, irregular: Int) {
  var input = ByteInput(bytes)
  var reader = JSONLinesBlockReader(blockSize: size, limit: limit)
  var cutter = JSONLinesCutter(wanted: [true, true, true], keys: keys)
  var block = RecordBlock()
  var telling = Telling()
  var (firstLine, irregular) = (1, 0)
  while reader.fill(&block, from: { input.read($0, most: most) }) {
    cutter.cut(&block)
    telling.take(block, firstLine: firstLine)
    firstLine += block.lineCount
    irregular += block.irregularRows.count
  }
  return (telling.text, irregular)
}

/// The same of `bytes`, read line by line.
private func readLines(_ bytes: [UInt8]) -> String {
  var reader = JSONLinesReader()
  reader.push(bytes)
  reader.finish()
  var telling = Telling()
  while let step = reader.next() { telling.take(step) }
  return telling.text
}

/// What was read, in one line for each row and fault, and one for the keys.
private struct Telling {
  private var lines: [String] = []
  private var seen: [String] = []
  private var others = 0

  var text: String { (lines + (seen.isEmpty ? [] : ["keys " + seen.joined(separator: " ")])).joined(separator: "\n") }

  mutating func take(_ block: borrowing RecordBlock, firstLine: Int) {
    var faults = block.faults[...]
    var blockKeys = block.keys[...]
    let cells = block.cells
    for row in 0...block.rowCount {
      while let fault = faults.first, fault.row == row {
        take(.fault(block.recordFault(faults.removeFirst(), firstLine: firstLine)))
      }
      if row == block.rowCount { break }
      if block.irregularRows.contains(row) {
        take(block.parsed(row: row, firstLine: firstLine))
        continue
      }
      while let key = blockKeys.first, key.row == row {
        note(key.text)
        blockKeys.removeFirst()
      }
      let fields = cells.columns.indices.map { cells.text($0, row: row) ?? "" }
      lines.append("\(firstLine + Int(block.lines[row])) " + fields.joined(separator: "|"))
    }
  }

  mutating func take(_ step: JSONLinesReader.Step) {
    switch step {
    case .fault(let fault): lines.append("\(fault.line) ! \(fault.message) <\(fault.rawText)>")
    case .record(let record):
      var fields = ["", "", ""]
      for member in record.members {
        note(member.key)
        for column in keys.first(where: { $0.key == member.key })?.columns ?? [] {
          fields[column] += (fields[column].isEmpty ? "" : "+") + text(of: member.value)
        }
      }
      lines.append("\(record.line) " + fields.joined(separator: "|"))
    }
  }

  private mutating func note(_ key: String) {
    let isKnown = keys.contains { $0.key == key }
    let name = isKnown ? key : key + "?"
    guard !seen.contains(name), isKnown || others < 100 else { return }
    if !isKnown { others += 1 }
    seen.append(name)
  }

  private func text(of value: FieldValue) -> String {
    switch value {
    case .null: ""
    case .text(let text), .nested(let text), .number(_, let text): text
    case .integer(let integer): String(integer)
    case .bool(let bool): String(bool)
    }
  }
}
