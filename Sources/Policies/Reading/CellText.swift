import SourceText

/// The spelling of a unary test, taken apart: `not(A, B)`, `< 10, [50..60)`.
struct CellText {
  /// An operand's text.
  struct Operand {
    let text: Substring
    let isQuoted: Bool
    let range: SourceRange

    /// Whether it can be meant literally: quoted, or letters, digits and the likes of `-`.
    var isWord: Bool {
      isQuoted
        || !text.isEmpty
          && text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || $0.properties.numericType != nil || "_-./ %+#".unicodeScalars.contains($0)
          }
    }
  }

  enum Comparison: String, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case greater = ">"
    case less = "<"
  }

  /// One of the tests that a cell joins with commas.
  enum Term {
    case value(Operand)
    case comparison(Comparison, Operand)
    case interval(includesLower: Bool, Operand, Operand, includesUpper: Bool)

    var operands: [Operand] {
      switch self {
      case .value(let operand), .comparison(_, let operand): [operand]
      case .interval(_, let lower, let upper, _): [lower, upper]
      }
    }
  }

  let isNegated: Bool
  let terms: [Term]

  /// `nil` if the text does not have the form of a unary test.
  init?(_ fragment: SourceFragment) {
    let whole = fragment.text.trimmed
    guard !whole.isEmpty else { return nil }
    let isNegated = whole.hasPrefix("not(") && whole.hasSuffix(")")
    let inner = isNegated ? whole.dropFirst(4).dropLast().trimmed : whole
    var terms: [Term] = []
    for part in inner.splitOutsideQuotesAndBrackets {
      guard let term = Term(part.trimmed, in: fragment) else { return nil }
      terms.append(term)
    }
    guard !terms.isEmpty else { return nil }
    self.isNegated = isNegated
    self.terms = terms
  }
}

extension CellText.Term {
  fileprivate init?(_ text: Substring, in fragment: SourceFragment) {
    guard let first = text.first, let last = text.last else { return nil }
    if let comparison = CellText.Comparison.allCases.first(where: { text.hasPrefix($0.rawValue) }) {
      guard let operand = CellText.Operand(text.dropFirst(comparison.rawValue.count).trimmed, in: fragment) else {
        return nil
      }
      self = .comparison(comparison, operand)
    } else if "[(".contains(first), "])".contains(last), let dots = text.firstRange(of: "..") {
      guard let lower = CellText.Operand(text[..<dots.lowerBound].dropFirst().trimmed, in: fragment),
        let upper = CellText.Operand(text[dots.upperBound...].dropLast().trimmed, in: fragment)
      else { return nil }
      self = .interval(includesLower: first == "[", lower, upper, includesUpper: last == "]")
    } else {
      guard let operand = CellText.Operand(text, in: fragment) else { return nil }
      self = .value(operand)
    }
  }
}

extension CellText.Operand {
  /// `nil` for nothing, and for a quote that is not closed.
  fileprivate init?(_ text: Substring, in fragment: SourceFragment) {
    guard let first = text.first else { return nil }
    let utf8 = fragment.text.utf8
    let start = utf8.distance(from: utf8.startIndex, to: text.startIndex)
    range = fragment.range(of: start..<start + text.utf8.count)
    isQuoted = first == "'" || first == "\""
    if isQuoted {
      guard text.count >= 2, text.last == first, !text.dropFirst().dropLast().contains(first) else { return nil }
      self.text = text.dropFirst().dropLast()
    } else {
      self.text = text
    }
  }
}

extension Substring {
  /// The parts between commas that stand in no quotes and no brackets.
  fileprivate var splitOutsideQuotesAndBrackets: [Substring] {
    var parts: [Substring] = []
    var start = startIndex
    var quote: Character?
    var depth = 0
    for index in indices {
      let character = self[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "[(".contains(character) {
        depth += 1
      } else if "])".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        parts.append(self[start..<index])
        start = self.index(after: index)
      }
    }
    parts.append(self[start...])
    return parts
  }
}
