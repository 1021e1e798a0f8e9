#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The system's refusal to do something with a file.
struct FileFailure: Error {
  /// What was tried.
  enum Attempt: String {
    case open = "cannot be opened"
    case read = "cannot be read"
    case create = "cannot be created"
    case createInside = "no temporary file can be created there"
    case write = "cannot be written"
    case replace = "cannot be put in its place"
  }

  let path: String
  let attempt: Attempt
  /// The system's error number.
  let number: Int32

  /// What just failed; call it before anything else can fail.
  init(_ path: String, _ attempt: Attempt) {
    self.path = path
    self.attempt = attempt
    number = errno
  }

  /// Whether whoever reads the output has stopped reading.
  var isClosedPipe: Bool { attempt == .write && number == EPIPE }

  /// One line: the file, what could not be done, and the system's reason.
  var message: String { "\(path): \(attempt.rawValue): \(String(cString: strerror(number)))" }
}
