import ArgumentParser

/// A list of names, as `--columns` takes it: separated by commas, which may be full-width. Spaces around names do not count. A name
/// in double quotes may have commas and spaces of its own; a quote in it is written twice.
struct ColumnList {
  private var rest: Substring

  /// The list in `argument`.
  init(_ argument: String) { rest = argument[...] }
}

extension ColumnList {
  /// The names; there is at least one.
  mutating func names() throws(ValidationError) -> [String] {
    var names = [try name()]
    while !rest.isEmpty {
      rest.removeFirst()
      names.append(try name())
    }
    return names
  }

  /// Takes what stands before the next comma, or the end.
  private mutating func name() throws(ValidationError) -> String {
    skipSpaces()
    if rest.first == "\"" { return try quotedName() }
    let end = rest.firstIndex(where: \.separatesNames) ?? rest.endIndex
    var name = rest[..<end]
    rest = rest[end...]
    while name.last?.isWhitespace == true { name.removeLast() }
    if name.isEmpty { throw ValidationError("write names separated by commas, such as visits,per,flags") }
    return String(name)
  }

  private mutating func quotedName() throws(ValidationError) -> String {
    var name = ""
    repeat {
      rest.removeFirst()
      guard let end = rest.firstIndex(of: "\"") else { throw unclosed(name + rest) }
      name += rest[..<end]
      rest = rest[end...].dropFirst()
      if rest.first == "\"" { name += "\"" }
    } while rest.first == "\""
    skipSpaces()
    if let next = rest.first, !next.separatesNames {
      throw ValidationError("a comma belongs behind \(Self.quoted(name)); a quote in quotes is written twice")
    }
    return name
  }

  private mutating func skipSpaces() {
    while rest.first?.isWhitespace == true { rest.removeFirst() }
  }

  private func unclosed(_ name: String) -> ValidationError {
    ValidationError("the quote before '\(name)' is never closed")
  }

  /// A name as a list would have it.
  static func spelled(_ name: String) -> String {
    let isPlain =
      name.first?.isWhitespace == false && name.last?.isWhitespace == false && name.first != "\""
      && !name.contains(where: \.separatesNames)
    return isPlain ? name : quoted(name)
  }

  private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
}

extension Character {
  fileprivate var separatesNames: Bool { self == "," || self == "，" }
}
