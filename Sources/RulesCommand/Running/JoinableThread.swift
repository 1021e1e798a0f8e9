#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A thread of the system.
struct JoinableThread {
  #if canImport(Darwin)
    private let thread: pthread_t?
  #else
    private let thread: pthread_t
  #endif

  /// Bytes; as much as a main thread has as a rule, wherever that is.
  private static let stackSize = 8 << 20

  /// Starts `body`; `nil` if the system grants no thread.
  init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, Self.stackSize)
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let task = Unmanaged.passRetained(ThreadTask(body))
    let status = pthread_create(&thread, &attributes, { ThreadTask.run($0) }, task.toOpaque())
    guard status == 0 else {
      task.release()
      return nil
    }
    self.thread = thread
  }

  /// Waits for its end; call it once, unless nobody ever does.
  func join() {
    #if canImport(Darwin)
      if let thread { pthread_join(thread, nil) }
    #else
      pthread_join(thread, nil)
    #endif
  }
}

/// What a thread does, in a form that C can hand on.
private final class ThreadTask: Sendable {
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  /// Does what the task behind `argument`, which is given up, says.
  static func run(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<ThreadTask>.fromOpaque(argument).takeRetainedValue().body() }
    return nil
  }
}

/// Calls `body` with each number below `count`, each on a thread of its own, this one included, and waits for all.
func runOnThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let others = (1..<max(count, 1)).map { index in (index, JoinableThread { body(index) }) }
  body(0)
  for (index, thread) in others {
    // Where the system grants no thread, this one does the work.
    if let thread { thread.join() } else { body(index) }
  }
}
