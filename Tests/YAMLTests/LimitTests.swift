import SourceText
import Testing
import YAML

@Suite struct EncodingTests {
  @Test(
    "bytes that are no text are shown where they stand",
    arguments: [
      ([0x61, 0x3A, 0x20, 0xC4, 0xE3], "yaml-not-utf8", "p:1:4"),
      (Array("甲: 1\n".utf8) + [0xFF], "yaml-not-utf8", "p:2:1"),
      ([0xFF, 0xFE, 0x61, 0x00], "yaml-not-utf8", "p:1:1"),
      ([0x61, 0xE4, 0xB8], "yaml-not-utf8", "p:1:2"),
      ([0x61, 0xC0, 0xAF], "yaml-not-utf8", "p:1:2"),
      ([0x61, 0xED, 0xA0, 0x80], "yaml-not-utf8", "p:1:2"),
      ([0x61, 0xF4, 0x90, 0x80, 0x80], "yaml-not-utf8", "p:1:2"),
      ([0x61, 0x00], "yaml-control-character", "p:1:2"),
      ([0x61, 0x3A, 0x0A, 0x1B, 0x5B], "yaml-control-character", "p:2:1"),
      (Array("a: \u{9B}".utf8), "yaml-control-character", "p:1:4"),
      (Array("a: \u{FEFF}b".utf8), "yaml-control-character", "p:1:4"),
      (Array("a: \u{FFFE}".utf8), "yaml-control-character", "p:1:4"),
    ] as [([UInt8], String, String)])
  func unreadable(bytes: [UInt8], code: String, place: String) {
    let result = YAMLNode.parse(SourceFile(path: "p", bytes: bytes))
    #expect(result.diagnostics.map { [$0.code, $0.range.description] } == [[code, place]])
    #expect(result.value == nil)
  }

  @Test("an invisible character is named")
  func naming() {
    let file = SourceFile(path: "p", text: "a: \u{0}")
    #expect(YAMLNode.parse(file).diagnostics.first?.message == "an invisible character stands here: U+0000")
  }

  @Test(
    "places are right after Chinese text, a byte-order mark and CRLF",
    arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
  func places(lineBreak: String, mark: String) throws {
    let lines = ["客户: {等级: 甲, 区域: [厦门, x]}", "说明: 一二三 # 注", "y: z"]
    let file = SourceFile(path: "p", text: mark + lines.joined(separator: lineBreak))
    let root = try #require(YAMLNode.parse(file).value)
    #expect(root.at("客户", "区域", "1")?.range.description == "p:1:22")
    #expect(root.at("客户", "区域", "1")?.range.spelling == "x")
    #expect(root.at("说明")?.range.spelling == "一二三")
    #expect(root.at("y")?.range.description == "p:3:4")
  }
}

@Suite struct LimitTests {
  private func codes(_ text: String, _ change: (inout YAMLLimits) -> Void = { _ in }) -> [String] {
    var limits = YAMLLimits()
    change(&limits)
    return YAMLNode.parse(SourceFile(path: "p", text: text), limits: limits).diagnostics.map {
      "\($0.range) \($0.code)"
    }
  }

  @Test("a file may be as large as the limit, not larger")
  func size() {
    #expect(codes("a: 12345") { $0.size = 8 } == [])
    #expect(codes("a: 123456") { $0.size = 8 } == ["p:1:1 yaml-too-large"])
  }

  @Test("collections may be nested as deeply as the limit, not deeper")
  func depth() {
    #expect(codes("[[[x]]]") { $0.depth = 3 } == [])
    #expect(codes("[[[[x]]]]") { $0.depth = 3 } == ["p:1:4 yaml-too-deep"])
    #expect(codes("a:\n b:\n  - - x\n") { $0.depth = 3 } == ["p:3:5 yaml-too-deep"])
    #expect(codes(String(repeating: "[", count: 100_000)) == ["p:1:65 yaml-too-deep"])
    #expect(codes(String(repeating: "- ", count: 100_000)) == ["p:1:129 yaml-too-deep"])
    #expect(codes(String(repeating: "{a: ", count: 100_000)) == ["p:1:257 yaml-too-deep"])
  }

  @Test("an alias counts as deep as what it stands for")
  func aliasDepth() {
    #expect(codes("- &a [[x]]\n- *a\n- [*a]") { $0.depth = 4 } == [])
    #expect(codes("- &a [[x]]\n- [[*a]]") { $0.depth = 4 } == ["p:2:5 yaml-too-deep"])
  }

  @Test("nodes are counted as if aliases were written out")
  func nodes() {
    #expect(codes("[a, b, c]") { $0.nodes = 4 } == [])
    #expect(codes("[a, b, c, d]") { $0.nodes = 4 } == ["p:1:11 yaml-too-many-values"])
    #expect(codes("- &a [x, y]\n- *a\n") { $0.nodes = 6 } == ["p:2:3 yaml-too-many-values"])
    #expect(codes("- &a {k: v}\n- {<<: *a}\n") { $0.nodes = 9 } == [])
  }

  @Test("reading ends when the faults are too many")
  func faults() {
    #expect(
      codes("a: 1\na: 2\na: 3\na: 4\n") { $0.faults = 2 } == [
        "p:2:1 yaml-duplicate-key", "p:3:1 yaml-duplicate-key", "p:4:1 yaml-too-many-faults",
      ])
  }

  @Test("an alias bomb is defused")
  func bomb() {
    let levels = (1...20).map { level in
      "l\(level): &l\(level) [" + Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", ") + "]"
    }
    let text = (["l0: &l0 boom"] + levels).joined(separator: "\n")
    #expect(codes(text) == ["p:8:10 yaml-too-many-values"])
    let merges = (1...30).map { "l\($0): &l\($0) {<<: [*l\($0 - 1), *l\($0 - 1)], k\($0): v}" }
    #expect(
      codes((["l0: &l0 {k: v}"] + merges).joined(separator: "\n")).last?.hasSuffix("yaml-too-many-values") == true)
  }
}
