import SourceText
import Testing

@Suite struct PatternTests {
  @Test(arguments: [
    ("'abc'.matches('^a.c$')", "true"), ("'abc\\n'.matches('abc$')", "false"), ("'٣'.matches(r'\\d')", "false"),
    ("'3'.matches(r'^\\d$')", "true"), ("'é'.matches(r'\\w')", "false"), ("'a_1'.matches(r'^\\w+$')", "true"),
    ("'x y'.matches(r'\\s')", "true"), ("'d'.matches(r'[\\D]')", "true"), ("'7'.matches(r'^[^\\d]$')", "false"),
    ("'['.matches('^[[]$')", "true"), ("']'.matches('^[]]$')", "true"), ("'&'.matches('^[a&&b]$')", "true"),
    ("'b'.matches('^[[:alpha:]]$')", "true"), ("'AB'.matches('(?i)^ab$')", "true"),
    ("'ab'.matches('(?P<x>a)b')", "true"),
    ("'a\\nb'.matches('(?m)^a$')", "true"), ("'aaa'.matches('^a{2,3}?$')", "true"), ("'a.b'.matches(r'a\\.b')", "true"),
    ("'超市'.matches('^超.$')", "true"), ("matches('abc', 'b')", "true"), ("nickname.matches('a')", "unknown"),
    ("name.matches(name)", "true"),
  ])
  func patternsMatchAsInRE2(text: String, answer: String) {
    #expect(Desk.standard.answer(text) == answer, "\(text)")
  }

  @Test(arguments: [
    "(?=a)", "(?!a)", "(?<=a)", "(?<!a)", "(?>a)", "a++", "a?+", "a{2}+", #"(a)\1"#, #"(?<x>a)\k<x>"#, "(", "[a", "a**",
    #"\"#,
  ])
  func whatRE2DoesNotHaveIsRefused(pattern: String) {
    #expect(Desk.standard.compile("name.matches(r'''\(pattern)''')").diagnostics.map(\.code) == ["failed-constant"])
  }
}
