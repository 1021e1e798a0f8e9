/// A stretch of text somewhere in memory, with ``window`` bytes from its start that can be read whatever its length.
struct TextSlice {
  /// How much is copied at once.
  static let window = 32

  /// The first byte.
  let start: UnsafePointer<UInt8>
  /// How many bytes there are.
  let count: Int

  /// The first bytes, and what stands behind them.
  @inline(__always) var firstBytes: SIMD32<UInt8> {
    UnsafeRawPointer(start).loadUnaligned(as: SIMD32<UInt8>.self)
  }
}

/// Memory for texts that do not move: they stay where they are until all are removed.
final class TextStore {
  private var chunks: [UnsafeMutablePointer<UInt8>] = []
  private var end: UnsafeMutablePointer<UInt8>
  private var free: Int
  private var firstSize: Int

  private static let chunkSize = 1 << 14

  /// An empty store.
  init() {
    firstSize = Self.chunkSize
    free = firstSize
    end = .allocate(capacity: firstSize + TextSlice.window)
    chunks = [end]
  }

  deinit {
    for chunk in chunks { chunk.deallocate() }
  }
}

extension TextStore {
  /// Gives up all texts.
  func removeAll() {
    if chunks.count > 1 { growFirst() }
    end = chunks[0]
    free = firstSize
  }

  /// Room for a text of at most `count` bytes, until ``take(_:)`` is called.
  @inline(__always) func room(for count: Int) -> UnsafeMutablePointer<UInt8> {
    if count + TextSlice.window > free { addChunk(count + TextSlice.window) }
    return end
  }

  /// Makes a text of the first `count` bytes of the room that was given last.
  @inline(__always) func take(_ count: Int) -> TextSlice {
    defer {
      end += count
      free -= count
    }
    return TextSlice(start: end, count: count)
  }

  /// Adds a text.
  func add(_ bytes: [UInt8]) -> TextSlice {
    let room = room(for: bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      if let first = bytes.baseAddress { room.update(from: first, count: bytes.count) }
    }
    return take(bytes.count)
  }

  private func addChunk(_ needed: Int) {
    free = max(Self.chunkSize, needed)
    end = .allocate(capacity: free + TextSlice.window)
    chunks.append(end)
  }

  /// Makes one chunk of several, so that as many texts find room in it the next time.
  private func growFirst() {
    firstSize = min(2 * firstSize, 1 << 20)
    for chunk in chunks { chunk.deallocate() }
    chunks = [.allocate(capacity: firstSize + TextSlice.window)]
  }
}
