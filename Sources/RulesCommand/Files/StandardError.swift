#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What is said to the person at the terminal; never mixed with the decisions.
enum StandardError {
  /// One line, marked as the command's.
  static func say(_ line: String) { write("rules: \(line)\n") }

  /// Text as it is; a failure to write it is nobody's business.
  static func write(_ text: String) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(STDERR_FILENO, $0) }
      guard count > 0 else { return }
      rest.removeFirst(count)
    }
  }

  /// Whether somebody is watching.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// write(2), taken up again when a signal interrupts it; -1 with `errno` on failure.
func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  while true {
    let count = write(descriptor, bytes.baseAddress, bytes.count)
    if count >= 0 || errno != EINTR { return count }
  }
}
