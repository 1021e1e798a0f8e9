extension Range<Int> {
  /// The first that is so, or the end if none is; those that are so come after all that are not. O(log count).
  func first(from isSo: (Int) -> Bool) -> Int {
    var (low, high) = (lowerBound, upperBound)
    while low < high {
      let middle = (low + high) / 2
      if isSo(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
