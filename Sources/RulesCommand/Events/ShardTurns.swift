/// Lets threads count events in the order of their blocks: in each shard, block after block, while other blocks are counted elsewhere.
final class ShardTurns: Sendable {
  /// For each shard the number of the block whose turn it is.
  private let next: Monitor<[Int]>

  /// The first block is number 0.
  init(shards: Int) { next = Monitor(Array(repeating: 0, count: shards)) }

  /// Waits until all blocks before `block` have been through the shard, does `body`, and lets the next block in.
  func take(_ block: Int, shard: Int, _ body: () -> Void) {
    next.when({ $0[shard] == block }) { _ in }
    body()
    next.change { $0[shard] += 1 }
  }
}
