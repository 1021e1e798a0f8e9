import Columns
import Decisions
import Expressions
import Policies
extension VectorBuilder {
  mutating func vector(of expression: CheckedExpression) -> Vector { .unknown }
  mutating func truth(of condition: CheckedExpression) -> TruthVector { layout.newTruth() }
  mutating func truth(of test: UnaryTest, on input: Vector) -> TruthVector { layout.newTruth() }
  mutating func vector(of score: Score) -> Vector { .unknown }
  mutating func unknown(of vector: Vector) -> MaskRegister { .none }
  mutating func failed(of vector: Vector) -> MaskRegister { .none }
  mutating func truth(ofAll: [TruthVector]) -> TruthVector { layout.newTruth() }
}
extension Array<Instruction> { func run(in workspace: Workspace) {} }
extension Workspace { func outcome(of vector: Vector, row: Int) -> Outcome { .unknown } }
