/// What a step makes of states: a flat table by the state and what the step is given, filled in as pairs come up.
///
/// Not shared between threads.
final class StepTable {
  /// Stands for what was not looked up yet.
  static let open = UInt32.max
  /// Stands for a step that cannot be taken.
  static let failed = UInt32.max - 1

  /// How many different things a step may be given.
  let width: Int
  private var results: [UInt32] = []

  /// A table of steps that are given one of `width` things.
  init(width: Int) { self.width = width }

  /// The result of a step, ``failed``, or ``open``.
  @inline(__always) func result(of state: UInt32, given input: UInt32 = 0) -> UInt32 {
    let place = Int(state) * width + Int(input)
    return results.withUnsafeBufferPointer { place < $0.count ? $0[place] : Self.open }
  }

  /// Fills in the result of a step, or ``failed``.
  func set(_ result: UInt32, of state: UInt32, given input: UInt32 = 0) {
    let place = Int(state) * width + Int(input)
    if place >= results.count { results += Array(repeating: Self.open, count: max(place + 1 - results.count, 64)) }
    results[place] = result
  }

  /// Forgets all results.
  func removeAll() { results = [] }
}
