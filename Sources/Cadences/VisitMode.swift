/// How deep a visit goes, from the lightest to the heaviest.
public enum VisitMode: String, CaseIterable, Sendable {
  case general, deeper, deep
}

extension VisitMode: Comparable {
  /// Whether `a` is lighter.
  public static func < (a: VisitMode, b: VisitMode) -> Bool { a.depth < b.depth }

  private var depth: Int {
    switch self {
    case .general: 0
    case .deeper: 1
    case .deep: 2
    }
  }
}
