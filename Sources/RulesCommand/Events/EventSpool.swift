#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A temporary file with what came on standard input, or from a pipe, for whoever has to read it more than once; it goes with this.
final class EventSpool {
  let path: String

  /// Takes in what stands at `source`, standard input as a rule, up to its end.
  init(_ source: String = InputFile.standardInputPath) throws(FileFailure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(folder)/rules-events.XXXXXX".utf8CString)
    let descriptor = mkstemp(&template)
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else { throw FileFailure(folder, .create) }
    TemporaryFiles.shared.add(path)
    defer { close(descriptor) }
    let input = try InputFile(source)
    while case let chunk = try input.read(), !chunk.isEmpty { try write(chunk, to: descriptor) }
  }

  deinit { TemporaryFiles.shared.remove(path) }

  private func write(_ chunk: [UInt8], to descriptor: Int32) throws(FileFailure) {
    var rest = chunk[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { systemWrite(descriptor, $0) }
      guard count > 0 else { throw FileFailure(path, .write) }
      rest = rest.dropFirst(count)
    }
  }
}
