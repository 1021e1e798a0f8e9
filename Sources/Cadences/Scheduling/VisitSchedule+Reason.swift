extension VisitSchedule {
  /// What made the due day, as codes joined by `;`: first `interval`, or the promise that it had to be moved for (`quota`, `gap`) or
  /// that is all there is (`first-visit`); then what moved it, `min-spacing`, `promise`, `closed-day`; then what could not be kept,
  /// `min-spacing-broken`, `quota-out-of-reach`, `closed-throughout`.
  public var reason: String { Self.reasons[Int(reasonCode)] }

  /// The index of ``reason`` in ``reasons``.
  public var reasonCode: UInt8 {
    let origin = promise == .firstVisit || moves.contains(.promise) ? promise : .interval
    return origin.rank << 6 | moves.rawValue << 3 | conflicts.rawValue
  }

  /// All reasons there can be; each once.
  public static let reasons: [String] = (0..<256).map { (code: Int) in
    let origins = ["interval", "quota", "gap", "first-visit"]
    let others = [
      "min-spacing-broken", "quota-out-of-reach", "closed-throughout", "min-spacing", "promise", "closed-day",
    ]
    let held = [3, 4, 5, 0, 1, 2].filter { code >> $0 & 1 == 1 }.map { others[$0] }
    return ([origins[code >> 6]] + held).joined(separator: ";")
  }
}

extension VisitSchedule.Promise {
  fileprivate var rank: UInt8 {
    switch self {
    case .interval: 0
    case .quota: 1
    case .gap: 2
    case .firstVisit: 3
    }
  }
}
