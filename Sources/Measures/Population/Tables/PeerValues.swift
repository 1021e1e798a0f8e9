#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The values of a group as they come, eight bytes each. Whoever holds it frees it.
struct PeerValues {
  private(set) var base: UnsafeMutablePointer<Double>?
  private(set) var count = 0
  private var capacity = 0

  /// None.
  init() {}
}

extension PeerValues {
  /// Adds one. Traps if there is no more memory.
  @inline(__always) mutating func append(_ value: Double) {
    if count == capacity { grow() }
    base?[count] = value
    count += 1
  }

  /// Frees the memory.
  mutating func free() {
    systemFree(base)
    self = PeerValues()
  }

  /// Grown in place where the system can: pages that are not written to yet cost nothing.
  private mutating func grow() {
    capacity = capacity == 0 ? 4 : capacity + (capacity + 1) / 2
    guard let grown = realloc(base, capacity * MemoryLayout<Double>.stride) else {
      preconditionFailure("no memory for the values of \(capacity) customers")
    }
    base = grown.bindMemory(to: Double.self, capacity: capacity)
  }
}

private func systemFree(_ pointer: UnsafeMutablePointer<Double>?) { free(pointer) }
