/// Bytes that have come in and are not read yet.
///
/// What was read is given up when more comes in, so that the queue holds one chunk and one record at most.
struct ByteQueue: Sendable {
  /// Read and unread bytes.
  private(set) var bytes: [UInt8] = []
  /// The first unread byte.
  private(set) var start = 0

  /// How many bytes are unread.
  var count: Int { bytes.count - start }

  /// The next unread byte.
  var first: UInt8? { start < bytes.count ? bytes[start] : nil }

  /// Adds `chunk` at the end; positions of unread bytes relative to `start` stay.
  mutating func append(_ chunk: [UInt8]) {
    if start == bytes.count {
      bytes.removeAll(keepingCapacity: true)
    } else if start > 0 {
      bytes.removeSubrange(..<start)
    }
    start = 0
    bytes.append(contentsOf: chunk)
  }

  /// Marks the next `count` bytes as read.
  mutating func drop(_ count: Int) { start += count }

  /// Looks at the unread bytes.
  func withUnread<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start...])) }
  }

  /// The text of the unread bytes in `range`; bytes that are no text are replaced by U+FFFD.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[start + range.lowerBound..<start + range.upperBound], as: UTF8.self)
  }

  /// Drops a byte-order mark at the front; `false` while too few bytes are there to tell and more may come.
  mutating func dropByteOrderMark(isFinished: Bool) -> Bool {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let front = bytes[start...].prefix(3)
    if front.elementsEqual(mark) { drop(3) }
    return isFinished || front.count == 3 || !mark.starts(with: front)
  }
}
