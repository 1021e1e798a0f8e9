extension PeerTable {
  /// A table of different values, ascending, and how many customers have each.
  init(_ values: UnsafeBufferPointer<Double>, counts: UnsafeBufferPointer<Int>, _ needs: TableNeeds) {
    let unit = DecimalUnit(of: values)
    var moments = GroupMoments(unit: unit)
    for (value, count) in zip(values, counts) {
      moments.add(unit.count(value), times: count, squared: needs.squares)
    }
    guard needs.values else {
      self.init(moments: moments, steps: .none(), shares: .none(), below: .none(), isReduced: false)
      return
    }
    let steps = UnsafeMutableBufferPointer<Double>.copy(of: values)
    let shares = needs.shares ? Self.shares(values, counts, unit) : .none()
    let below = needs.counts ? Self.below(counts) : .none()
    guard let cuts = needs.cuts else {
      self.init(moments: moments, steps: steps, shares: shares, below: below, isReduced: false)
      return
    }
    defer {
      steps.deallocate()
      shares.deallocate()
      below.deallocate()
    }
    let kept = Self.reduce(moments, steps, shares: shares, below: below, cuts)
    self.init(moments: moments, steps: kept.steps, shares: kept.shares, below: kept.below, isReduced: true)
  }

  private static func shares(
    _ values: UnsafeBufferPointer<Double>, _ counts: UnsafeBufferPointer<Int>, _ unit: DecimalUnit
  ) -> UnsafeMutableBufferPointer<Double> {
    func amount(_ index: Int) -> Int128 {
      values[index] > 0 ? unit.count(values[index]) * Int128(counts[index]) : 0
    }
    var total: Int128 = 0
    for index in values.indices { total += amount(index) }
    if total == 0 { return .none() }
    let shares = UnsafeMutableBufferPointer<Double>.allocate(capacity: values.count + 1)
    var before: Int128 = 0
    for index in values.indices.reversed() {
      shares[index + 1] = Double(nearestTo: before, over: total)
      before += amount(index)
    }
    shares[0] = 1
    return shares
  }

  private static func below(_ counts: UnsafeBufferPointer<Int>) -> UnsafeMutableBufferPointer<Int> {
    let below = UnsafeMutableBufferPointer<Int>.allocate(capacity: counts.count + 1)
    var sum = 0
    for index in counts.indices {
      below[index] = sum
      sum += counts[index]
    }
    below[counts.count] = sum
    return below
  }
}

// MARK: - Only what tells tiers apart

extension PeerTable {
  /// The parts of a table.
  private struct Parts {
    let steps: UnsafeMutableBufferPointer<Double>
    let shares: UnsafeMutableBufferPointer<Double>
    let below: UnsafeMutableBufferPointer<Int>
  }

  /// Leaves out the steps at which no answer passes a cut; of answers between the same cuts that of the greatest value stays.
  private static func reduce(
    _ moments: GroupMoments, _ steps: UnsafeMutableBufferPointer<Double>,
    shares: UnsafeMutableBufferPointer<Double>, below: UnsafeMutableBufferPointer<Int>, _ cuts: TableNeeds.Cuts
  ) -> Parts {
    func tier(_ position: Int) -> (Int, Int) {
      let share = shares.isEmpty ? 0 : shares[position]
      let ahead =
        below.isEmpty ? 0 : Double(moments.count - below[position]) / Double(moments.count)
      return (cuts.shares.count { $0 <= share }, cuts.ahead.count { $0 <= ahead })
    }
    let ends = (0...steps.count).filter { $0 == steps.count || tier($0) != tier($0 + 1) }
    return Parts(
      steps: .filled(ends.dropLast().map { steps[$0] }),
      shares: shares.isEmpty ? .none() : .filled(ends.map { shares[$0] }),
      below: below.isEmpty ? .none() : .filled(ends.map { below[$0] }))
  }
}

extension UnsafeMutableBufferPointer where Element: BitwiseCopyable {
  /// No memory.
  static func none() -> Self { Self(start: nil, count: 0) }

  /// Memory that holds the same.
  static func copy(of elements: UnsafeBufferPointer<Element>) -> Self {
    let copy = Self.allocate(capacity: elements.count)
    _ = copy.initialize(from: elements)
    return copy
  }

  /// Memory that holds the elements.
  static func filled(_ elements: [Element]) -> Self { elements.withUnsafeBufferPointer { copy(of: $0) } }
}
