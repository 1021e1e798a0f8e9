import CVectors

/// How often each code of a field occurred since it was last asked. Not shared between threads.
final class CodeTally {
  private var counts: [UInt64] = []
}

extension CodeTally {
  /// Counts the rows of a batch that were not deferred by their codes in `lane`, all of which are below `size`.
  func count(_ lane: UnsafeMutablePointer<UInt32>, below size: Int, in workspace: Workspace) {
    if counts.count < size { counts += Array(repeating: 0, count: size - counts.count) }
    counts.withUnsafeMutableBufferPointer { counts in
      guard let base = counts.baseAddress else { return }
      states_count(lane, size, workspace.count, base)
      workspace.forEachRow(of: .deferred) { row in base[Int(lane[row])] -= 1 }
    }
  }

  /// The codes that occurred, ascending; counts begin anew.
  func take() -> [(code: UInt32, count: Int)] {
    let found = counts.enumerated().filter { $0.element > 0 }.map { (UInt32($0.offset), Int($0.element)) }
    counts = []
    return found
  }
}

/// How many rows were in each of some masks since it was last asked. Not shared between threads.
final class MaskTally {
  private var counts: [Int]

  /// For `count` masks.
  init(_ count: Int) { counts = Array(repeating: 0, count: count) }
}

extension MaskTally {
  /// Counts the rows of the mask with that number that were not deferred.
  func count(_ index: Int, _ register: MaskRegister, in workspace: Workspace) {
    let (mask, all, deferred) = (workspace[register], workspace[.all], workspace[.deferred])
    var sum = 0
    for word in 0..<workspace.words { sum += (mask[word] & all[word] & ~deferred[word]).nonzeroBitCount }
    counts[index] += sum
  }

  /// The masks that had any row, ascending; counts begin anew.
  func take() -> [(index: Int, count: Int)] {
    let found = counts.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
    counts = counts.map { _ in 0 }
    return found
  }
}
