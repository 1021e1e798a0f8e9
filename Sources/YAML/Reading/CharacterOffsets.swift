import SourceText

/// Where the characters of a file stand: libyaml counts Unicode scalars, everything else here counts bytes.
struct CharacterOffsets {
  private let bytes: [UInt8]
  private let contentStart: Int
  /// The byte offset of every 64th character; empty where each character is one byte.
  private let checkpoints: [Int]

  private static let stride = 64

  /// Reads a file of well-formed UTF-8 once; O(n).
  init(_ file: SourceFile) {
    bytes = file.bytes
    contentStart = file.contentStart
    let text = bytes[contentStart...]
    checkpoints = text.allSatisfy { $0 < 0x80 } ? [] : Self.checkpoints(of: text)
  }

  /// The byte offset of a character (0-based, a byte-order mark not counted); the end for one past the end. O(1).
  func byteOffset(ofCharacter index: Int) -> Int {
    guard !checkpoints.isEmpty else { return min(contentStart + index, bytes.count) }
    let checkpoint = index / Self.stride
    guard checkpoint < checkpoints.count else { return bytes.count }
    var offset = checkpoints[checkpoint]
    for _ in 0..<(index % Self.stride) { offset = next(after: offset) }
    return offset
  }

  private func next(after offset: Int) -> Int {
    var next = min(offset + 1, bytes.count)
    while next < bytes.count, bytes[next].continuesCharacter { next += 1 }
    return next
  }

  private static func checkpoints(of text: ArraySlice<UInt8>) -> [Int] {
    var checkpoints: [Int] = []
    var count = 0
    for offset in text.indices where !text[offset].continuesCharacter {
      if count % stride == 0 { checkpoints.append(offset) }
      count += 1
    }
    return checkpoints
  }
}

extension UInt8 {
  fileprivate var continuesCharacter: Bool { self & 0xC0 == 0x80 }
}
