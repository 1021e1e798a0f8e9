import Expressions

/// What a part of an expression reads that differs from row to row.
enum Reads: Equatable {
  case nothing
  /// One text, which stands in these slots.
  case text(TextVector, slots: [Int])
  case several

  /// What reading a slot comes to.
  init(_ slot: Int, _ vector: Vector) {
    switch vector {
    case .constant, .unknown: self = .nothing
    case .text(let text): self = .text(text, slots: [slot])
    default: self = .several
    }
  }

  /// Adds what another part reads.
  mutating func include(_ other: Reads) {
    switch (self, other) {
    case (_, .nothing), (.several, _): break
    case (.nothing, _): self = other
    case (.text(let text, let slots), .text(let other, let more)):
      self = text == other ? .text(text, slots: slots + more) : .several
    case (.text, .several): self = .several
    }
  }
}

extension ExpressionTree {
  /// For each node what it reads, macros' variables apart.
  func reads(_ slots: [Vector]) -> [Reads] {
    var reads: [Reads] = []
    reads.reserveCapacity(nodes.count)
    for operation in nodes {
      switch operation {
      case .slot(let slot), .isKnown(let slot): reads.append(Reads(Int(slot), slots[Int(slot)]))
      default:
        var all = Reads.nothing
        for part in allParts(of: operation) { all.include(reads[Int(part)]) }
        reads.append(all)
      }
    }
    return reads
  }

  /// The slots that a part reads, ascending, each once.
  func slots(readBy node: Int32) -> [Int] {
    var found: Set<Int> = []
    var open = [node]
    while let next = open.popLast() {
      let operation = nodes[Int(next)]
      switch operation {
      case .slot(let slot), .isKnown(let slot): found.insert(Int(slot))
      default: open += allParts(of: operation)
      }
    }
    return found.sorted()
  }

  /// The nodes that an operation works on, those of a macro too.
  func allParts(of operation: Operation) -> [Int32] {
    guard case .comprehension(let index) = operation else { return parts(of: operation) }
    let macro = comprehensions[Int(index)]
    return [macro.target] + [macro.condition, macro.result].compactMap(\.self)
  }
}

extension ExpressionTree {
  /// Whether its macros stay below the limit that holds for all of them together, however many of them there are.
  var staysWithinSteps: Bool {
    guard comprehensions.count > 1 else { return true }
    return mostSteps(root).map { $0 <= CheckedExpression.steps } ?? false
  }

  /// How many elements the macros of a part visit at most; `nil` where that is not known.
  private func mostSteps(_ node: Int32) -> Int? {
    let operation = nodes[Int(node)]
    guard case .comprehension(let index) = operation else {
      return sum(parts(of: operation).map(mostSteps))
    }
    let macro = comprehensions[Int(index)]
    let inner = sum([macro.condition, macro.result].compactMap(\.self).map(mostSteps))
    guard let count = count(macro.target), let inner, let outer = mostSteps(macro.target) else { return nil }
    let all = count.multipliedReportingOverflow(by: inner + 1)
    return all.overflow || all.partialValue > CheckedExpression.steps ? nil : outer + all.partialValue
  }

  private func sum(_ counts: [Int?]) -> Int? {
    counts.reduce(0) { total, count in
      guard let total, let count else { return nil }
      return min(total + count, CheckedExpression.steps + 1)
    }
  }

  /// How many elements a list or map has; `nil` where that is not known.
  private func count(_ node: Int32) -> Int? {
    switch nodes[Int(node)] {
    case .literal(let index):
      switch literals[Int(index)] {
      case .list(let values): values.count
      case .map(let map): map.count
      default: nil
      }
    case .list(let operands), .map(let operands): Int(operands.count)
    default: nil
    }
  }
}
