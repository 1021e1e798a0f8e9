import Cadences
import Testing

@Suite("Rationals are exact or say that they cannot be")
struct RationalTests {
  @Test(
    "decimal text reads exactly",
    arguments: [
      ("1.5", "1.5"), ("-2", "-2"), ("+2", "2"), ("1e3", "1000"), ("2.5E-1", "0.25"), (".5", "0.5"), ("007", "7"),
      ("0.000", "0"), ("0e99", "0"), ("9223372036854775807", "9223372036854775807"),
      ("-9223372036854775808", "-9223372036854775808"),
    ])
  func decimal(text: String, value: String) { #expect(Rational(decimal: text)?.description == value) }

  @Test(
    "what is no decimal number, or too large to be exact, does not read",
    arguments: [
      "", "-", ".", "1.", "1.e3", "e3", "1e", "1e+", "1_000", "1,000", " 1", "1 ", "0x10", "nan", "inf", "1.5.2", "1/2",
      "１",
      "9223372036854775808", "1e19", "1e-19", "1e99999999999999999999", "123456789012345678901234567890123456789012345",
    ])
  func unreadable(text: String) { #expect(Rational(decimal: text) == nil) }

  private static let everyday: [(Double, String)] = [
    (0.1, "0.1"), (1.5, "1.5"), (-0.0, "0"), (1e-5, "0.00001"), (1e12, "1000000000000"), (0.3333333333333333, "1/3"),
    (0.6666666666666666, "2/3"), (-0.7142857142857143, "-5/7"), (1.1400000000000001, "1.14"),
    (1.3000000000000003, "1.3"), (0.09999999999999998, "0.1"), (7.0, "7"), (1e-12, "0"), (-3.75, "-3.75"),
    (4.333333333333333, "13/3"),
  ]

  @Test("a double counts as the simplest fraction that it comes near", arguments: everyday)
  func near(double: Double, value: String) { #expect(Rational(near: double)?.description == value) }

  @Test("any double comes back within a billionth", arguments: 0..<300)
  func withinTolerance(step: Int) {
    let double = (Double(step) * 0.7310585786300049 - 90) * (step % 3 == 0 ? 1e-3 : step % 3 == 1 ? 1 : 12_345.678)
    let fraction = Rational(near: double).map { Double($0) }
    #expect(fraction.map { ($0 - double).magnitude <= 1e-9 * max(1, double.magnitude) } == true)
  }

  @Test(
    "a double that is no everyday number does not read", arguments: [.nan, .infinity, -.infinity, 1e300, -1e13])
  func noFraction(double: Double) { #expect(Rational(near: double) == nil) }

  @Test(
    "fractions are in lowest terms with the sign above",
    arguments: [(6, 4, "1.5"), (1, -2, "-0.5"), (-6, -9, "2/3"), (0, -5, "0"), (.min, .min, "1")]
      as [(Int64, Int64, String)])
  func reduced(above: Int64, below: Int64, text: String) { #expect(Rational(above, below)?.description == text) }

  @Test("a fraction over nothing, or one whose sign does not fit, is none")
  func noFraction() {
    #expect(Rational(1, 0) == nil)
    #expect(Rational(.min, -1) == nil)
    #expect(Rational(1, .min) == nil)
  }

  @Test(
    "sums, differences, products and quotients",
    arguments: [
      ("0.1", "0.2", "0.3 -0.1 0.02 0.5"), ("1", "3", "4 -2 3 1/3"), ("-1.5", "0.5", "-1 -2 -0.75 -3"),
      ("0", "-7", "-7 7 0 0"),
    ])
  func arithmetic(a: String, b: String, results: String) throws {
    let (a, b) = (try #require(Rational(decimal: a)), try #require(Rational(decimal: b)))
    #expect("\(try a + b) \(try a - b) \(try a * b) \(try a / b)" == results)
  }

  @Test("a result that does not fit throws")
  func overflow() {
    let greatest = Rational(.max)
    #expect(throws: ArithmeticOverflow()) { try greatest + 1 }
    #expect(throws: ArithmeticOverflow()) { try Rational(.min) - 1 }
    #expect(throws: ArithmeticOverflow()) { try greatest * 2 }
    #expect(throws: ArithmeticOverflow()) { try (Rational(1) / greatest) / 2 }
  }

  @Test("a sum may pass through what does not fit, if it fits in the end")
  func wideIntermediate() throws {
    let part = try Rational(.max) / 2
    #expect(try part + part == Rational(.max))
  }

  @Test("comparison is exact where doubles are not")
  func comparison() throws {
    let (a, b) = (try #require(Rational(.max - 1, .max)), try #require(Rational(.max - 2, .max - 1)))
    #expect(b < a)
    #expect(!(a < b))
    #expect(Rational(.min) < Rational(.max))
  }

  @Test(
    "rounding up, down and to the nearest, halves up",
    arguments: [
      ("2.5", "3 2 3"), ("-2.5", "-2 -3 -2"), ("2.4", "3 2 2"), ("2", "2 2 2"), ("-0.1", "0 -1 0"),
      ("9223372036854775807", "9223372036854775807 9223372036854775807 9223372036854775807"),
    ])
  func rounding(text: String, results: String) throws {
    let number = try #require(Rational(decimal: text))
    #expect("\(number.rounded(.up)) \(number.rounded(.down)) \(number.rounded(.nearest))" == results)
  }

  @Test(
    "text for people has a few places, halves away from zero, and no trailing zeros",
    arguments: [
      (16, 3, 2, "5.33"), (3, 1, 2, "3"), (1, 2, 2, "0.5"), (5, 1000, 2, "0.01"), (-5, 1000, 2, "-0.01"),
      (-1, 1000, 2, "0"), (199, 100, 0, "2"),
      (.min, 1, 18, "-9223372036854775808"),
    ] as [(Int64, Int64, Int, String)])
  func display(above: Int64, below: Int64, places: Int, text: String) {
    #expect(Rational(above, below)?.decimalText(places: places) == text)
  }

  @Test("exact text is decimal where that ends")
  func exactText() throws {
    #expect(Rational(1, 8)?.exactDecimalText == "0.125")
    #expect(Rational(16, 3)?.exactDecimalText == nil)
    #expect(Rational(16, 3)?.description == "16/3")
  }
}
