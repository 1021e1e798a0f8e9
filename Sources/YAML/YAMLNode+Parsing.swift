package import SourceText

extension YAMLNode {
  /// Reads the one document of a file; reports every fault that can be told apart.
  ///
  /// Reading goes on after a fault of content (a key written twice, an unknown anchor), leaving out what is at fault,
  /// and ends at the first fault of spelling (a bracket that is never closed): then there is no value.
  package static func parse(_ file: SourceFile, limits: YAMLLimits = YAMLLimits()) -> Diagnosed<YAMLNode> {
    guard file.bytes.count <= limits.size else {
      return Diagnosed(nil, [.tooLarge(file, limit: limits.size)])
    }
    if let fault = file.firstUnreadableByte {
      return Diagnosed(nil, [.unreadable(fault, in: file)])
    }
    return file.bytes.withUnsafeBufferPointer { bytes in
      let text = UnsafeBufferPointer(rebasing: bytes[file.contentStart...])
      guard let reader = EventReader(text) else { return Diagnosed(nil, [.outOfMemory(file)]) }
      var builder = TreeBuilder(file: file, limits: limits, reader: reader)
      return builder.build()
    }
  }
}
