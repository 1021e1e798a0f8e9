/// Turns the blocks of one input into results, on several threads, and hands these on in the order of the blocks.
///
/// One thread after the other takes a block from the input, works on it for itself, and hands on what is in line; none waits for
/// another unless it gets too far ahead.
final class BlockPipeline: @unchecked Sendable {
  private let supply: Monitor<Supply>
  private let results: OrderedResults
  private let stations: [any BlockStation]
  private let receiver: OrderedResults.Receiver
  /// Has whoever waits for the input give up; not under the supply's lock, which that one holds.
  private let stop: StopSign

  /// What is left of the input.
  private struct Supply {
    let input: BlockInput
    /// The number of the next block.
    var next = 0
    var isAtEnd = false
  }

  /// A pipeline from `input`, through a station for each thread, to `receiver`, which gets at most `kept` of each block's rejects.
  init(_ input: BlockInput, _ stations: [any BlockStation], kept: Int, _ receiver: @escaping OrderedResults.Receiver) {
    supply = Monitor(Supply(input: input))
    stop = input.stop
    self.stations = stations
    self.receiver = receiver
    results = OrderedResults(jobs: stations.count) { BlockResult(keptRejects: kept) }
  }
}

extension BlockPipeline {
  /// Runs until the input is at its end, on this thread and others.
  func run() throws(FileFailure) {
    runOnThreads(stations.count) { self.runStation(self.stations[$0]) }
    if let failure = results.failure { throw failure }
  }

  private func runStation(_ station: any BlockStation) {
    while let result = nextBlock(for: station) {
      station.work(into: result) { body in
        let isDone = results.inTurn(result.number, body)
        if !isDone { stop.set() }
        return isDone
      }
      results.add(.success(result), number: result.number, to: receiver)
      if results.failure != nil { stop.set() }
    }
  }

  /// Fills the station's block; what its result goes into, or `nil` if there is no more to do.
  private func nextBlock(for station: any BlockStation) -> BlockResult? {
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
      result.begin(supply.next)
      supply.next += 1
      return result
    }
  }
}
