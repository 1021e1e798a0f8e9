import Records

/// The bytes of a file as UTF-8, whatever its encoding. Used by one thread at a time.
final class InputBytes {
  /// The file's path, for messages.
  let path: String
  /// Ends the reading before the file does.
  let stop = StopSign()

  private let file: InputFile
  private var decoder: TextDecoder
  /// What is decoded and not read yet, from `start` on.
  private var decoded: [UInt8] = []
  private var start = 0
  private var isAtEnd = false

  /// Reads `file`, which is not read from yet.
  init(_ file: consuming InputFile, _ decoder: consuming TextDecoder) {
    path = file.path
    self.file = file
    self.decoder = decoder
  }
}

extension InputBytes {
  /// Whether the file has to be UTF-8 already.
  var isUTF8: Bool { decoder.isUTF8 }

  /// The first bytes that are no text in the file's encoding, and how many such places there are; complete at the end.
  var encodingFaults: (firstOffset: Int, count: Int)? { decoder.firstFault.map { ($0, decoder.faultCount) } }

  /// Puts the next bytes into `buffer`, which is not empty; returns how many, 0 at the end or where the stop sign is up.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileFailure) -> Int {
    file.wait(unless: stop)
    if stop.isSet { return 0 }
    if decoder.isUTF8 { return try file.read(into: buffer) }
    while start == decoded.count, !isAtEnd { try decodeChunk() }
    let count = min(buffer.count, decoded.count - start)
    decoded.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[start..<start + count])) }
    start += count
    return count
  }

  private func decodeChunk() throws(FileFailure) {
    let chunk = try file.read()
    isAtEnd = chunk.isEmpty
    decoded = isAtEnd ? decoder.finish() : decoder.decode(chunk)
    start = 0
  }
}
