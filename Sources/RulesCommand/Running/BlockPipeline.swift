/// Turns the blocks of one input into results, on several threads, and hands these on in the order of the blocks.
///
/// One thread after the other takes a block from the input, works on it for itself, and hands on what is in line; none waits for
/// another unless it gets too far ahead.
final class BlockPipeline: @unchecked Sendable {
  private let input: Monitor<Supply>
  private let results: OrderedResults
  private let task: BlockTask
  private let sink: RunSink
  /// Has whoever waits for the input give up; not under the input's lock, which that one holds.
  private let stop: StopSign
  private let tally = Monitor(RunTally())

  /// What is left of the input.
  private struct Supply {
    let input: BlockInput
    /// The number of the next block.
    var next = 0
    var isAtEnd = false
  }

  /// A pipeline from `input` to `sink` that never has more than `jobs` threads at work.
  init(_ input: BlockInput, _ task: BlockTask, _ sink: RunSink, jobs: Int) {
    self.input = Monitor(Supply(input: input))
    stop = input.stop
    self.task = task
    self.sink = sink
    results = OrderedResults(jobs: jobs) { BlockResult(keptRejects: sink.keptRejects) }
  }
}

extension BlockPipeline {
  /// Runs on this thread and `jobs` - 1 others until the input is at its end; what was counted.
  func run(jobs: Int) throws(FileFailure) -> RunTally {
    let others = (1..<max(jobs, 1)).compactMap { _ in JoinableThread { self.runStation() } }
    runStation()
    for thread in others { thread.join() }
    if let failure = results.failure { throw failure }
    return tally.withLock { $0 }
  }

  private func runStation() {
    let station = BlockStation(task)
    while let (number, result) = nextBlock(for: station) {
      station.work(into: result) { writePart(of: result, number) }
      results.add(.success(result), number: number) { result throws(FileFailure) in try sink.take(result) }
      if results.failure != nil { stop.set() }
    }
    tally.withLock { $0.merge(station.takeTally()) }
  }

  /// Writes out the decisions on a block that there are so far; `false` if the run has failed.
  private func writePart(of result: BlockResult, _ number: Int) -> Bool {
    let isWritten = results.inTurn(number) { () throws(FileFailure) in try sink.write(&result.output) }
    if !isWritten { stop.set() }
    return isWritten
  }

  /// Fills the station's block; its number and what its result goes into, or `nil` if there is no more to do.
  private func nextBlock(for station: BlockStation) -> (number: Int, result: BlockResult)? {
    input.withLock { supply in
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
