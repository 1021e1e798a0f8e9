/// How a run ended, for scripts.
enum ExitStatus: Int32 {
  /// All rows were decided, or all policies are in order.
  case done = 0
  /// The policy has faults; nothing was evaluated.
  case policyFaults = 1
  /// The arguments make no sense.
  case usage = 2
  /// Finished, but rows were rejected that `--allow-rejects` does not allow.
  case rejects = 3
  /// Input could not be read, or output not be written.
  case inputOutput = 4
}

/// What ends a run early.
struct Failure: Error {
  let status: ExitStatus
  /// What there is still to say; `nil` where everything was said.
  let message: String?

  init(_ status: ExitStatus, _ message: String? = nil) {
    self.status = status
    self.message = message
  }

  /// A file that failed; a reader that closed its end of the pipe wants to hear nothing.
  init(_ failure: FileFailure) {
    self.init(.inputOutput, failure.isClosedPipe ? nil : failure.message)
  }
}
