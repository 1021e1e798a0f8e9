extension String {
  /// The line with one part of its expressions left out, or a constant in its place: for each part in brackets, and for each of
  /// what `&&`, `||` or a comma joins. Most of these mean nothing.
  var simplerLines: [String] {
    bracketed.flatMap { range in
      let call = callStart(of: range)
      let inner = String(self[range].dropFirst().dropLast())
      return Set([call, range.lowerBound]).flatMap { start in
        ["true", "1", "2.5", "'A'", "as_of", inner].map { replacing(start..<range.upperBound, by: $0) }
      }
    } + [" && ", " || ", ", "].flatMap { withoutOne(joinedBy: $0) }
  }

  private func replacing(_ range: Range<Index>, by text: String) -> String {
    String(self[..<range.lowerBound]) + text + self[range.upperBound...]
  }

  /// Each stretch from an opening bracket to its closing one, the outermost first.
  private var bracketed: [Range<Index>] {
    var open: [Index] = []
    var ranges: [Range<Index>] = []
    for index in indices {
      if self[index] == "(" { open.append(index) }
      if self[index] == ")", let start = open.popLast() { ranges.append(start..<self.index(after: index)) }
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Where the name before a bracket begins.
  private func callStart(of range: Range<Index>) -> Index {
    let name = self[..<range.lowerBound].reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return index(range.lowerBound, offsetBy: -name.count)
  }

  private func withoutOne(joinedBy separator: String) -> [String] {
    let parts = split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    guard parts.count > 1 else { return [] }
    return parts.indices.map { dropped in
      parts.indices.filter { $0 != dropped }.map { parts[$0] }.joined(separator: separator)
    }
  }
}

extension [Outline] {
  /// The line of that number, the first being 1.
  func line(_ number: Int) -> String? {
    var next = number
    return line(&next)
  }

  private func line(_ rest: inout Int) -> String? {
    for outline in self {
      rest -= 1
      if rest == 0 { return outline.line }
      if let found = outline.parts.line(&rest) { return found }
    }
    return nil
  }

  /// With another text in the line of that number.
  func replacing(line number: Int, by text: String) -> [Outline] {
    var rest = number
    return replacing(&rest, by: text)
  }

  private func replacing(_ rest: inout Int, by text: String) -> [Outline] {
    var replaced: [Outline] = []
    for outline in self {
      rest -= 1
      let line = rest == 0 ? text : outline.line
      replaced.append(Outline(line: line, parts: outline.parts.replacing(&rest, by: text)))
    }
    return replaced
  }
}
