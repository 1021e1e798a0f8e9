#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A temporary file with the states of a run's customers, in their order, until the run is sure to succeed; it goes with this.
final class StateSpool {
  let path: String
  private let descriptor: Int32

  /// An empty one, with a header.
  init(header: [UInt8]) throws(FileFailure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/rules-states.XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw FileFailure(folder, .create) }
    TemporaryFiles.shared.add(path)
    try header.withUnsafeBufferPointer { bytes throws(FileFailure) in try write(UnsafeRawBufferPointer(bytes)) }
  }

  deinit {
    TemporaryFiles.shared.remove(path)
    close(descriptor)
  }

  /// Adds rows at the end.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) {
    var written = 0
    while written < bytes.count {
      let count = systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: bytes[written...]))
      guard count >= 0 else { throw FileFailure(path, .write) }
      written += count
    }
  }
}
