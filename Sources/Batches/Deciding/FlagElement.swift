/// What there is to say of one flag of a row, where it is known which flags were up before.
///
/// In a sequence it takes one number if the flag is raised now, else two: the second is the day on which it was raised.
struct FlagElement: Hashable {
  /// Its index in the policy's flags.
  let flag: Int
  /// The day on which it was raised, counted from 1970-01-01; `nil`: now.
  let since: Int32?
  /// Whether it is up.
  let isUp: Bool
}

extension FlagElement {
  /// What stands in a sequence for a flag that is raised now.
  @inline(__always) static func raised(_ flag: Int) -> UInt32 { UInt32(truncatingIfNeeded: flag) << 2 }

  /// What stands in a sequence for one that was up before, in front of the day.
  @inline(__always) static func known(_ flag: Int, hasEnded: Bool) -> UInt32 {
    UInt32(truncatingIfNeeded: flag) << 2 | 1 | (hasEnded ? 2 : 0)
  }

  /// How a day stands in a sequence.
  @inline(__always) static func word(of day: Double) -> UInt32 {
    UInt32(bitPattern: Int32(truncatingIfNeeded: Int64(day)))
  }

  /// What a sequence says. One that ends in front of a day, as those do that a longer one is made of, says nothing of that flag.
  static func elements(of sequence: [Int]) -> [FlagElement] {
    var elements: [FlagElement] = []
    var index = 0
    while index < sequence.count {
      let (head, isKnown) = (sequence[index], sequence[index] & 1 == 1)
      if isKnown, index + 1 == sequence.count { break }
      let since = isKnown ? Int32(bitPattern: UInt32(truncatingIfNeeded: sequence[index + 1])) : nil
      elements.append(FlagElement(flag: head >> 2, since: since, isUp: head & 2 == 0))
      index += isKnown ? 2 : 1
    }
    return elements
  }
}
