import Measures

/// Reads the blocks of a file of events on several threads; what became of their rows is handed on in the order of the blocks.
final class EventPipeline: @unchecked Sendable {
  private let supply: Monitor<Supply>
  private let results: OrderedResults
  private let turns: ShardTurns
  private let task: EventTask
  private let receiver: OrderedResults.Receiver
  private let stop: StopSign
  private let tally: Monitor<EventTally>

  /// What is left of the file.
  private struct Supply {
    let input: BlockInput
    /// The number of the next block.
    var next = 0
    var isAtEnd = false
  }

  /// A pipeline from `input` to `receiver`, which gets at most `kept` of each block's rejects.
  init(
    _ input: BlockInput, _ task: EventTask, jobs: Int, kept: Int, _ receiver: @escaping OrderedResults.Receiver
  ) {
    supply = Monitor(Supply(input: input))
    stop = input.stop
    self.task = task
    self.receiver = receiver
    turns = ShardTurns(shards: EventLedger.shardCount)
    tally = Monitor(EventTally(task.table))
    results = OrderedResults(jobs: jobs) { BlockResult(keptRejects: kept) }
  }
}

extension EventPipeline {
  /// Runs on this thread and `jobs` - 1 others until the file is at its end; what was counted.
  func run(jobs: Int) throws(FileFailure) -> EventTally {
    let others = (1..<max(jobs, 1)).compactMap { _ in JoinableThread { self.runStation() } }
    runStation()
    for thread in others { thread.join() }
    if let failure = results.failure { throw failure }
    return tally.withLock { $0 }
  }

  private func runStation() {
    let station = EventStation(task)
    while let (number, result) = nextBlock(for: station) {
      station.work(number, turns, into: result)
      results.add(.success(result), number: number, to: receiver)
      if results.failure != nil { stop.set() }
    }
    tally.withLock { $0.merge(station.tally) }
  }

  /// Fills the station's block; its number and what its result goes into, or `nil` if there is no more to do.
  private func nextBlock(for station: EventStation) -> (number: Int, result: BlockResult)? {
    supply.withLock { supply in
      guard !supply.isAtEnd, let result = results.result(for: supply.next) else { return nil }
      do throws(FileFailure) {
        guard try station.fill(from: supply.input) else {
          supply.isAtEnd = true
          return nil
        }
      } catch {
        supply.isAtEnd = true
        results.add(.failure(error), number: supply.next) { _ throws(FileFailure) in }
        return nil
      }
      supply.next += 1
      return (supply.next - 1, result)
    }
  }
}
