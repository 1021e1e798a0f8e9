import Decisions
import Expressions
import Policies

/// A policy compiled for batches: what is read, computed and decided, in the order in which it has to happen.
struct PolicyPlan: Sendable {
  /// One thing after another.
  enum Step: Sendable {
    case compute([Instruction])
    /// Index in `tables`: asks the table, and lays out what it says.
    case ask(Int)
    case decideCadence
    /// Finds the days of visits.
    case schedule
    case raiseFlags
    /// Index in `policy.outputs`, which is computed: notes what it lacks, defers where it fails.
    case emit(Int)
  }

  /// A table, and how what it says is laid out: one form for each column that something reads.
  struct PlannedTable: Sendable {
    let plan: TablePlan
    let forms: [AnswerLayout?]
  }

  /// Where an output comes from.
  enum PlannedOutput: Sendable {
    /// Index in `tables`.
    case table(Int)
    case computed(Vector, lacking: MissingNote?, failed: MaskRegister)
  }

  let policy: Policy
  let layout: WorkspaceLayout
  /// By fact.
  let readings: [FactReading]
  let steps: [Step]
  /// Those of the dimensions first, in their order.
  let tables: [PlannedTable]
  let cadence: CadenceVectors?
  let publishedCadence: PublishedCadence?
  /// `nil` where the policy gives no dates.
  let schedule: ScheduleVectors?
  /// `nil` where the policy has none.
  let flags: FlagPlan?
  let outputs: [PlannedOutput]
  let missing: MissingFacts
  /// `nil` where the policy says nothing of anybody's time.
  let workload: WorkloadVectors?
  /// Whether all rows are left to the row evaluator, because something that decides has no vector form.
  let isDeferred: Bool
}
