/// The stretch of bytes that a row has in a column: byte offsets from where the bytes of its block begin.
package struct Cell: Sendable {
  /// The first byte.
  package var start: UInt32
  /// One past the last; equal to `start` where the row says nothing.
  package var end: UInt32

  /// The bytes from `start` up to, not including, `end`.
  @inlinable
  package init(start: UInt32, end: UInt32) {
    self.start = start
    self.end = end
  }
}

extension Cell {
  /// Holds nothing.
  package static let empty = Cell(start: 0, end: 0)

  /// Whether it holds nothing.
  @inlinable package var isEmpty: Bool { start == end }
}
