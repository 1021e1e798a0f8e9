/// The order in which values that use each other have to be computed.
struct DependencyOrder {
  /// Indexes, each after all that it uses; where that leaves a choice, as written.
  let order: [Int]
  /// The indexes that use each other in a circle, in the circle's order; empty if there is none.
  let circle: [Int]

  /// `uses[i]` are the indexes that `i` needs.
  init(uses: [[Int]]) {
    var order: [Int] = []
    var state = [Visit](repeating: .new, count: uses.count)
    var circle: [Int] = []
    var path: [Int] = []
    func visit(_ index: Int) {
      switch state[index] {
      case .done: return
      case .open:
        if circle.isEmpty, let start = path.firstIndex(of: index) { circle = Array(path[start...]) }
        return
      case .new: break
      }
      state[index] = .open
      path.append(index)
      uses[index].forEach(visit)
      path.removeLast()
      state[index] = .done
      order.append(index)
    }
    uses.indices.forEach(visit)
    self.order = order
    self.circle = circle
  }

  private enum Visit { case new, open, done }
}
