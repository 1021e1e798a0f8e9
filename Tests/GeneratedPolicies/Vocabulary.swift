import SeededRandom

/// What a generated expression gives.
enum Kind: Hashable {
  case bool, int, number, text, date, span
  /// Text out of a closed list.
  case choice([String])
  case texts, ints
}

/// Something that expressions may read.
struct Name: Hashable {
  let text: String
  let kind: Kind
}

/// The constants of one policy: few, so that rules and rows meet in them.
struct Constants {
  let ints: [Int]
  /// As written.
  let numbers: [String]
  let texts: [String]
  /// As `2026-01-31`.
  let dates: [String]

  /// Some of the numbers, texts and dates at which something may go wrong, among everyday ones.
  init(_ random: inout SplitMix, isExotic: Bool) {
    let (moreInts, moreNumbers) = isExotic ? (Self.extremeInts, Self.extremeNumbers) : ([], [])
    let moreDates = isExotic ? Self.extremeDates : []
    ints = random.some(4, of: Self.commonInts) + random.some(random.below(3), of: Self.rareInts + moreInts)
    numbers = random.some(4, of: Self.commonNumbers) + random.some(random.below(3), of: Self.rareNumbers + moreNumbers)
    texts = random.some(4, of: Self.commonTexts) + random.some(random.below(3), of: Self.rareTexts)
    dates = random.some(3, of: Self.commonDates) + random.some(random.below(2), of: Self.rareDates + moreDates)
  }

  private static let commonInts = [1, 2, 3, 5, 7, 10, 12, 30, 50, 90, 100, 1000]
  private static let rareInts = [0, -1, -7, 255, 123_456_789]
  /// Beyond the whole numbers that a double tells apart, and at the ends of 64 bits.
  private static let extremeInts = [
    9_007_199_254_740_992, 9_007_199_254_740_993, 4_611_686_018_427_387_904, .max, -.max,
  ]
  private static let commonNumbers = [
    "0.5", "1.5", "2.5", "10", "33.3", "40", "60", "75", "100", "500000", "0.1", "0.3",
  ]
  private static let rareNumbers = ["0", "-3.25", "1e6", "1e-9", "0.30000000000000004", "99.99999999999999"]
  private static let extremeNumbers = ["1e300", "-1e300", "1e18", "9007199254740993.0"]
  private static let commonTexts = ["A", "B", "ab", "A-17", "Nord", "福建", "广东省", "mall", "urban", "good", "x y"]
  private static let rareTexts = [
    "", " ", "it's", "商场#1", "\u{E9}t\u{E9}", "e\u{301}te\u{301}", "😀", "7", "07", "true",
    "a text that is longer than what fits into a register or a small string of any kind at all",
  ]
  private static let commonDates = ["2026-01-01", "2026-06-15", "2025-12-31", "2024-02-29", "2026-05-31", "2020-03-01"]
  private static let rareDates = ["1969-12-31", "1970-01-01", "1900-03-01"]
  private static let extremeDates = ["0001-01-01", "9999-12-31", "2262-04-12", "1600-02-29"]
}

/// Closed lists of texts, for facts, tiers and outputs alike, so that some have values in common.
enum ValueLists {
  static let all: [[String]] = [
    ["mall", "supermarket", "chain", "hotel"], ["urban", "township", "rural"], ["城市", "乡镇", "农村"],
    ["A", "B", "C", "D"], ["A", "B"], ["good", "general", "problem"], ["优", "良", "差"], ["1", "2", "3"],
    ["small-shop", "a b", "x.y"], ["only"],
  ]

  /// Labels, by value; each once.
  static let labels = [
    "mall": "商场", "supermarket": "超市", "chain": "连锁", "urban": "城区", "rural": "Rural area", "城市": "city", "A": "甲级",
    "good": "较好", "1": "one", "a b": "A and B",
  ]
}
