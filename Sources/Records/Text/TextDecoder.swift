#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Turns text of any encoding that the system's iconv knows into UTF-8, chunk by chunk.
///
/// UTF-8 itself passes untouched. Bytes that are no text in the encoding come out as 0xFF, which no UTF-8 holds: the
/// reader that follows rejects the record they stand in, and only that one.
package struct TextDecoder: ~Copyable {
  /// The byte offset in the input of the first bytes that are no text.
  package private(set) var firstFault: Int?
  /// How many such places there are.
  package private(set) var faultCount = 0

  /// Whether the input has to be UTF-8 already.
  package var isUTF8: Bool { converter == nil }

  private let converter: iconv_t?
  /// What is skipped at a fault, in bytes: the encoding's unit.
  private let unit: Int
  /// The start of a sequence whose rest has not come in yet.
  private var pending: [UInt8] = []
  /// The offset in the input of the first byte of `pending`, or of the next chunk.
  private var offset = 0

  /// `nil` if the system does not know the encoding (`utf-8`, `gb18030`, `gbk`, `utf-16`, `latin1`…; case is ignored).
  package init?(encoding: String) {
    let name = encoding.lowercased()
    unit = name.hasPrefix("utf-16") || name.hasPrefix("ucs-2") ? 2 : name.hasPrefix("utf-32") ? 4 : 1
    if name == "utf-8" || name == "utf8" {
      converter = nil
      return
    }
    guard !name.isEmpty, !name.contains("/"), let opened = iconv_open("UTF-8", encoding), opened != Self.refused else {
      return nil
    }
    converter = opened
  }

  deinit {
    if let converter { iconv_close(converter) }
  }

  /// What iconv_open gives for an encoding that it does not know.
  private static var refused: iconv_t? { iconv_t(bitPattern: -1) }
}

extension TextDecoder {
  /// The text of `chunk` as UTF-8; a sequence that is cut at its end waits for the next chunk.
  package mutating func decode(_ chunk: [UInt8]) -> [UInt8] {
    guard let converter else { return chunk }
    let input = pending + chunk
    var output: [UInt8] = []
    let used = convert(input, with: converter, into: &output)
    pending = Array(input[used...])
    offset += used
    return output
  }

  /// What is left when the input has ended: a cut sequence is a fault.
  package mutating func finish() -> [UInt8] {
    guard !pending.isEmpty else { return [] }
    noteFault(at: offset)
    pending = []
    return [0xFF]
  }

  /// Converts as much as it can; the number of bytes used.
  private mutating func convert(_ input: [UInt8], with converter: iconv_t, into output: inout [UInt8]) -> Int {
    var used = 0
    var room = [UInt8](repeating: 0, count: max(64, input.count * 2))
    while used < input.count {
      let (read, written, reason) = Self.step(converter, input, from: used, into: &room)
      output.append(contentsOf: room[..<written])
      used += read
      switch reason {
      case EINVAL: return used
      case EILSEQ:
        noteFault(at: offset + used)
        output.append(0xFF)
        used = min(used + unit, input.count)
      default: break
      }
    }
    return used
  }

  /// One call of iconv: bytes read, bytes written, and why it stopped (0: all is read).
  private static func step(
    _ converter: iconv_t, _ input: [UInt8], from start: Int, into room: inout [UInt8]
  ) -> (read: Int, written: Int, reason: Int32) {
    input.withUnsafeBytes { source in
      room.withUnsafeMutableBytes { target in
        let first = source.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
        // iconv's signature lacks a const; it never writes to its input.
        var from = first.map { UnsafeMutablePointer(mutating: $0) }
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var unread = source.count - start
        var free = target.count
        let isStopped = iconv(converter, &from, &unread, &to, &free) == -1
        return (source.count - start - unread, target.count - free, isStopped ? errno : 0)
      }
    }
  }

  private mutating func noteFault(at offset: Int) {
    firstFault = firstFault ?? offset
    faultCount += 1
  }
}
