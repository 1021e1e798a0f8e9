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

extension VisitMode {
  /// What people call it, in Chinese for `zh`, else in English.
  public func label(in language: String) -> String {
    switch (self, language == "zh") {
    case (.general, true): "一般走访"
    case (.deeper, true): "较深度走访"
    case (.deep, true): "深度走访"
    case (.general, false): "general visit"
    case (.deeper, false): "deeper visit"
    case (.deep, false): "deep visit"
    }
  }
}
