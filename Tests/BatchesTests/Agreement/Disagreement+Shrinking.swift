import Decisions
import Policies

@testable import GeneratedPolicies

extension Disagreement {
  /// A difference of the same kind with as few rows, rules and values as it takes.
  func shrunk(for subject: BatchSubject) -> Disagreement {
    var smallest = self
    let alone = generated.with(rows: [generated.rows[row]])
    _ = smallest.take(alone, for: subject)
    smallest.dropLines(for: subject)
    smallest.simplifyLines(for: subject)
    smallest.dropLines(for: subject)
    smallest.dropColumns(for: subject)
    smallest.dropValues(for: subject)
    return smallest
  }

  /// Takes what differs in a smaller case, if anything does in the same way.
  private mutating func take(_ smaller: GeneratedCase?, for subject: BatchSubject) -> Bool {
    guard let disagreement = smaller?.compare(with: subject).disagreement, disagreement.kind == kind
    else { return false }
    self = disagreement
    return true
  }

  /// From the first line on, so that whole sections go before what stands in them; until no line can be left out any more.
  private mutating func dropLines(for subject: BatchSubject) {
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      for file in generated.draft.files.indices {
        var line = 1
        while line <= generated.draft.files[file].outline.lineCount {
          if take(generated.without(line: line, ofFile: file), for: subject) { isSmaller = true } else { line += 1 }
        }
      }
    }
  }

  private mutating func simplifyLines(for subject: BatchSubject) {
    for file in generated.draft.files.indices {
      for line in 1...max(generated.draft.files[file].outline.lineCount, 1) {
        while simplify(line: line, ofFile: file, for: subject) {}
      }
    }
  }

  /// Whether a shorter text of the line shows a difference too, which is then taken.
  private mutating func simplify(line: Int, ofFile file: Int, for subject: BatchSubject) -> Bool {
    let outline = generated.draft.files[file].outline
    guard let text = outline.line(line) else { return false }
    return text.simplerLines.contains { simpler in
      simpler.count < text.count
        && take(generated.with(outline.replacing(line: line, by: simpler), inFile: file), for: subject)
    }
  }

  private mutating func dropColumns(for subject: BatchSubject) {
    for column in generated.columns.indices.reversed() {
      _ = take(generated.without(column: column), for: subject)
    }
  }

  private mutating func dropValues(for subject: BatchSubject) {
    for column in generated.columns.indices {
      var rows = generated.rows
      rows[row][column] = ""
      if rows != generated.rows { _ = take(generated.with(rows: rows), for: subject) }
    }
  }
}
