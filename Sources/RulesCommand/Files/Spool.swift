#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A temporary file for what is read later, or more than once. It has no name, so that nothing stays of it, however the process ends.
final class Spool {
  /// Whoever reads moves the place at which it is read and written: first all is written, then one reads at a time.
  private let descriptor: Int32
  private let folder: String

  /// An empty one.
  init() throws(FileFailure) {
    folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/rules.XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else { throw FileFailure(folder, .create) }
    unlink(template)
  }

  /// With all that stands at `source`, standard input or a pipe as a rule.
  convenience init(copying source: String) throws(FileFailure) {
    try self.init()
    let input = try InputFile(source)
    while case let chunk = try input.read(), !chunk.isEmpty { try write(chunk) }
  }

  deinit { close(descriptor) }

  /// Adds bytes at the end.
  func write(_ bytes: [UInt8]) throws(FileFailure) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileFailure) in try write(UnsafeRawBufferPointer(bytes)) }
  }

  /// As ``write(_:)``.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
      guard count >= 0 else { throw FileFailure("a temporary file in \(folder)", .write) }
      written += count
    }
  }

  /// A descriptor of its own for a reader, at the start.
  func rewound() -> Int32 {
    lseek(descriptor, 0, SEEK_SET)
    return fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
  }
}
