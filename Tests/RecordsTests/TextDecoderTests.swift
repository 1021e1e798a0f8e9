import Records
import Testing

@Suite("Encodings")
struct TextDecoderTests {
  /// 客户,A😀 in three encodings (the face is four bytes in each).
  static let samples: [(encoding: String, bytes: [UInt8])] = [
    ("utf-8", Array("客户,A😀".utf8)),
    ("GB18030", [0xBF, 0xCD, 0xBB, 0xA7, 0x2C, 0x41, 0x94, 0x39, 0xFC, 0x36]),
    ("utf-16", [0xFF, 0xFE, 0xA2, 0x5B, 0x37, 0x62, 0x2C, 0x00, 0x41, 0x00, 0x3D, 0xD8, 0x00, 0xDE]),
    ("UTF-16BE", [0x5B, 0xA2, 0x62, 0x37, 0x00, 0x2C, 0x00, 0x41, 0xD8, 0x3D, 0xDE, 0x00]),
  ]

  @Test("sequences cut at any byte come out whole", arguments: samples)
  func cuts(_ encoding: String, _ bytes: [UInt8]) {
    for cut in 0...bytes.count { #expect(decode(bytes, encoding, cutAt: [cut]) == "客户,A😀", "cut at \(cut)") }
    #expect(decode(bytes, encoding, cutAt: Array(1..<bytes.count)) == "客户,A😀", "byte by byte")
  }

  @Test(
    "bytes that are no text are marked, counted and placed",
    arguments: [
      ("gb18030", [0x41, 0xFF, 0x42], "A\u{FFFD}B at 1, 1 in all"),
      ("gb18030", [0x41, 0xBF, 0xCD, 0x81], "A客\u{FFFD} at 3, 1 in all"),
      ("gbk", [0xFF, 0x2C, 0xFF], "\u{FFFD},\u{FFFD} at 0, 2 in all"),
      ("utf-16le", [0x41, 0x00, 0x00, 0xDC, 0x42, 0x00], "A\u{FFFD}B at 2, 1 in all"),
    ] as [(String, [UInt8], String)])
  func faults(_ encoding: String, _ bytes: [UInt8], _ expected: String) {
    for cut in 0...bytes.count { #expect(decode(bytes, encoding, cutAt: [cut]) == expected, "cut at \(cut)") }
  }

  @Test("an encoding that nobody knows is refused", arguments: ["", "klingon", "utf-8//IGNORE"])
  func unknown(_ name: String) {
    let isKnown = TextDecoder(encoding: name) != nil
    #expect(!isKnown)
  }
}

/// The text of `bytes`, and what was no text in it.
private func decode(_ bytes: [UInt8], _ encoding: String, cutAt cuts: [Int]) -> String? {
  guard var decoder = TextDecoder(encoding: encoding) else { return nil }
  var output: [UInt8] = []
  for piece in pieces(of: bytes, cutAt: cuts) { output += decoder.decode(piece) }
  output += decoder.finish()
  let faults = decoder.firstFault.map { " at \($0), \(decoder.faultCount) in all" } ?? ""
  return String(decoding: output, as: UTF8.self) + faults
}
