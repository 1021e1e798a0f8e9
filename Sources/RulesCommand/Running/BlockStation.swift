/// Where one thread works on one block of an input after the other.
protocol BlockStation: AnyObject {
  /// Takes the input's next block; `false` at its end.
  func fill(from input: BlockInput) throws(FileFailure) -> Bool

  /// Turns the block into `result`. What cannot wait for the end of the block is done by `inTurn`, once all blocks before it are
  /// handed on; if that returns `false`, the run has failed and the work ends.
  func work(into result: BlockResult, inTurn: InTurn)

  /// Does something in the block's turn.
  typealias InTurn = (() throws(FileFailure) -> Void) -> Bool
}
