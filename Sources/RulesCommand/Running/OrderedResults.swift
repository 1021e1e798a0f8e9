/// Puts what becomes of blocks back into their order: whoever finishes the block that is next hands it on, and those behind it that
/// are finished too, while the others go on working.
final class OrderedResults: Sendable {
  /// What to do with each result in its turn; called by one thread at a time.
  typealias Receiver = (BlockResult) throws(FileFailure) -> Void

  private let state: Monitor<State>
  /// How many blocks may be under way, from the next in line on.
  private let capacity: Int

  private struct State {
    /// The block that is to be handed on next.
    var next = 0
    /// Finished blocks by number.
    var finished: [Int: Result<BlockResult, FileFailure>] = [:]
    /// Whether somebody is handing on.
    var isBusy = false
    /// What ended the run early.
    var failure: FileFailure?
    /// Results that can be used again.
    var spare: [BlockResult] = []
  }

  /// For `jobs` threads; makes as many of `results` as are needed at once.
  init(jobs: Int, _ makeResult: () -> BlockResult) {
    // One that is worked on and two that wait, for each.
    capacity = 3 * jobs
    state = Monitor(State(spare: (0..<capacity).map { _ in makeResult() }))
  }

  /// The first failure in the order of blocks.
  var failure: FileFailure? { state.withLock { $0.failure } }

  /// Waits until the block of that number is near enough to its turn; a result to fill for it, or `nil` if the run has failed.
  func result(for number: Int) -> BlockResult? {
    state.when({ number < $0.next + capacity || $0.failure != nil }) { state in
      state.failure == nil ? state.spare.popLast() : nil
    }
  }

  /// Takes in what became of a block, and hands on what is in line.
  func add(_ result: Result<BlockResult, FileFailure>, number: Int, to receiver: Receiver) {
    let isOurs = state.withLock { state in
      state.finished[number] = result
      defer { state.isBusy = true }
      return !state.isBusy
    }
    guard isOurs else { return }
    while let result = nextInLine() { handOn(result, to: receiver) }
  }

  /// Waits until all blocks before the one of that number are handed on, and does something in its turn; `false` if the run has
  /// failed.
  func inTurn(_ number: Int, _ body: () throws(FileFailure) -> Void) -> Bool {
    // Nobody hands on meanwhile: what comes next is the block that is still worked on here.
    guard state.when({ $0.next == number || $0.failure != nil }, { $0.failure == nil }) else { return false }
    do throws(FileFailure) {
      try body()
      return true
    } catch {
      state.change { $0.failure = error }
      return false
    }
  }

  /// The next result if it is there; else there is nothing to do for whoever hands on.
  private func nextInLine() -> Result<BlockResult, FileFailure>? {
    state.withLock { state in
      let result = state.failure == nil ? state.finished.removeValue(forKey: state.next) : nil
      if result == nil { state.isBusy = false }
      return result
    }
  }

  private func handOn(_ result: Result<BlockResult, FileFailure>, to receiver: Receiver) {
    do throws(FileFailure) {
      let block = try result.get()
      try receiver(block)
      state.change { state in
        state.next += 1
        state.spare.append(block)
      }
    } catch {
      state.change { $0.failure = error }
    }
  }
}
