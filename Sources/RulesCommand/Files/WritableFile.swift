#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// An open file that is written to from its start to its end; closed with this, unless it is a standard stream.
struct WritableFile: ~Copyable {
  /// For messages.
  let path: String
  private let descriptor: Int32

  /// Writes to what is open as `descriptor`.
  init(_ descriptor: Int32, _ path: String) {
    self.descriptor = descriptor
    self.path = path
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// Adds bytes at the end.
  borrowing func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    guard writeAll(bytes, to: descriptor) else { throw FileFailure(path, .write) }
  }

  /// Sees to it that everything lasts.
  borrowing func sync() throws(FileFailure) {
    if fsync(descriptor) != 0 { throw FileFailure(path, .write) }
  }

  /// A descriptor for a reader of its own, at the start; where one reads or writes is where the other does.
  borrowing func rewound() -> Int32 {
    lseek(descriptor, 0, SEEK_SET)
    return fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
  }

  /// Changes who may do what with it.
  borrowing func permit(_ mode: mode_t) { fchmod(descriptor, mode) }
}

/// Hands all bytes to write(2), which may take some of them only, or none when a signal interrupts it; `false` with `errno` on failure.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var written = 0
  while written < bytes.count {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
    let count = write(descriptor, rest.baseAddress, rest.count)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    written += count
  }
  return true
}
