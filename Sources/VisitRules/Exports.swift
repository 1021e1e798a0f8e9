/// Field-sales policies, from YAML text to decisions.
///
/// ```swift
/// import VisitRules
///
/// let day = CalendarDate(year: 2026, month: 11, day: 1)!
/// let reader = SourceReader.memory(["policy.yaml": text])
/// let loaded = PolicySet.load(["policy.yaml"], from: reader, asOf: day)
/// guard let policies = loaded.value else { return show(loaded.diagnostics) }
/// switch policies.decide(["customer_id": .text("R-1"), "cooperation": .number(82)]) {
/// case .success(let decision): print(decision.tiers, decision.reasons)
/// case .failure(let rejection): print(rejection.message)
/// }
/// ```
///
/// A service that decides one customer after another keeps a ``CustomerDecider`` for each of its threads: rows of values in a fixed
/// order, a microsecond each. Whoever has columns of values gives them to a ``ColumnDecider``.
///
/// ```swift
/// let bound = try policies.bound(to: ["customer_id", "cooperation"]).get()
/// let decider = CustomerDecider(BatchPlan(bound))
/// let decided = decider.decide([.text("R-1"), .number(82)])
/// ```
///
/// The engine opens no files: a `SourceReader` made of two functions, one that reads a file and one that lists a folder, says
/// where policies are. A `PolicySet` is immutable and may be shared between threads, and so may a `BatchPlan`; `bound(to:)` prepares
/// it for many rows of one form.
@_exported public import Batches
@_exported public import Cadences
@_exported public import Decisions
@_exported public import Expressions
@_exported public import Measures
@_exported public import Policies
@_exported public import SourceText
