/// A stretch of one file, in UTF-8 byte offsets, the end excluded.
public struct SourceRange: Hashable, Sendable {
  /// The file that the offsets count in.
  public let file: SourceFile

  /// The first byte.
  public let start: Int

  /// The byte after the last; equal to `start` for a point.
  public let end: Int

  /// Traps if `end` lies before `start`.
  public init(file: SourceFile, start: Int, end: Int) {
    precondition(start <= end, "a range cannot end before it starts")
    self.file = file
    self.start = start
    self.end = end
  }

  /// Where the range starts, as people count.
  public var position: SourcePosition { file.position(at: start) }
}

extension SourceRange: CustomStringConvertible {
  /// `path:line:column`.
  public var description: String {
    let place = position
    return "\(file.path):\(place.line):\(place.column)"
  }
}
