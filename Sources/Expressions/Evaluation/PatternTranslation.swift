/// Turns a pattern of RE2 into the same pattern of the system's engine, which has more operators and other classes.
struct PatternTranslation {
  /// Why a pattern is refused.
  struct Refusal: Error {
    let why: String
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var result = ""
  /// Inside square brackets.
  private var isInClass = false

  static func translate(_ pattern: String) -> Result<String, Refusal> {
    var translation = PatternTranslation(scalars: Array(pattern.unicodeScalars))
    return Result { () throws(Refusal) in try translation.run() }
  }

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func run() throws(Refusal) -> String {
    while let scalar = peek() {
      switch scalar {
      case "\\": try escape()
      case "[": openClass()
      case "]" where isInClass: closeClass()
      case "&" where isInClass, "-" where isInClass && peek(1) == "-": take(escaped: true)
      case _ where isInClass: take()
      case "(": try openGroup()
      case "*", "+", "?", "}": try quantifier(scalar)
      case "$": take(writing: isMultiline ? "$" : "\\z")
      default: take()
      }
    }
    return result
  }

  private func peek(_ distance: Int = 0) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  private mutating func take(escaped: Bool = false) {
    if escaped { result += "\\" }
    result.unicodeScalars.append(scalars[position])
    position += 1
  }

  private mutating func take(writing text: String) {
    result += text
    position += 1
  }

  /// Whether `$` was asked to end lines.
  private var isMultiline: Bool {
    let pattern = String(String.UnicodeScalarView(scalars))
    return ["(?m", "(?im", "(?sm"].contains { pattern.contains($0) }
  }

  private mutating func escape() throws(Refusal) {
    guard let next = peek(1) else { throw Refusal(why: "a backslash stands at its end") }
    if let letters = Self.classes[next] {
      position += 2
      result += isInClass ? letters.inside : letters.outside
      return
    }
    if ("1"..."9").contains(next) || next == "k" { throw Refusal(why: "references back to a group are not supported") }
    if next == "G" || next == "R" || next == "X" { throw Refusal(why: "'\\\(next)' is not supported") }
    take()
    take()
  }

  private mutating func openClass() {
    if isInClass {
      // A bracket inside a class is a character, unless it opens a named class such as [:alpha:].
      take(escaped: peek(1) != ":")
      return
    }
    isInClass = true
    take()
    if peek() == "^" { take() }
    if peek() == "]" { take(escaped: true) }
  }

  private mutating func closeClass() {
    // The end of a named class is written ":]".
    if position > 0, scalars[position - 1] == ":", isInNamedClass {
      take()
      return
    }
    isInClass = false
    take()
  }

  /// Whether the last opened bracket inside the class begins a named class that is still open.
  private var isInNamedClass: Bool {
    guard let open = scalars[..<position].lastIndex(of: "["), open + 1 < position - 1 else { return false }
    return scalars[open + 1] == ":"
  }

  private mutating func openGroup() throws(Refusal) {
    guard peek(1) == "?" else {
      take()
      return
    }
    let rest = String(String.UnicodeScalarView(scalars[(position + 2)...].prefix(3)))
    if rest.hasPrefix("=") || rest.hasPrefix("!") || rest.hasPrefix("<=") || rest.hasPrefix("<!") {
      throw Refusal(why: "looking ahead or back is not supported")
    }
    if rest.hasPrefix(">") || rest.hasPrefix("#") { throw Refusal(why: "'(?\(rest.prefix(1))' is not supported") }
    take()
    take()
    if rest.hasPrefix("P<") { position += 1 }
  }

  private mutating func quantifier(_ scalar: Unicode.Scalar) throws(Refusal) {
    take()
    if peek() == "+" { throw Refusal(why: "'\(scalar)+' is not supported") }
  }

  private static let classes: [Unicode.Scalar: (outside: String, inside: String)] = [
    "d": ("[0-9]", "0-9"), "D": ("[^0-9]", "[^0-9]"),
    "w": ("[0-9A-Za-z_]", "0-9A-Za-z_"), "W": ("[^0-9A-Za-z_]", "[^0-9A-Za-z_]"),
    "s": ("[\\t\\n\\f\\r ]", "\\t\\n\\f\\r "), "S": ("[^\\t\\n\\f\\r ]", "[^\\t\\n\\f\\r ]"),
  ]
}
