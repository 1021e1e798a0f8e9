/// Values without references, side by side: reading one counts none.
struct PlainList<Element: BitwiseCopyable>: ~Copyable {
  private var elements: UnsafeMutablePointer<Element>
  private var capacity: Int
  /// How many there are.
  private(set) var count = 0

  /// An empty list.
  init() {
    capacity = 4
    elements = .allocate(capacity: capacity)
  }

  deinit { elements.deallocate() }

  /// The element at an index, which has to be below `count`.
  @inline(__always) subscript(index: Int) -> Element {
    get {
      assert(index < count, "beyond the end of a list")
      return elements[index]
    }
    nonmutating set {
      assert(index < count, "beyond the end of a list")
      elements[index] = newValue
    }
  }

  /// Puts an element behind the last.
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    (elements + count).initialize(to: element)
    count += 1
  }

  /// Appends all of `others`, and says where they stand.
  mutating func append(contentsOf others: some Sequence<Element>) -> PlainRange {
    let start = count
    for other in others { append(other) }
    return PlainRange(start: Int32(start), end: Int32(count))
  }

  /// Takes all elements away.
  mutating func removeAll() { count = 0 }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: elements, count: count)
    elements.deallocate()
    elements = larger
    capacity *= 2
  }
}

/// A part of a list.
struct PlainRange: BitwiseCopyable {
  let start: Int32
  /// One past the last.
  let end: Int32
}

extension PlainRange {
  /// The indexes in the list.
  @inline(__always) var indices: Range<Int> { Range(uncheckedBounds: (Int(start), Int(end))) }
}
