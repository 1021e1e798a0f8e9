/// The days on which the week is not kept: holidays on its working days, and days worked on in between.
///
/// Days are counted from 0001-01-01, which is 0. Lookups take O(log exceptions).
struct Exceptions: Hashable, Sendable {
  /// Ascending, each once.
  private let days: [Int32]
  /// How many working days all up to each of them add to those of the week: one more or one fewer than the one before.
  private let balance: [Int32]

  /// From the days on which the week is not kept, with whether they are worked on.
  init(_ exceptions: [Int: Bool]) {
    let sorted = exceptions.sorted { $0.key < $1.key }
    days = sorted.map { Int32($0.key) }
    var sum: Int32 = 0
    balance = sorted.map { exception in
      sum += exception.value ? 1 : -1
      return sum
    }
  }

  var count: Int { days.count }

  /// The day of an exception.
  func day(_ index: Int) -> Int { Int(days[index]) }

  /// What all exceptions before that one add.
  func balance(before index: Int) -> Int { index == 0 ? 0 : Int(balance[index - 1]) }

  /// Whether an exception is worked on.
  func isWorking(_ index: Int) -> Bool { balance(before: index + 1) > balance(before: index) }

  /// How many exceptions lie before a day.
  func count(before day: Int) -> Int { days.indices.first(from: { self.day($0) >= day }) }

  /// Whether a day that is an exception is worked on; `nil` for any other.
  func isWorking(on day: Int) -> Bool? {
    let index = count(before: day)
    return index < count && self.day(index) == day ? isWorking(index) : nil
  }
}
