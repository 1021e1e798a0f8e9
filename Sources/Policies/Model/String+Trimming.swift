extension StringProtocol where SubSequence == Substring {
  /// Without the white space around it, the ideographic space included.
  var trimmed: Substring {
    var scalars = self[...].unicodeScalars
    while let first = scalars.first, first.isWhiteSpace { scalars.removeFirst() }
    while let last = scalars.last, last.isWhiteSpace { scalars.removeLast() }
    return Substring(scalars)
  }
}

extension Unicode.Scalar {
  /// Unicode's `White_Space`, which is a closed list; asking the standard library's tables costs more than reading the text.
  fileprivate var isWhiteSpace: Bool {
    switch value {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}

extension String {
  /// Whether there is nothing to read in it.
  var isBlank: Bool { unicodeScalars.allSatisfy(\.isWhiteSpace) }
}
