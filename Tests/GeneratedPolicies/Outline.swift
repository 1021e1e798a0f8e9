/// YAML as a tree of lines, any of which can be left out together with what stands below it: so that a policy can be freed of
/// faults, and one that shows a difference be cut down to what is needed for it.
struct Outline: Sendable {
  var line: String
  var parts: [Outline] = []
}

extension [Outline] {
  /// The whole text, the parts of a line indented below it.
  var text: String { lines(depth: 0).joined(separator: "\n") + "\n" }

  /// How many lines there are.
  var lineCount: Int { reduce(0) { $0 + 1 + $1.parts.lineCount } }

  /// Without the line of that number, the first being 1, and what stands below it.
  func removing(line number: Int) -> [Outline] {
    var next = 1
    return removing(line: number, from: &next)
  }

  private func removing(line number: Int, from next: inout Int) -> [Outline] {
    var kept: [Outline] = []
    for outline in self {
      let isRemoved = next == number
      next += 1
      let parts = outline.parts.removing(line: number, from: &next)
      if !isRemoved { kept.append(Outline(line: outline.line, parts: parts)) }
    }
    return kept
  }

  private func lines(depth: Int) -> [String] {
    flatMap { outline in
      [String(repeating: "  ", count: depth) + outline.line] + outline.parts.lines(depth: depth + 1)
    }
  }
}

extension String {
  /// As a scalar of YAML in double quotes.
  var quoted: String {
    let escaped = map { character in
      switch character {
      case "\"", "\\": "\\\(character)"
      case "\n": "\\n"
      default: String(character)
      }
    }
    return "\"\(escaped.joined())\""
  }

  /// As text in an expression.
  var asText: String {
    "'" + map { $0 == "'" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "'"
  }
}

extension [String] {
  /// As a sequence of YAML, each element in quotes.
  var flowSequence: String { "[" + map(\.quoted).joined(separator: ", ") + "]" }
}

extension [(key: String, value: String)] {
  /// As a mapping of YAML in one line; the values stand as they are.
  var flowMapping: String { "{" + map { "\($0.key): \($0.value)" }.joined(separator: ", ") + "}" }
}
