import Expressions
import Policies

/// A part of a score.
enum ScoreAddend: Hashable {
  /// Points for these rows.
  case points(Double, MaskRegister)
  /// A number times a weight.
  case weighted(Double, NumberRegister)
}

extension VectorBuilder {
  /// The sum of a score's parts, rounded as scores are: unknown as soon as a part is, failed as soon as one is.
  mutating func vector(of score: Score) -> Vector {
    var addends: [ScoreAddend] = []
    var (known, failed) = (MaskRegister.all, MaskRegister.none)
    for part in score.parts {
      let (addend, isKnown, isFailed) = self.addend(of: part)
      addends.append(addend)
      known = both(known, isKnown)
      failed = either(failed, isFailed)
    }
    let lane = sum(of: addends)
    return .number(NumberVector(lane: lane, known: known, failed: failed, isInteger: false))
  }

  private mutating func addend(
    of part: Score.Part
  ) -> (ScoreAddend, known: MaskRegister, failed: MaskRegister) {
    switch part {
    case .points(_, let condition, let points):
      let vector = vector(of: condition)
      let yes = truth(of: vector).yes
      return (.points(points, yes), known(of: vector), failed(of: vector))
    case .weighted(_, let value, let weight):
      let vector = vector(of: value)
      if case .constant(let constant) = vector, let number = constant.number {
        return (.weighted(weight, lane(of: number)), .all, .none)
      }
      // Numbers that no lane holds, such as those of type uint.
      if case .box = vector { postpone(known(of: vector), except: .none) }
      let number = number(of: vector, isInteger: false)
      return (.weighted(weight, number.lane), number.known, number.failed)
    }
  }

  private mutating func sum(of addends: [ScoreAddend]) -> NumberRegister {
    let made = vector(for: .score(addends)) { builder in
      let sum = builder.layout.newNumbers()
      builder.append(.clearSum(sum))
      for addend in addends {
        switch addend {
        case .points(let points, let rows): builder.append(.addPoints(points, rows, sum: sum))
        case .weighted(let weight, let lane): builder.append(.addWeighted(weight, lane, sum: sum))
        }
      }
      builder.append(.roundSum(sum))
      return .number(NumberVector(lane: sum, known: .all, failed: .none, isInteger: false))
    }
    return number(of: made, isInteger: false).lane
  }
}
