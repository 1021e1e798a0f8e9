import Records
import Testing

@Suite("Writing")
struct WriterTests {
  @Test(
    "a field is quoted only where it has to be",
    arguments: [
      ("plain", "plain"), ("客户", "客户"), ("", #""""#), ("a,b", #""a,b""#), (#"a"b"#, #""a""b""#), ("a\nb", "\"a\nb\""),
      ("a\rb", "\"a\rb\""), (" a", #"" a""#), ("a ", #""a ""#), ("=1+1", "=1+1"), ("a b", "a b"),
    ])
  func fields(_ text: String, _ expected: String) {
    #expect(csv([[text]]) == expected + "\n")
  }

  @Test("what was written reads back")
  func roundTrip() {
    let texts = ["", " ", "x", "\"", "\"\"", ",", "\n", "\r\n", "张", "a,\"b\"\r"]
    let rows = [["a", "b", "c"]] + texts.flatMap { a in texts.map { b in [a, b, a + b] } }
    #expect(rowsRead(csv(rows)) == rows)
  }

  @Test("JSON has no spaces, keeps the order of keys and escapes what it must")
  func json() {
    var writer = JSONWriter()
    writer.object { line in
      line.key("b")
      line.array { list in
        list.integer(1)
        list.number(2)
        list.number(0.1)
        list.number(.nan)
        list.number(spelled: "3")
      }
      line.key("a\"\\")
      line.string("张\n\r\t\u{1}\u{1F}/")
      line.key("o")
      line.object { _ in }
      line.key("t")
      line.bool(true)
      line.key("n")
      line.null()
    }
    writer.endLine()
    writer.object { _ in }
    writer.endLine()
    let expected =
      #"{"b":[1,2,0.1,null,3],"a\"\\":"张\n\r\t\u0001\u001f/","o":{},"t":true,"n":null}"# + "\n{}\n"
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test(
    "numbers take their shortest form", arguments: [(3, "3"), (-0.5, "-0.5"), (1e30, "1e+30"), (250_000, "250000")])
  func numbers(_ number: Double, _ expected: String) {
    #expect(Double(number.shortestDecimal) == number)
    #expect(number.shortestDecimal == expected)
  }

  private func csv(_ rows: [[String]]) -> String {
    var writer = CSVWriter()
    for row in rows { writer.record(row) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func rowsRead(_ text: String) -> [[String]] {
    var reader = CSVReader()
    reader.push(Array(text.utf8))
    reader.finish()
    var rows: [[String]] = []
    while let step = reader.next() {
      if case .fault = step { return [] }
      rows.append((0..<reader.fieldCount).map { reader.text(at: $0) })
    }
    return rows
  }
}
