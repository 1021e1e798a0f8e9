extension Sequence where Element == Diagnostic {
  /// By path, then place, then severity (errors first), then code; exact repeats are dropped. O(n log n).
  public func inReadingOrder() -> [Diagnostic] {
    var seen: Set<Diagnostic> = []
    let unique = filter { seen.insert($0).inserted }
    return unique.enumerated().sorted { a, b in
      a.element.readsBefore(b.element) ?? (a.offset < b.offset)
    }.map(\.element)
  }
}

extension Diagnostic {
  /// `nil` where the order does not tell them apart.
  fileprivate func readsBefore(_ other: Diagnostic) -> Bool? {
    if range.file.path != other.range.file.path { return range.file.path < other.range.file.path }
    if range.start != other.range.start { return range.start < other.range.start }
    if severity != other.severity { return severity == .error }
    return code == other.code ? nil : code < other.code
  }
}
