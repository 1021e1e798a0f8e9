extension Double {
  /// The number as bits that are ordered as numbers are: of any two that are not NaN, the greater has the greater bits.
  @inline(__always) var orderedBits: UInt64 {
    let bits = bitPattern
    return bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) &>> 63) | 1 << 63)
  }

  /// The number with these ``orderedBits``.
  @inline(__always) init(orderedBits bits: UInt64) {
    self.init(bitPattern: bits ^ (UInt64(bitPattern: Int64(bitPattern: ~bits) &>> 63) | 1 << 63))
  }
}

/// Sorts bits, `count` of them at `bits`, with room for as many at `room`; returns where they stand, at one or the other.
func sortBits(
  _ bits: UnsafeMutablePointer<UInt64>, room: UnsafeMutablePointer<UInt64>, count: Int
) -> UnsafeMutablePointer<UInt64> {
  if count < 512 {
    var few = UnsafeMutableBufferPointer(start: bits, count: count)
    few.sort()
    return bits
  }
  return sortByDigits(bits, room: room, count: count)
}

private let digitBits = 11
private let digitCount = 6

/// Digit by digit from the lowest; a digit that is the same in all is passed over.
private func sortByDigits(
  _ bits: UnsafeMutablePointer<UInt64>, room: UnsafeMutablePointer<UInt64>, count: Int
) -> UnsafeMutablePointer<UInt64> {
  var (source, target) = (bits, room)
  withUnsafeTemporaryAllocation(of: Int.self, capacity: digitCount << digitBits) { counts in
    countDigits(bits, count, into: counts)
    for digit in 0..<digitCount {
      let places = UnsafeMutableBufferPointer(rebasing: counts[digit << digitBits..<(digit + 1) << digitBits])
      if places.contains(count) { continue }
      sumUp(places)
      let shift = UInt64(digit * digitBits)
      for index in 0..<count {
        let place = Int(truncatingIfNeeded: source[index] &>> shift) & (1 << digitBits - 1)
        target[places[place]] = source[index]
        places[place] += 1
      }
      swap(&source, &target)
    }
  }
  return source
}

private func countDigits(
  _ bits: UnsafeMutablePointer<UInt64>, _ count: Int, into counts: UnsafeMutableBufferPointer<Int>
) {
  counts.initialize(repeating: 0)
  for index in 0..<count {
    var rest = bits[index]
    for digit in 0..<digitCount {
      counts[digit << digitBits + Int(truncatingIfNeeded: rest) & (1 << digitBits - 1)] += 1
      rest &>>= UInt64(digitBits)
    }
  }
}

/// Where each digit's stretch begins, instead of how long it is.
private func sumUp(_ counts: UnsafeMutableBufferPointer<Int>) {
  var sum = 0
  for place in counts.indices {
    let count = counts[place]
    counts[place] = sum
    sum += count
  }
}
