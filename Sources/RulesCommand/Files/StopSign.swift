import Synchronization

/// Tells whoever waits for more of an input that nobody wants it any more.
final class StopSign: Sendable {
  private let isUp = Atomic(false)

  /// Whether it was put up.
  var isSet: Bool { isUp.load(ordering: .relaxed) }

  /// Puts it up, for good.
  func set() { isUp.store(true, ordering: .relaxed) }
}
