import PolicyFiles

/// What a run has to read again, in a temporary file that goes with this.
final class Spool {
  private let file: TemporaryFile

  /// One that begins with `header`; `name` tells people what is in it.
  init(_ name: String, header: [UInt8] = []) throws(FileFailure) {
    file = try TemporaryFile(named: "rules-\(name)")
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
  /// Where it stands.
  var path: String { file.path }

  /// Adds bytes at the end.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileFailure) { try file.write(bytes) }

  private func write(_ bytes: [UInt8]) throws(FileFailure) {
    try bytes.withUnsafeBufferPointer { bytes throws(FileFailure) in try write(UnsafeRawBufferPointer(bytes)) }
  }
}
