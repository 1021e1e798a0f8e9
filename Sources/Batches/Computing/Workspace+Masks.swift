import CVectors

/// Loops over the words of masks.
extension Workspace {
  /// Combines two masks word by word.
  @inline(__always) func combine(
    _ a: MaskRegister, _ b: MaskRegister, into result: MaskRegister, _ body: (UInt64, UInt64) -> UInt64
  ) {
    let (left, right, target) = (self[a], self[b], self[result])
    for word in 0..<words { target[word] = body(left[word], right[word]) }
  }

  /// The rows of `first` that are in `a`, and those of `second` that are in `b`.
  @inline(__always) func pick(
    _ first: MaskRegister, _ a: MaskRegister, _ second: MaskRegister, _ b: MaskRegister, into result: MaskRegister
  ) {
    let (one, left, other, right, target) = (self[first], self[a], self[second], self[b], self[result])
    for word in 0..<words { target[word] = one[word] & left[word] | other[word] & right[word] }
  }

  /// Leaves rows to the row evaluator.
  @inline(__always) func postpone(_ rows: MaskRegister, except: MaskRegister) {
    let (all, fine, target) = (self[rows], self[except], self[.deferred])
    for word in 0..<words { target[word] |= all[word] & ~fine[word] }
  }

  /// Takes the rows that are not in `within` out of a mask.
  @inline(__always) func restrict(_ result: MaskRegister, to within: MaskRegister) {
    guard within != .all else { return }
    let (limit, target) = (self[within], self[result])
    for word in 0..<words { target[word] &= limit[word] }
  }

  /// Puts rows whose number is in a list into `result`.
  ///
  /// Few are compared one by one, many are searched for: O(log of the list's length) a row.
  func findMembers(_ lane: NumberRegister, list: Int32, within: MaskRegister, into result: MaskRegister) {
    let (numbers, limit, target) = (self[lane], self[within], self[result])
    lists[Int(list)].withUnsafeBufferPointer { sorted in
      if let first = sorted.baseAddress, sorted.count <= 32 {
        vector_find_members(numbers, first, sorted.count, count, target)
        return restrict(result, to: within)
      }
      for word in 0..<words {
        var bits = limit[word]
        var found: UInt64 = 0
        while bits != 0 {
          let bit = bits.trailingZeroBitCount
          if sorted.hasSorted(numbers[word << 6 + bit]) { found |= 1 << UInt64(bit) }
          bits &= bits &- 1
        }
        target[word] = found
      }
    }
  }
}

extension UnsafeBufferPointer<Double> {
  /// Whether one of these ascending numbers equals `number`.
  @inline(__always) fileprivate func hasSorted(_ number: Double) -> Bool {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == number
  }
}
