/// How the values of a group stand, ready to be asked. Its memory is freed by whoever holds it.
struct PeerTable: @unchecked Sendable {
  /// Of all who take part.
  let moments: GroupMoments
  /// What moments come to, computed once.
  let total: Double, average: Double
  /// As of ``GroupMoments/spread``.
  private let spread: Double
  /// Values at which answers change, ascending; empty where no measure asks for more than ``moments``.
  let steps: UnsafeMutableBufferPointer<Double>
  /// For each number of steps at or below a value, the part of the sum that greater values have; empty where there is no sum above 0,
  /// or nobody asks.
  let shares: UnsafeMutableBufferPointer<Double>
  /// For each number of steps, how many customers have smaller values than the next step; empty where nobody asks.
  let below: UnsafeMutableBufferPointer<Int>
  /// Whether steps are only kept where a tier begins.
  let isReduced: Bool

  /// Where the search for a value begins; empty for a few steps.
  private let buckets: UnsafeMutableBufferPointer<UInt32>
  private let bucketShift: UInt64

  /// A table of parts that become its own; `shares` and `below` have one more element than `steps`, or none.
  init(
    moments: GroupMoments, steps: UnsafeMutableBufferPointer<Double>, shares: UnsafeMutableBufferPointer<Double>,
    below: UnsafeMutableBufferPointer<Int>, isReduced: Bool
  ) {
    self.moments = moments
    (total, average, spread) = (moments.total, moments.average, moments.spread)
    self.steps = steps
    self.shares = shares
    self.below = below
    self.isReduced = isReduced
    (buckets, bucketShift) = Self.buckets(of: steps)
  }

  /// Frees all that it is made of.
  func deallocate() {
    steps.deallocate()
    shares.deallocate()
    below.deallocate()
    buckets.deallocate()
  }
}

// MARK: - Answers

extension PeerTable {
  /// The part of the sum that greater values have; `nil` where the sum is 0.
  @inline(__always) func share(of value: Double) -> Double? {
    if shares.isEmpty { return nil }
    return value > 0 ? shares[position(of: value)] : 1
  }

  /// How many customers have greater values.
  @inline(__always) func countAbove(_ value: Double) -> Int { moments.count - below[position(of: value)] }

  /// How many customers have smaller values.
  @inline(__always) func countBelow(_ value: Double) -> Int {
    let position = position(of: value)
    return below[position > 0 && steps[position - 1] == value ? position - 1 : position]
  }

  /// How many standard deviations a value lies above the mean; `nil` where all are equal.
  func deviation(of value: Double) -> Double? {
    if spread == 0 { return nil }
    let count = Int128(moments.count)
    if let units = moments.unit.count(exactly: value) {
      return Double(nearestTo: units * count - moments.sum, over: 1) / spread
    }
    // Finer than any value of the group.
    let finer = DecimalUnit.billionths.inOne / moments.unit.inOne
    let distance = MeantDecimal.billionths(value) * count - moments.sum * finer
    return Double(nearestTo: distance, over: finer) / spread
  }

  /// How many steps are not greater than a value.
  @inline(__always) private func position(of value: Double) -> Int {
    var (low, high) = (0, steps.count)
    if !buckets.isEmpty {
      let (bits, first) = (value.orderedBits, steps[0].orderedBits)
      if bits < first { return 0 }
      let bucket = Int(truncatingIfNeeded: (bits - first) &>> bucketShift)
      if bucket >= buckets.count - 1 { return steps.count }
      (low, high) = (Int(buckets[bucket]), Int(buckets[bucket + 1]))
    }
    while low < high {
      let middle = (low + high) / 2
      if steps[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Of which step on values fall into each stretch of equal width in their ordered bits; as many as a search needs to be short.
  private static func buckets(
    of steps: UnsafeMutableBufferPointer<Double>
  ) -> (UnsafeMutableBufferPointer<UInt32>, UInt64) {
    let none = UnsafeMutableBufferPointer<UInt32>(start: nil, count: 0)
    guard steps.count > 32, steps.count < UInt32.max, let last = steps.last else { return (none, 0) }
    let first = steps[0].orderedBits
    let range = last.orderedBits - first
    // So that there are at most half as many buckets as steps: two bytes for each of these.
    let bits = (UInt64.bitWidth - range.leadingZeroBitCount) - (Int.bitWidth - steps.count.leadingZeroBitCount - 2)
    let shift = UInt64(max(0, bits))
    let count = Int(range >> shift) + 1
    let buckets = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: count + 1)
    var filled = 0
    for index in steps.indices {
      let bucket = Int((steps[index].orderedBits - first) >> shift)
      while filled <= bucket {
        buckets[filled] = UInt32(index)
        filled += 1
      }
    }
    buckets[filled] = UInt32(steps.count)
    return (buckets, shift)
  }
}
