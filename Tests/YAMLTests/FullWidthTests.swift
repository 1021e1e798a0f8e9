import SourceText
import Testing
import YAML

/// What Chinese keyboards put in place of YAML's punctuation.
@Suite struct FullWidthTests {
  @Test(
    "a sign that breaks the structure is an error at its place",
    arguments: [
      ("a: 1\nseverity⟦：⟧high\nb: 2\n", "`severity: high`"),
      ("severity⟦：⟧high\nb: 2\n", "`severity: high`"),
      ("version⟦：⟧“1”\nb: 2\n", "`version: \"1\"`"),
      ("values⟦：⟧［a, b］\nb: 2\n", "`values: [a, b]`"),
      ("- id⟦：⟧x\n  when: y\n", "`id: x`"),
      ("- id: x\n  severity⟦：⟧high\n  when: y\n", "`severity: high`"),
      ("a:⟦\u{3000}⟧1\nb: 2\n", "ordinary space"),
      ("- {id⟦：⟧competitor, off: true}\n", "`id: competitor`"),
      ("- {id: competitor⟦，⟧off: true}\n", "`,` and a space"),
      ("- {id: competitor⟦、⟧\n   off: true}\n", "`,` and a space"),
      ("when: [⟦“⟧general, problem”, x]\n", "write `\"`"),
      ("a: 1\n⟦＃⟧ comment\nb: 2\n", "begins with `#`"),
      ("⟦＃⟧ comment\nb: 2\n", "begins with `#`"),
      ("- a\n⟦＃⟧ comment\n- b\n", "begins with `#`"),
      ("flags:\n  ⟦－⟧ id: x\n    when: y\n", "`-` and a space"),
      ("flags:\n  - id: x\n  ⟦－⟧ id: y\n", "`-` and a space"),
      ("- ⟦｛⟧id: x, off: true｝\n", "write `{`"),
      ("label: ⟦｛⟧en: x, zh: 乙｝\n", "write `{`"),
      ("a:\n  b: 1\n⟦\u{3000}⟧\u{3000}c: 2\n", "ordinary spaces"),
      ("a:\n  b: 1\n⟦\u{A0}⟧\u{A0}c: 2\nd: 3\n", "ordinary spaces"),
      ("a:\n ⟦\u{A0}⟧b: 1\n  c: 2\n", "ordinary spaces"),
      ("a:\n⟦\u{3000}⟧b: 1\n", "ordinary spaces"),
      ("a:\n  b: 1\n⟦\u{3000}⟧c\n", "ordinary spaces"),
    ])
  func errors(marked: String, hint: String) throws {
    try expectFault(marked, "yaml-full-width", hint: hint)
  }

  @Test(
    "a sign that YAML can read, but hardly as it was meant, is a warning",
    arguments: [
      ("version: ⟦“⟧2026.1”\n", "`\"2026.1\"`"),
      ("⟦‘⟧a’: 1\n", "`'a'`"),
      ("values: ⟦［⟧a, b］\n", "`[a, b]`"),
      ("a⟦：⟧b: 1\n", "`:` and a space"),
      ("甲⟦，⟧乙: 1\n", "`,` and a space"),
      ("province: [浙江⟦，⟧江西]\n", "put that in quotes"),
      ("channels: [烟酒店⟦、⟧便利店, x]\n", "put that in quotes"),
      ("params:\n  weak⟦：⟧40\n", "`:` and a space"),
      ("⟦－⟧ id: x\n", "`-` and a space"),
      ("flags:\n  ⟦－⟧ {id: x}\n", "`-` and a space"),
      ("a: x\nb:\n  ⟦＃⟧ later\n", "begins with `#`"),
      ("a: ⟦\u{3000}⟧x\n", "ordinary space"),
      ("a: [x⟦\u{A0}⟧, y]\n", "ordinary space"),
    ])
  func warnings(marked: String, hint: String) throws {
    try expectFault(marked, "yaml-full-width", .warning, hint: hint)
  }

  @Test(
    "Chinese texts are left alone",
    arguments: [
      "zh: 层级走访：多次深度走访仍不配合\n", "{en: x, zh: 开发网点，提覆盖率}\n", "zh: “大户”与“小户”\n", "zh: 满意度低（“差”）\n",
      "{zh: “甲”与“乙”, en: x}\n", "note: >\n  说明：甲，乙\n  ＃1 号\n", "note: |\n  “甲”\n", "\"说明：甲\": 1\n",
      "[\"浙江，江西\", '“甲”']\n", "zh: ＃1号店\n", "zh: 数：查系统数据，弄清\n", "# 说明：甲\na: 1 # “乙”\n", "- 说明：甲\n- 乙，丙\n",
      "label:\n  多行的说明：\n  甲，乙\n", "a: b\u{3000}c\n", "{说明: 甲：乙}\n", "名称 (甲): {zh: 甲、乙}\n",
    ])
  func prose(text: String) {
    let result = YAMLNode.parse(SourceFile(path: "p", text: text))
    #expect(result.diagnostics.isEmpty, "\(DiagnosticRenderer().render(result.diagnostics))")
    #expect(result.value != nil)
  }

  @Test("any number of warnings leaves a file readable")
  func manyWarnings() {
    let text = (0..<2000).map { "- [甲，\($0)]\n" }.joined()
    let result = YAMLNode.parse(SourceFile(path: "p", text: text))
    #expect(result.diagnostics.count == 2000)
    #expect(result.value?.at("1999", "0")?.text == "甲，1999")
  }
}
