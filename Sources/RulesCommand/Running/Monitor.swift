#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Something that several threads share: one at a time gets hold of it, and may wait until another has changed it.
final class Monitor<State>: @unchecked Sendable {
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  /// Shares `state`.
  init(_ state: State) {
    self.state = state
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }
}

extension Monitor {
  /// Gets hold of the state.
  func withLock<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(&state)
  }

  /// As ``withLock(_:)``, for a change that others may be waiting for.
  func change<Result>(_ body: (inout State) -> Result) -> Result {
    withLock { state in
      defer { pthread_cond_broadcast(condition) }
      return body(&state)
    }
  }

  /// Waits until `condition` holds, and gets hold of the state as it does.
  func when<Result>(_ holds: (State) -> Bool, _ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    // The state is others' while this waits: no access to it may last that long.
    while !holds(state) { pthread_cond_wait(condition, mutex) }
    return body(&state)
  }
}
