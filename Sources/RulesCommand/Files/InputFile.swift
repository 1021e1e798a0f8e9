#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file, or standard input, that is read from its start to its end.
struct InputFile: ~Copyable {
  /// Stands for standard input.
  static let standardInputPath = "-"

  /// For messages.
  let path: String
  private let descriptor: Int32
  private static let chunkSize = 1 << 18
  /// How long a stop sign may go unseen, in milliseconds.
  private static let patience: Int32 = 100

  /// Makes sure that the file can be opened later, without opening it: a named pipe would take that for a reader.
  static func checkAccess(to path: String) throws(FileFailure) {
    if path != standardInputPath, access(path, R_OK) != 0 { throw FileFailure(path, .open) }
  }

  /// Opens the file, whose content may stand in a spool.
  init(_ path: String, in spool: Spool? = nil) throws(FileFailure) {
    self.path = path
    descriptor =
      spool?.rewound() ?? (path == Self.standardInputPath ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC))
    if descriptor < 0 { throw FileFailure(path, .open) }
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// The next bytes, as many as come at once; empty at the end.
  func read() throws(FileFailure) -> [UInt8] {
    var failure: FileFailure?
    let chunk = [UInt8](unsafeUninitializedCapacity: Self.chunkSize) { buffer, initialized in
      do throws(FileFailure) {
        initialized = try read(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return chunk
  }

  /// Puts the next bytes, as many as come at once, into `buffer`, which is not empty; returns how many, 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    var count = 0
    repeat {
      count = systemRead(descriptor, buffer)
    } while count < 0 && errno == EINTR
    if count < 0 { throw FileFailure(path, .read) }
    return count
  }

  /// Waits until there are bytes to read, or the file ends, or `stop` is set, which may take a moment to be seen.
  func wait(unless stop: StopSign) {
    var waited = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while !stop.isSet, poll(&waited, 1, Self.patience) == 0 {}
  }

  /// Everything that is left, or, of more than `limit` bytes, a little more than the limit.
  func readAll(limit: Int) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let chunk = try read()
      if chunk.isEmpty { break }
      bytes += chunk
    }
    return bytes
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}
