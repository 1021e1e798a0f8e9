/// Whoever gets the events that are rejected.
struct EventReceiver {
  typealias Body = (RejectedRow) throws(FileFailure) -> Void

  /// Takes one of which something is kept.
  let reject: Body
  /// Counts those of which nothing is kept.
  let hide: (Int) -> Void

  /// Nobody.
  static var none: EventReceiver { EventReceiver(reject: { _ throws(FileFailure) in }, hide: { _ in }) }
}
