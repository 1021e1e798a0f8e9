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
    var text = text
    text.withUTF8 { _ = writeAll(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }

  /// Whether somebody is watching.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}
