import Columns
import Records
import Testing

@Suite("CSV in blocks")
struct CSVBlockTests {
  @Test("a table that has everything is read as record by record", arguments: [CSVReaderTests.tricky, .init("", "")])
  func reads(_ table: Table) {
    for size in 1...table.bytes.count + 1 { #expect(readBlocks(table.bytes, size) == table.expected, "size \(size)") }
  }

  @Test("a table with every fault is read as record by record", arguments: [CSVReaderTests.broken])
  func faults(_ table: Table) {
    for size in 1...table.bytes.count + 1 { #expect(readBlocks(table.bytes, size) == table.expected, "size \(size)") }
  }

  /// Pieces of CSV: all that has a meaning, and bytes that are no text.
  static let mixtures: [[String]] = [
    ["a", ",", "\"", "\n", "\r", "\r\n", "é", "\u{FEFF}", "<FF>"],
    ["ab", "12", ",", ",", "\n", "\"x\"", "\"x\ny\"", "\"a\"\"b\""],
    ["a", "b", ",", ",", ",", "\n"],
    ["1,2,3\n", "\"1\",2,\"3\"\n", "4,\"5\r\n5\",6\r\n", "a,b\n", "it\"s,b,c\n", "\n", "é,ü,<C3>\n"],
    ["1,2,3\r\n", "1,2,3\r\n", "\"1\",\"2\",\"3\"\r\n", "\"\"\"\",,\r\n", "x\"", "\r"],
    ["1,2,3\n", "长江,黄河,3\n", "😀,\"é\",\n", "<F0><9F>", "<ED><A0><80>,,\n", "<E4><BD>,<A0>,\n", "long, long ago,"],
    ["\n", "\n", "\"\"\n", "x\n", "\r\n", "\r"],
  ]

  @Test("whatever comes, blocks of any size hold the same records and faults", arguments: mixtures)
  func anything(_ mixture: [String]) {
    let pieces = mixture.map { bytes(of: $0) }
    for seed in 0..<400 as Range<UInt64> {
      var random = RandomBytes(seed: seed)
      let header = random.element(of: ["", "a,b,c\n", "a,b,c\r\n", "a\n", "a,b\r", "\n\n\u{FEFF}a\n"])
      let input = Array(header.utf8) + random.bytes(of: pieces, most: random.element(of: [8, 40, 300]))
      let expected = readRecords(input, cutAt: [])
      for size in [1 + random.below(50), 64 + random.below(500), 1 << 14] {
        let found = readBlocks(input, size, most: 1 + random.below(size))
        #expect(found == expected, "size \(size), seed \(seed)")
        if found != expected { return }
      }
    }
  }

  @Test("what is no UTF-8 is told wherever it stands", arguments: 50..<70)
  func encodings(_ distance: Int) {
    let pad = [UInt8](repeating: UInt8(ascii: "x"), count: distance)
    var input = Array("a\n".utf8)
    for first in 0x80...0xFF as ClosedRange<UInt8> {
      for second in [0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0] as [UInt8] {
        for rest in [[], [0x80], [0xBF, 0x80], [0x80, 0x7F], [0x80, 0x80, 0x80]] as [[UInt8]] {
          input += pad + [first, second] + rest + Array("\n".utf8)
        }
      }
    }
    #expect(readBlocks(input, 1 << 12) == readRecords(input, cutAt: []))
  }

  @Test("a record at the edge of what is scanned at once is as any other")
  func edges() {
    for start in (1 << 14) - 32...1 << 14 {
      let odd = "\"a\"\"b\",é,\"x\r\ny\"\r\n"
      let text = "a,b,c\n" + filler("1,2,3\n", count: start) + odd + filler("4,5,6\n", count: 1 << 14) + odd
      let bytes = Array(text.utf8)
      #expect(readBlocks(bytes, 1 << 16) == readRecords(bytes, cutAt: []), "at \(start)")
    }
  }

  @Test("columns that are not wanted have no cells, and every other cell is right")
  func wanted() {
    var block = RecordBlock()
    var reader = CSVBlockReader()
    var input = ByteInput(Array("a,b,c\n1,2,3\n\"4\",5,\"6\"\"\"\n".utf8))
    #expect(reader.readHeader { input.read($0) } == .names(["a", "b", "c"]))
    #expect(reader.fill(&block) { input.read($0) })
    var cutter = CSVCutter(wanted: [true, false, true])
    cutter.cut(&block)
    let cells = block.cells
    #expect(cells.columns.map { $0 == nil } == [false, true, false])
    #expect([0, 1].map { cells.text(0, row: $0) } == ["1", "4"])
    #expect([0, 1].map { cells.text(2, row: $0) } == ["3", "6\""])
  }

  @Test("an overlong record is refused and the reading goes on at the next line")
  func overlong() {
    let long = String(repeating: "x", count: 90)
    let text = "a,b\n1,\(long)\n2,c\n3,\"\n\(long),0\n4,d\n"
    let found = readBlocks(Array(text.utf8), 10, limit: 24).split(separator: "\n")
    #expect(found.count == 6)
    #expect(found.first == "header a|b")
    #expect(found.dropFirst().first?.hasPrefix("2 record-too-long <1,xxxx") == true)
    #expect(found.dropFirst(2).prefix(2) == ["3 2|c", "4 unclosed-quote <3,\">"])
    #expect(found.dropFirst(4).first?.hasPrefix("5 record-too-long <xxxx") == true)
    #expect(found.last == "6 4|d")
  }

  @Test("a closed record is too long by one byte or many, with all of its lines, and the next one is read")
  func closedOverlong() {
    let inner = String(repeating: "y\n", count: 20)
    let cases: [(String, Int, String)] = [
      ("1,\"\(inner)\"\n2,c\n", 44, "2 1|\(inner)\n23 2|c"),
      ("1,\"\(inner)\"\n2,c\n", 43, "2 record-too-long <1,\"\(inner)\"…>\n23 2|c"),
      ("1,\"\(inner)\"\r\n2,c\n", 24, "2 record-too-long <1,\"\(inner)\"…>\n23 2|c"),
      ("1,\"\"\"\n\(inner)\"\n2,c\n", 24, "2 record-too-long <1,\"\"\"\n\(inner)\"…>\n24 2|c"),
      ("1,xxxxxxxx,\"\(inner)\"\n2,c\n", 14, "2 record-too-long <1,xxxxxxxx,\"\(inner)\"…>\n23 2|c"),
      ("1,x\"\n1,xxxxx\n2,c\n", 7, "2 1|x\"\n3 1|xxxxx\n4 2|c"),
      ("1,x\"\n1,xxxxx\n2,c\n", 6, "2 1|x\"\n3 record-too-long <1,xxxxx…>\n4 2|c"),
    ]
    for (text, limit, told) in cases {
      let bytes = Array("a,b\n\(text)".utf8)
      let expected = "header a|b\n\(told)"
      #expect(readRecords(bytes, cutAt: [], limit: limit) == expected, "limit \(limit)")
      for size in [1, 7, 20, 64, 4096] {
        #expect(readBlocks(bytes, size, limit: limit) == expected, "limit \(limit), size \(size)")
      }
    }
  }

  @Test(
    "a fault names its field as record by record",
    arguments: [
      ("1", "the header has 2 fields, this record has 1; is a comma not quoted?"),
      ("\"x\"y,2", "field 1 goes on after its closing quote; write a quote inside a quoted field twice"),
      ("\"z,2", "field 1 opens a quote that is never closed"), ("1,\"z", "field 2 opens a quote that is never closed"),
      ("1,\"z\n1,2\n1,2\n", "field 2 opens a quote that is never closed"),
    ])
  func fields(_ record: String, _ message: String) {
    var block = RecordBlock()
    var reader = CSVBlockReader(blockSize: 1 << 10)
    var input = ByteInput(Array("a,b\n\(record)".utf8))
    #expect(reader.readHeader { input.read($0) } == .names(["a", "b"]))
    #expect(reader.fill(&block) { input.read($0) })
    var cutter = CSVCutter(wanted: [true, true])
    cutter.cut(&block)
    #expect(block.faults.map { block.recordFault($0, firstLine: 2).message } == [message])
  }

  @Test("whatever is too long, blocks of any size hold the same records and faults", arguments: mixtures)
  func anythingOverlong(_ mixture: [String]) {
    let pieces = mixture.map { bytes(of: $0) }
    for seed in 0..<200 as Range<UInt64> {
      var random = RandomBytes(seed: seed)
      let input = Array("a,b,c\n".utf8) + random.bytes(of: pieces, most: random.element(of: [40, 300]))
      // So that every record's end is within reach.
      let limit = max(input.count / 4 + 1, 6)
      let expected = readRecords(input, cutAt: [], limit: limit)
      for size in [1 + random.below(50), 64 + random.below(500), 1 << 14] {
        let found = readBlocks(input, size, most: 1 + random.below(size), limit: limit)
        #expect(found == expected, "size \(size), seed \(seed)")
        if found != expected { return }
      }
    }
  }

  @Test("a quote that is not closed within reach spoils its line only, in blocks of the usual size")
  func unclosed() {
    let rest = String(repeating: "2,c\n", count: 100)
    let bytes = Array("a,b\n1,\"x\n\(rest)".utf8)
    let told = (3..<103).map { "\n\($0) 2|c" }.joined()
    for limit in [10, 40, 99, 100, 101, 1000] {
      let expected = "header a|b\n2 unclosed-quote <1,\"x>" + told
      for size in [1, 10, 64, 500] {
        #expect(readBlocks(bytes, size, limit: limit) == expected, "limit \(limit), size \(size)")
      }
    }
  }
}

/// `count` bytes of lines, the first of them longer than the others.
func filler(_ line: String, count: Int) -> String {
  String(repeating: "0", count: count % line.utf8.count) + String(repeating: line, count: count / line.utf8.count)
}

/// The bytes of `text`, in which `<FF>` stands for a byte.
func bytes(of text: String) -> [UInt8] {
  var bytes: [UInt8] = []
  var rest = Substring(text)
  while let first = rest.first {
    if first == "<", let byte = UInt8(rest.dropFirst().prefix(2), radix: 16) {
      bytes.append(byte)
      rest = rest.dropFirst(4)
    } else {
      bytes += Array(String(rest.removeFirst()).utf8)
    }
  }
  return bytes
}

/// Everything that is in the blocks of `bytes`, as `readRecords` tells it, read in pieces of up to `most` bytes.
private func readBlocks(_ bytes: [UInt8], _ size: Int, most: Int = .max, limit: Int = 1 << 20) -> String {
  var input = ByteInput(bytes)
  var reader = CSVBlockReader(blockSize: size, limit: limit)
  var lines: [String] = []
  header: while let header = reader.readHeader(from: { input.read($0, most: most) }) {
    switch header {
    case .fault(let fault): lines.append("\(fault.line) \(fault.code) <\(fault.rawText)>")
    case .names(let names):
      lines.append("header " + names.joined(separator: "|"))
      break header
    }
  }
  guard let names = reader.header else { return lines.joined(separator: "\n") }
  var cutter = CSVCutter(wanted: names.map { _ in true })
  var otherCutter = CSVCutter(wanted: names.map { _ in true })
  var isOther = false
  var block = RecordBlock()
  var firstLine = reader.headerLineCount + 1
  while reader.fill(&block, from: { input.read($0, most: most) }) {
    if isOther { otherCutter.cut(&block) } else { cutter.cut(&block) }
    isOther.toggle()
    lines += contents(of: block, firstLine: firstLine)
    firstLine += block.lineCount
  }
  return lines.joined(separator: "\n")
}

/// The rows and faults of a block, in order.
private func contents(of block: borrowing RecordBlock, firstLine: Int) -> [String] {
  var lines: [String] = []
  var faults = block.faults[...]
  let cells = block.cells
  for row in 0...block.rowCount {
    while let fault = faults.first, fault.row == row {
      let told = block.recordFault(faults.removeFirst(), firstLine: firstLine)
      lines.append("\(told.line) \(told.code) <\(told.rawText)>")
    }
    if row == block.rowCount { break }
    let fields = cells.columns.indices.map { cells.text($0, row: row) ?? "" }
    lines.append("\(firstLine + Int(block.lines[row])) " + fields.joined(separator: "|"))
  }
  return lines
}
