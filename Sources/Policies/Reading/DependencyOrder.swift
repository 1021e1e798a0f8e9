/// The order in which values that use each other have to be computed.
struct DependencyOrder {
  /// Indexes, each after all that it uses; where that leaves a choice, as written.
  private(set) var order: [Int] = []
  /// The indexes that use each other in a circle, in the circle's order; empty if there is none.
  private(set) var circle: [Int] = []

  private enum Visit { case new, open, done }

  /// An index on the way to what it uses.
  private struct Step {
    let index: Int
    /// How many of its uses have been followed.
    var followed = 0
  }

  /// `uses[i]` are the indexes that `i` needs. O(indexes + uses), without recursion.
  init(uses: [[Int]]) {
    var visits = [Visit](repeating: .new, count: uses.count)
    for start in uses.indices where visits[start] == .new { follow(from: start, uses, &visits) }
  }

  private mutating func follow(from start: Int, _ uses: [[Int]], _ visits: inout [Visit]) {
    var path = [Step(index: start)]
    visits[start] = .open
    while let step = path.last {
      guard step.followed < uses[step.index].count else {
        visits[step.index] = .done
        order.append(step.index)
        path.removeLast()
        continue
      }
      path[path.count - 1].followed += 1
      let next = uses[step.index][step.followed]
      switch visits[next] {
      case .new:
        visits[next] = .open
        path.append(Step(index: next))
      case .open where circle.isEmpty:
        circle = path.map(\.index).drop { $0 != next }.map { $0 }
      case .open, .done: break
      }
    }
  }
}
