#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

import PolicyFiles

/// What a run has to read again, in a temporary file without a name: it goes with this, or with the process, whatever ends that.
///
/// First all is written, then one reads at a time.
final class Spool {
  private let file: WritableFile

  /// One that begins with `header`; `name` tells people what is in it.
  init(_ name: String, header: [UInt8] = []) throws(FileFailure) {
    let given = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let folder = given.isEmpty ? "/tmp" : given
    let made = try TemporaryFiles.shared.create("\(folder)/rules-\(name)") { FileFailure(folder, .createInside) }
    TemporaryFiles.shared.remove(made.path)
    file = WritableFile(made.descriptor, made.path)
    try write(header)
  }

  /// What stands at `path`, up to its end, if it can be read only once (standard input, a pipe); else `nil`.
  static func keeping(_ path: String) throws(FileFailure) -> Spool? {
    guard path == InputFile.standardInputPath || FileIdentity(path)?.kind == .stream else { return nil }
    let input = try InputFile(path)
    let spool = try Spool("input")
    while case let chunk = try input.read(), !chunk.isEmpty { try spool.write(chunk) }
    return spool
  }
}

extension Spool {
  /// A descriptor for a reader of its own, at the start.
  func rewound() -> Int32 { file.rewound() }

  /// Adds bytes at the end.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) { try file.write(bytes) }

  private func write(_ bytes: [UInt8]) throws(FileFailure) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileFailure) in try write(UnsafeRawBufferPointer(bytes)) }
  }
}
