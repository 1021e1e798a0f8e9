import ArgumentParser
import Cadences
import Policies

/// A language that decisions are told in.
enum Language: String, CaseIterable, ExpressibleByArgument, Sendable {
  case en
  case zh
}

extension LocalizedText {
  /// The text in a language, or what comes nearest to it.
  func text(in language: Language) -> String? { text(in: language.rawValue) }
}
