/// Bytes that are to be written, in memory that is used block after block.
struct OutputBuffer: ~Copyable {
  /// How many bytes there are.
  private(set) var count = 0

  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int

  /// An empty buffer.
  init() {
    capacity = 1 << 16
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }
}

extension OutputBuffer {
  /// The bytes; valid until something is added.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: memory, count: count) }

  /// Forgets the bytes and keeps the memory.
  mutating func removeAll() { count = 0 }

  /// Adds bytes at the end.
  mutating func append(_ bytes: [UInt8]) {
    reserve(bytes.count)
    bytes.withUnsafeBufferPointer { added in
      guard let first = added.baseAddress else { return }
      (memory + count).update(from: first, count: added.count)
    }
    count += bytes.count
  }

  /// Adds the texts of `slices`, one after the other.
  mutating func append(_ slices: UnsafePointer<TextSlice>, count sliceCount: Int) {
    let step = TextSlice.window
    reserve((sliceCount + 1) * step)
    var end = memory + count
    for index in 0..<sliceCount {
      let slice = slices[index]
      if slice.count > step {
        count = end - memory
        reserve(slice.count + (sliceCount - index) * step)
        end = memory + count
        end.update(from: slice.start, count: slice.count)
      } else {
        UnsafeMutableRawPointer(end).storeBytes(of: slice.firstBytes, as: SIMD32<UInt8>.self)
      }
      end += slice.count
    }
    count = end - memory
  }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(count + more, 2 * capacity)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    grown.update(from: memory, count: count)
    memory.deallocate()
    memory = grown
  }
}
