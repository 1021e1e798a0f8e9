package import Policies

/// Where the events of a source are counted, by several threads at once: each shard by one thread at a time.
///
/// The events of a shard have to be counted in the order of the file: so that a streak is what it is, and of one day's events the
/// last is the one further down.
package final class EventLedger: @unchecked Sendable {
  let plan: EventPlan
  let seeds: HashSeeds
  let blank: BlankRecord
  let shards: [EventShard]

  /// How many shards there are; any thread may count in one of them while others do in others.
  package static let shardCount = EventShard.count

  /// One in which nothing was counted.
  convenience init(_ source: EventSource) { self.init(source, HashSeeds()) }

  private init(_ source: EventSource, _ seeds: HashSeeds) {
    let plan = EventPlan(source)
    let blank = BlankRecord(plan)
    self.plan = plan
    self.seeds = seeds
    self.blank = blank
    shards = (0..<EventShard.count).map { _ in EventShard(plan, seeds, blank) }
  }
}

extension EventLedger {
  /// One for each source of a table; what a key is called in one, it is called in the others.
  package static func ledgers(of sources: [EventSource]) -> [EventLedger] {
    let seeds = HashSeeds()
    return sources.map { EventLedger($0, seeds) }
  }

  /// What is measured.
  package var source: EventSource { plan.source }

  /// The field that names the customer.
  var keyFact: Fact { source.table.questions.facts[source.table.keyField] }

  /// Counts the rows of a batch that fall in a shard.
  func count(_ batch: EventBatch, shard: Int) { shards[shard].count(batch, shard: shard) }

  /// Whether events broke streaks so late that all events have to be seen again, in their order, between ``beginAgain()`` and the
  /// next look-up.
  package var hasOpenStreaks: Bool { shards.contains { $0.hasOpenStreaks } }

  /// Gets ready for all events to be seen again.
  package func beginAgain() { for shard in shards { shard.beginAgain() } }

  /// Counts the rows of a batch that fall in a shard, for the streaks that stayed open.
  func countAgain(_ batch: EventBatch, shard: Int) { shards[shard].countAgain(batch, shard: shard) }
}
