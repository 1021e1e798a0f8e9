import SourceText
import Testing

@Test(
  "the name that was meant is found",
  arguments: [
    ("cooperaton", ["channel", "cooperation", "potential"], "cooperation"),
    ("Cooperation", ["channel", "cooperation"], "cooperation"),
    ("hti", ["id", "hit"], "hit"),
    ("zh", ["en", "ZH"], "ZH"),
    ("sales-12m", ["sales_12m"], "sales_12m"),
    ("配和度", ["潜力", "配合度"], "配合度"),
    ("城效", ["乡村", "城郊"], "城郊"),
    ("whne", ["then", "when"], "when"),
    ("aac", ["aab", "aad"], "aab"),
    ("a", ["b"], nil),
    ("A", ["a"], "a"),
    ("tier", ["flag", "table"], nil),
    ("", ["a"], nil),
    ("x", [], nil),
  ] as [(String, [String], String?)])
func closest(name: String, candidates: [String], expected: String?) {
  #expect(closestMatch(to: name, among: candidates) == expected)
}

@Test(
  "terminal columns of a text",
  arguments: [
    ("", 0), ("abc", 3), ("配合度", 6), ("ひらガナ", 8), ("ｶﾅ", 2), ("한글", 4), ("ＡＢ１", 6), ("，。（）", 8),
    ("e\u{301}", 1), ("\u{301}", 0), ("😀", 2), ("👩‍🌾", 2), ("🇨🇳", 2), ("❤\u{FE0F}", 2), ("❤", 1), ("𠮷", 2), ("〇々", 4),
    ("é—…→", 4), ("\u{200B}", 0), ("①", 1), ("㊙", 2),
  ])
func width(text: String, columns: Int) {
  #expect(text.displayWidth == columns)
}
