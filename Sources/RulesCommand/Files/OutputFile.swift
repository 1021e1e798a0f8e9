import PolicyFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Standard output, or a file that appears whole or not at all.
///
/// A file is written under another name in the same folder, and takes its own when it is published; one that is not published is
/// removed. What is no regular file (a pipe, `/dev/null`) is written to directly.
struct OutputFile: ~Copyable {
  /// Stands for standard output.
  static let standardOutputPath = "-"

  /// For messages.
  let path: String

  /// What is written to directly.
  private let stream: WritableFile?
  /// What is written until it is published, and the name that it is to take; `nil` if there is a stream.
  private var unfinished: TemporaryFile?
  private let target: String
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 18

  private init(path: String, stream descriptor: Int32) {
    self.path = path
    target = path
    stream = WritableFile(descriptor, path)
    unfinished = nil
  }

  private init(path: String, replacing target: String) throws(FileFailure) {
    self.path = path
    self.target = target
    stream = nil
    let file = try TemporaryFile(for: target, calledBy: path)
    file.permit(Self.mode(for: target))
    unfinished = consume file
  }
}

// MARK: - Opening

extension OutputFile {
  /// Standard output.
  static func standardOutput() -> OutputFile { OutputFile(path: "standard output", stream: STDOUT_FILENO) }

  /// What `path` stands for: standard output, or a file that will replace what stands there.
  static func named(_ path: String) throws(FileFailure) -> OutputFile {
    path == standardOutputPath ? standardOutput() : try replacing(path)
  }

  /// A file that will replace what stands at `path`.
  static func replacing(_ path: String) throws(FileFailure) -> OutputFile {
    let kind = FileIdentity(path)?.kind
    if kind == .stream || kind == .folder { return try direct(path) }
    return try OutputFile(path: path, replacing: kind == nil ? path : resolved(path))
  }

  private static func direct(_ path: String) throws(FileFailure) -> OutputFile {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileFailure(path, .open) }
    return OutputFile(path: path, stream: descriptor)
  }

  /// The path without links, so that a link is kept and the file behind it replaced.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// The permissions of the file that is replaced, or those that a new file gets here.
  private static func mode(for path: String) -> mode_t {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & 0o7777 }
    let mask = umask(0)
    umask(mask)
    return 0o666 & ~mask
  }
}

// MARK: - Writing

extension OutputFile {
  /// Adds bytes at the end.
  mutating func write(_ bytes: [UInt8]) throws(FileFailure) {
    buffer += bytes
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// As ``write(_:)``; many are written without a detour.
  mutating func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    if buffer.count + bytes.count < Self.bufferSize {
      buffer.append(contentsOf: bytes)
    } else {
      try flush()
      try writeAll(bytes)
    }
  }

  /// Sees to it that everything is written, and lasts.
  mutating func complete() throws(FileFailure) {
    try flush()
    try unfinished?.sync()
  }

  /// Gives the completed file its name.
  consuming func publish() throws(FileFailure) {
    if let file = unfinished.take() { try file.publish(as: target) }
  }

  /// Writes `text` to standard output.
  static func print(_ text: String) throws(FileFailure) {
    var output = standardOutput()
    try output.write(Array(text.utf8))
    try output.complete()
  }

  private mutating func flush() throws(FileFailure) {
    let bytes = buffer
    buffer.removeAll(keepingCapacity: true)
    try bytes.withUnsafeBufferPointer { bytes throws(FileFailure) in try writeAll(UnsafeRawBufferPointer(bytes)) }
  }

  private func writeAll(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    try stream?.write(bytes)
    try unfinished?.write(bytes)
  }
}
