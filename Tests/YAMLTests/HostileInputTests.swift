import SeededRandom
import SourceText
import Testing
import YAML

private let goodPolicy = """
  policy: tobacco-retail # 卷烟
  title: {en: "Visits\\t\\u4e2d", zh: '卷烟零售''客户'}
  facts: &facts
    cooperation: {type: number, range: [0, 100], label: {zh: 配合度}}
    location: {<<: *limits, values: [urban, rural]}
  classify:
    - id: x
      when: |2-
          cooperation < 40
        && 潜力 > 1

    - {id: y, when: "a ? 'b: c' : d", then: !!str 5}
  note: >+
    一

    二
      三
  """

@Suite struct HostileInputTests {
  /// Reads a text and everything it says about it; the places have to lie inside the file, and each letter of a scalar
  /// has to stand where it is said to.
  private func read(_ bytes: [UInt8]) {
    let file = SourceFile(path: "p", bytes: bytes)
    let result = YAMLNode.parse(file)
    #expect(result.value != nil || !result.diagnostics.isEmpty)
    #expect(result.diagnostics.allSatisfy { $0.range.end <= bytes.count })
    _ = DiagnosticRenderer().render(result.diagnostics)
    let texts = (result.value?.fragments ?? []).filter { !$0.text.allSatisfy(\.isWhitespace) }
    texts.forEach(expectLettersInPlace)
  }

  private func expectLettersInPlace(_ fragment: SourceFragment) {
    let bytes = fragment.range.file.bytes
    for (local, byte) in fragment.text.utf8.enumerated() where byte > 0x20 && byte != 0xC2 && byte != 0xE2 {
      let start = fragment.range(of: local..<local).start
      let found = start < bytes.count && (bytes[start] == byte || bytes[start] == UInt8(ascii: "\\"))
      if !found {
        Issue.record("\(String(decoding: bytes, as: UTF8.self).debugDescription): byte \(local) of \(fragment.text)")
        return
      }
    }
  }

  @Test("every truncation of a good policy is read or refused")
  func prefixes() {
    let bytes = Array(goodPolicy.utf8)
    for count in 0...bytes.count { read(Array(bytes.prefix(count))) }
  }

  @Test("a policy with one byte changed is read or refused")
  func mutations() {
    var generator = SplitMix(seed: 1)
    let alphabet = Array("\t\n\r '\"[]{},:-?&*!|>#%@`\\a\0\u{7F}".utf8) + [0xC2, 0xE4, 0xFF]
    for _ in 0..<3000 {
      var bytes = Array(goodPolicy.utf8)
      bytes[Int.random(in: bytes.indices, using: &generator)] = alphabet.randomElement(using: &generator) ?? 0
      read(bytes)
    }
  }

  @Test("random bytes are read or refused")
  func randomBytes() {
    var generator = SplitMix(seed: 2)
    for _ in 0..<2000 {
      read((0..<Int.random(in: 0...60, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
  }

  @Test("random YAML is read or refused")
  func randomTokens() {
    var generator = SplitMix(seed: 3)
    let tokens = [
      "a", "b: ", "- ", "\n", "\n  ", "\n    ", "\r\n ", " ", "'", "\"", "\\", "\\n", "[", "]", "{", "}", ", ", ": ",
      "? ",
      "&x ", "*x", "!t ", "!!str ", "| ", ">", ">-", "|+\n ", "|2\n", "# c\n", "---\n", "...\n", "<<: ", "\t", "中",
      "\u{85}",
      "\u{2028}", "@", "%", "..", "(", ")", "!", "&&",
    ]
    for _ in 0..<6000 {
      let count = Int.random(in: 1...14, using: &generator)
      let text = (0..<count).compactMap { _ in tokens.randomElement(using: &generator) }.joined()
      read(Array(text.utf8))
    }
  }

  @Test("in random scalars of every style each letter is where it is said to be")
  func randomScalars() {
    var generator = SplitMix(seed: 4)
    let headers = [
      "k: |\n", "k: >\n", "k: |-\n", "k: >+\n", "k: >2-\n", "k: |2\n", "- k: >\r\n", "k: ", "k: '", "k: \"",
    ]
    let pieces = [
      "a", "b", "中", " ", "  ", "\n  ", "\n  ", "\n\n  ", "\n    ", "\r\n  ", "\n \n  ", "\u{2028}  ", "\u{85}  ", "''",
      "\\n", "\\\n  ", "\\u4e2d", "x",
    ]
    for _ in 0..<6000 {
      let header = headers.randomElement(using: &generator) ?? ""
      let body = (0..<Int.random(in: 1...12, using: &generator)).compactMap { _ in
        pieces.randomElement(using: &generator)
      }
      let end = header.hasSuffix("'") ? "'" : header.hasSuffix("\"") ? "\"" : ""
      let lead = header.hasSuffix("\n") ? "  " : ""
      read(Array((header + lead + body.joined() + end + "\n").utf8))
    }
  }

  @Test("large files take time in proportion to their size", .timeLimit(.minutes(5)))
  func large() throws {
    let keys = (0..<10_000).map { "键\($0): {value: \($0), note: 'it''s'}\n" }.joined()
    let root = try #require(YAMLNode.parse(SourceFile(path: "p", text: keys)).value)
    #expect(root.at("键9999", "value")?.text == "9999")
    let line = "[" + (0..<30_000).map { "中\($0)" }.joined(separator: ", ") + "]"
    #expect(YAMLNode.parse(SourceFile(path: "p", text: line)).value?.at("29999")?.text == "中29999")
    let cut = "[" + String(repeating: "(甲，, “乙, ", count: 20_000) + "丙]"
    #expect(YAMLNode.parse(SourceFile(path: "p", text: cut)).diagnostics.last?.code == "yaml-too-many-faults")
    let block = "a: |\n" + String(repeating: "  一行文字\n", count: 20_000)
    #expect(YAMLNode.parse(SourceFile(path: "p", text: block)).value?.at("a")?.text?.utf8.count == 20_000 * 13)
  }
}
