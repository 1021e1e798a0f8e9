#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What signals do to the process: a closed pipe is a failed write, and an interrupted run leaves no half-written files.
enum ProcessSignals {
  private static let interruptions = [SIGINT, SIGTERM, SIGHUP]

  /// Has the signals that end a run waited for by a thread of their own; call it first.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    var set = sigset_t()
    sigemptyset(&set)
    for number in interruptions where !isIgnored(number) { sigaddset(&set, number) }
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let waiting = set
    startThread { wait(for: waiting) }
  }

  /// Whether whoever started the process wants it to outlive the signal, as nohup does.
  private static func isIgnored(_ number: Int32) -> Bool {
    let former = signal(number, SIG_DFL)
    signal(number, former)
    return unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Waits for the end, takes the unfinished files away, and dies of the signal as if nobody had waited.
  private static func wait(for signals: sigset_t) {
    var signals = signals
    var number: Int32 = 0
    guard sigwait(&signals, &number) == 0 else { return }
    TemporaryFiles.shared.removeAll {
      signal(number, SIG_DFL)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      raise(number)
    }
  }
}

/// Runs `body` on a thread that nobody waits for.
private func startThread(_ body: @escaping @Sendable () -> Void) {
  final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }
  #if canImport(Darwin)
    var thread: pthread_t?
  #else
    var thread = pthread_t()
  #endif
  pthread_create(
    &thread, nil,
    { argument in
      if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
      return nil
    }, Unmanaged.passRetained(Body(body)).toOpaque())
}
