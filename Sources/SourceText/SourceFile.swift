/// The text of one file, with the start of each of its lines.
///
/// Immutable; compared by identity, so that two files of the same name stay two files.
public final class SourceFile: Sendable {
  /// The path as the user wrote it, or a made-up name such as `<policy>` for text that has no file.
  public let path: String

  /// The whole content, UTF-8 (not validated).
  public let bytes: [UInt8]

  /// The byte offset at which each line starts; never empty, the first is 0.
  package let lineStarts: [Int]

  /// How many Unicode scalars start before each 1024th byte.
  private let scalarCounts: [Int]

  /// The byte offset at which the text starts: 3 after a byte-order mark, which belongs to no line, else 0.
  package let contentStart: Int

  /// Indexes the lines of `bytes` once; O(n).
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
    var starts = [0]
    var counts: [Int] = []
    var count = 0
    for (offset, byte) in bytes.enumerated() {
      if offset % Self.stride == 0 { counts.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
      if byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    }
    lineStarts = starts
    scalarCounts = counts
    contentStart = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  private static let stride = 1024

  /// How many Unicode scalars start before a byte offset, which is not past the end. O(1).
  private func scalarCount(before offset: Int) -> Int {
    guard let last = scalarCounts.indices.last else { return 0 }
    let block = min(offset / Self.stride, last)
    return bytes[(block * Self.stride)..<offset].reduce(scalarCounts[block]) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// A file made of `text`.
  public convenience init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}

extension SourceFile: Hashable {
  /// Identity, not content.
  public static func == (a: SourceFile, b: SourceFile) -> Bool { a === b }

  /// Hashes the identity.
  public func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// A place in a file as people count it.
public struct SourcePosition: Hashable, Sendable {
  /// 1-based.
  public let line: Int

  /// 1-based, counted in Unicode scalars.
  public let column: Int
}

extension SourceFile {
  /// The line and column of a byte offset; an offset past the end is the end. O(log lines).
  public func position(at offset: Int) -> SourcePosition {
    let line = lineIndex(at: offset)
    let start = textStart(ofLine: line)
    let end = max(start, min(offset, bytes.count))
    return SourcePosition(line: line + 1, column: scalarCount(before: end) - scalarCount(before: start) + 1)
  }

  /// The bytes of a line (0-based), without its line break and without a byte-order mark.
  package func lineRange(_ index: Int) -> Range<Int> {
    let start = textStart(ofLine: index)
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<max(start, end)
  }

  /// The 0-based line in which a byte offset lies.
  package func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func textStart(ofLine index: Int) -> Int {
    index == 0 ? contentStart : lineStarts[index]
  }
}
