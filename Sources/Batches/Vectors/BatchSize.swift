/// How many customers are decided at once: so many that what is done once a batch costs nothing, so few that their columns stay
/// in the processor's caches.
package enum BatchSize {
  /// The most rows of a batch; a multiple of 64.
  package static let rows = 4096
  /// Words of a mask that holds a bit for each of them.
  package static let words = rows / 64
}
