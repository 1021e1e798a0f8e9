/// Values that were made once, by number: reading one costs a copy, and no more.
///
/// Not shared between threads.
final class ReadyValues<Value> {
  /// How many there are.
  private(set) var count = 0
  private var values: UnsafeMutablePointer<Value>
  private var capacity: Int

  /// `count` times the same value.
  init(repeating value: Value, count: Int) {
    capacity = max(count, 4)
    values = .allocate(capacity: capacity)
    values.initialize(repeating: value, count: count)
    self.count = count
  }

  /// None.
  init() {
    capacity = 4
    values = .allocate(capacity: capacity)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
  }

  /// The value with a number, which has to be below `count`.
  @inline(__always) subscript(number: Int) -> Value {
    get {
      assert(number < count, "there is no value with that number")
      return values[number]
    }
    set {
      assert(number < count, "there is no value with that number")
      values[number] = newValue
    }
  }

  /// Adds a value, whose number is the next one.
  func append(_ value: Value) {
    if count == capacity { grow() }
    (values + count).initialize(to: value)
    count += 1
  }

  /// Takes all of them away.
  func removeAll() {
    values.deinitialize(count: count)
    count = 0
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: values, count: count)
    values.deallocate()
    values = larger
    capacity *= 2
  }
}

/// Lists that are made once for each sequence of codes that they come from. Not shared between threads.
final class ReadyLists<Element> {
  /// The sequences that came up.
  let states = SequenceStates()
  private let lists = ReadyValues<[Element]>()
  /// The element that a code stands for at its place in the sequence.
  private let element: (_ place: Int, _ code: Int) -> Element

  /// No lists yet, of elements that are made so.
  init(_ element: @escaping (_ place: Int, _ code: Int) -> Element) { self.element = element }

  /// The list for the sequence of a state.
  @inline(__always) subscript(state: UInt32) -> [Element] {
    if Int(state) >= lists.count { catchUp() }
    return lists[Int(state)]
  }

  /// Between two customers: forgets lists if there are too many.
  func trim() {
    states.trim()
    if lists.count > states.count { lists.removeAll() }
  }

  private func catchUp() {
    for code in lists.count..<states.count {
      lists.append(states.sequence(of: UInt32(code)).enumerated().map(element))
    }
  }
}
