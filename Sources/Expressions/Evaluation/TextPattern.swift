import Foundation

/// A regular expression in RE2's syntax, compiled.
package struct TextPattern: Sendable {
  private let expression: NSRegularExpression

  /// Fails on a pattern that does not read, and on what RE2 does not have: references back and looking around.
  init(_ pattern: String) throws(EvaluationError.Kind) {
    let translated: String
    switch PatternTranslation.translate(pattern) {
    case .success(let text): translated = text
    case .failure(let refusal): throw .pattern(pattern, why: refusal.why)
    }
    do {
      // The engine refuses a pattern without any characters, though it matches everywhere.
      expression = try NSRegularExpression(pattern: translated.isEmpty ? "(?:)" : translated)
    } catch {
      throw .pattern(pattern, why: "it does not read as one")
    }
  }

  /// Whether it matches anywhere in the text.
  package func matches(_ text: String) -> Bool {
    expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
  }
}
