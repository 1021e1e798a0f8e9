/// Text that a policy carries, in one or several languages.
public struct LocalizedText: Hashable, Sendable {
  /// The text by language (`en`, `zh`); the empty key holds text that names no language.
  public let texts: [String: String]

  /// Text by language.
  public init(_ texts: [String: String]) { self.texts = texts }

  /// In `language`, else without a language, else in English, else any; `nil` if there is no text at all.
  public func text(in language: String) -> String? {
    texts[language] ?? texts[""] ?? texts["en"] ?? texts.min { $0.key < $1.key }?.value
  }
}
