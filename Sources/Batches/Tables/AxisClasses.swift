import CVectors

/// Finds the classes of a batch's values on one axis. Not shared between threads.
final class AxisClasses {
  let axis: TableAxis
  /// For an axis of texts, the class of each code met so far.
  private var classOfCode: [UInt32] = []
  private var generation = 0

  init(_ axis: TableAxis) { self.axis = axis }
}

extension AxisClasses {
  /// Puts the class of each row into `classes`.
  func find(in workspace: Workspace, into classes: UnsafeMutablePointer<UInt32>) {
    switch axis.form {
    case .constant: classes.update(repeating: 0, count: workspace.count)
    case .truth(let truth): find(truth, in: workspace, into: classes)
    case .number(let number, let limits): find(number, limits, in: workspace, into: classes)
    case .text(let text, let mentioned): find(text, mentioned, in: workspace, into: classes)
    }
  }

  private func find(_ truth: TruthVector, in workspace: Workspace, into classes: UnsafeMutablePointer<UInt32>) {
    let (yes, no, failed) = (workspace[truth.yes], workspace[truth.no], workspace[truth.failed])
    for row in 0..<workspace.count {
      let (word, bit) = (row >> 6, UInt64(row & 63))
      // Exactly one of the three masks has the bit, or none for an unknown truth, which is class 2.
      let known = (yes[word] >> bit & 1) | (failed[word] >> bit & 1) * 3
      let isUnknown = ~(yes[word] | no[word] | failed[word]) >> bit & 1
      classes[row] = UInt32(truncatingIfNeeded: known | isUnknown << 1)
    }
  }

  private func find(
    _ number: NumberVector, _ limits: [Double], in workspace: Workspace, into classes: UnsafeMutablePointer<UInt32>
  ) {
    let lane = workspace[number.lane]
    limits.withUnsafeBufferPointer { limits in
      states_find_places(lane, limits.baseAddress, limits.count, workspace.count, classes)
    }
    setOthers(known: workspace[number.known], failed: workspace[number.failed], in: workspace, classes)
    deferNaN(lane, known: workspace[number.known], in: workspace)
  }

  private func deferNaN(
    _ lane: UnsafeMutablePointer<Double>, known: UnsafeMutablePointer<UInt64>, in workspace: Workspace
  ) {
    let (equal, deferred) = (workspace[.usable], workspace[.deferred])
    vector_compare(lane, lane, Int32(VECTOR_EQUAL.rawValue), workspace.count, equal)
    for word in 0..<workspace.words { deferred[word] |= known[word] & ~equal[word] }
  }

  private func setOthers(
    known: UnsafeMutablePointer<UInt64>, failed: UnsafeMutablePointer<UInt64>, in workspace: Workspace,
    _ classes: UnsafeMutablePointer<UInt32>
  ) {
    let all = workspace[.all]
    for word in 0..<workspace.words {
      var others = all[word] & ~known[word]
      while others != 0 {
        let bit = others.trailingZeroBitCount
        let isFailed = failed[word] >> UInt64(bit) & 1 == 1
        classes[word << 6 + bit] = UInt32(isFailed ? axis.failedClass : axis.unknownClass)
        others &= others &- 1
      }
    }
  }

  private func find(
    _ text: TextVector, _ mentioned: [String], in workspace: Workspace, into classes: UnsafeMutablePointer<UInt32>
  ) {
    learn(workspace[text.dictionary], mentioned)
    let codes = workspace[text.codes]
    classOfCode.withUnsafeBufferPointer { known in
      guard let base = known.baseAddress else { return }
      _ = states_translate(codes, base, known.count, workspace.count, classes)
    }
    let failed = workspace[text.failed]
    for word in 0..<workspace.words {
      var bits = failed[word]
      while bits != 0 {
        classes[word << 6 + bits.trailingZeroBitCount] = UInt32(axis.failedClass)
        bits &= bits &- 1
      }
    }
  }

  private func learn(_ dictionary: TextDictionary, _ mentioned: [String]) {
    if generation != dictionary.generation || classOfCode.isEmpty {
      generation = dictionary.generation
      classOfCode = [UInt32(axis.unknownClass)]
    }
    guard classOfCode.count < dictionary.texts.count else { return }
    let places = Dictionary(mentioned.enumerated().map { (Array($1.utf8), $0) }) { first, _ in first }
    for text in dictionary.texts[classOfCode.count...] {
      classOfCode.append(UInt32(places[Array(text.utf8)] ?? mentioned.count))
    }
  }
}
