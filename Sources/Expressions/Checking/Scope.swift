package import Calendars
import SourceText

/// Which reading of the language holds.
public enum Dialect: Sendable {
  /// The public specification to the letter; for conformance.
  case strict
  /// The business profile: numbers promote, `/` is real division, `has(name)` asks whether a fact is known.
  case business
}

/// The names that an expression may use.
///
/// Names may be dotted (`params.weak_cooperation`); the longest declared prefix of a selection is taken first.
package struct Scope: Sendable {
  package let dialect: Dialect

  /// What a name stands for.
  enum Declaration: Sendable {
    case variable(ValueType, slot: Int)
    case constant(ValueType, Value)
    case unavailable(why: String, hint: String?)
  }

  private var declarations: [String: Declaration] = [:]

  /// The declared names, by what else people call them.
  private var namesByLabel: [String: String] = [:]

  /// The namespace in which names are looked up first, then in those around it; empty for none.
  package var container = ""

  /// What functions such as `is_working_day` ask.
  package var calendar = WorkingCalendar.standard

  /// Whether the calendar's seasons are all that there are; where they are not, because the calendar has faults, any name may be one.
  package var knowsSeasons = true

  /// What to do about a name that stands for nothing here, in the words of whoever declares the others.
  package var remedyForUnknown = "declare it under 'facts', 'params' or 'derive'"

  package init(_ dialect: Dialect) { self.dialect = dialect }

  /// Declares a name whose value stands in `slot` of the frame at evaluation.
  ///
  /// - Parameter labels: What else people call it (a label, a column); using one of them is a fault that says the name.
  package mutating func declare(variable name: String, type: ValueType, slot: Int, alsoKnownAs labels: [String] = []) {
    declarations[name] = .variable(type, slot: slot)
    remember(labels, of: name)
  }

  /// Declares a name whose value is fixed when the expression is checked; it is folded.
  ///
  /// - Parameter labels: What else people call it; using one of them is a fault that says the name.
  package mutating func declare(
    constant name: String, type: ValueType, value: Value, alsoKnownAs labels: [String] = []
  ) {
    declarations[name] = .constant(type, value)
    remember(labels, of: name)
  }

  /// Declares a name that exists but may not be used here; using it is a fault that says `why` and proposes `hint`.
  package mutating func declare(unavailable name: String, why: String, hint: String?) {
    declarations[name] = .unavailable(why: why, hint: hint)
  }
}

extension Scope {
  /// The first of several names that are called alike stays.
  private mutating func remember(_ labels: [String], of name: String) {
    for label in labels where label != name && namesByLabel[label] == nil { namesByLabel[label] = name }
  }

  /// The declared name of what people call `label`.
  package func name(labelled label: String) -> String? { namesByLabel[label] }

  /// What the longest declared prefix of a dotted path stands for, and how many of its parts that took.
  func resolve(_ path: [String], isRooted: Bool) -> (declaration: Declaration, length: Int)? {
    for prefix in isRooted ? [""] : namespaces {
      for length in stride(from: path.count, through: 1, by: -1) {
        let name = prefix + path[..<length].joined(separator: ".")
        if let declaration = declarations[name] { return (declaration, length) }
      }
    }
    return nil
  }

  /// The prefixes to try, the innermost namespace first.
  private var namespaces: [String] {
    var parts = container.split(separator: ".")
    var prefixes: [String] = []
    while !parts.isEmpty {
      prefixes.append(parts.joined(separator: ".") + ".")
      parts.removeLast()
    }
    return prefixes + [""]
  }

  /// Whether names begin with this one and a point.
  func hasNames(below name: String) -> Bool { declarations.keys.contains { $0.hasPrefix(name + ".") } }

  /// The declared name that was probably meant.
  func suggestion(for name: String) -> String? {
    let names = usableNames
    let spaces = names.compactMap { $0.split(separator: ".").first.map(String.init) }
    if let namesake = names.first(where: { $0.hasSuffix("." + name) }) { return namesake }
    return closestMatch(to: name, among: names) ?? closestMatch(to: name, among: spaces)
  }

  /// All names that stand for something here, sorted.
  private var usableNames: [String] {
    declarations.compactMap { name, declaration in
      if case .unavailable = declaration { nil } else { name }
    }.sorted()
  }
}
