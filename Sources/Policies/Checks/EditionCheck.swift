import Expressions
import SourceText

/// The files of one name as editions: one after the other, without gap or overlap.
struct EditionCheck {
  let headers: [PolicyHeader]

  /// A diagnostic for each gap and overlap.
  func check() -> [Diagnostic] {
    Dictionary(grouping: headers, by: \.name).values.flatMap(checkEditions)
  }

  private func checkEditions(_ editions: [PolicyHeader]) -> [Diagnostic] {
    let ordered = editions.sorted { $0.effective.start < $1.effective.start }
    return zip(ordered, ordered.dropFirst()).compactMap { earlier, later in
      let end = earlier.effective.until?.days ?? .max
      let start = later.effective.start
      if start < end { return .editionsOverlap(later, earlier) }
      if start > end { return .editionsGap(later, earlier) }
      return nil
    }
  }
}

extension EffectivePeriod {
  fileprivate var start: Int32 { from?.days ?? .min }
}
