/// Whether bytes are well-formed UTF-8: no stray continuation, no overlong form, no surrogate, nothing past U+10FFFF.
func isWellFormedUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var index = 0
  while index < bytes.count {
    if bytes[index] < 0x80 {
      index += 1
      continue
    }
    guard let length = sequenceLength(bytes, at: index) else { return false }
    index += length
  }
  return true
}

/// The length of the well-formed sequence of two to four bytes at `index`; `nil` if there is none.
private func sequenceLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int? {
  let length: Int
  let second: ClosedRange<UInt8>
  switch bytes[index] {
  case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
  case 0xE0: (length, second) = (3, 0xA0...0xBF)
  case 0xED: (length, second) = (3, 0x80...0x9F)
  case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
  case 0xF0: (length, second) = (4, 0x90...0xBF)
  case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
  case 0xF4: (length, second) = (4, 0x80...0x8F)
  default: return nil
  }
  guard index + length <= bytes.count, second.contains(bytes[index + 1]) else { return nil }
  for position in index + 2..<max(index + 2, index + length) where bytes[position] & 0xC0 != 0x80 { return nil }
  return length
}
