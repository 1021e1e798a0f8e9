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
/// A policy that compares customers needs to see all of them first: a ``PopulationCounter`` for each thread takes them in, a
/// ``MeasuredPopulation`` brings these together, can be kept as bytes and read again, and a ``PeerMeasurer`` says of any customer how it
/// stands, in columns or in values behind those of the row.
///
/// ```swift
/// let measuring = Measuring(events: [], population: true)
/// let bound = try policies.bound(to: ["customer_id", "sales"], measuring: measuring).get()
/// let counter = PopulationCounter(bound)
/// counter.add([.texts(ids), .numbers(sales)], rows: 0..<ids.count)
/// let population = MeasuredPopulation(policies, [counter])
/// let peers = PeerMeasurer(population, bound)
/// let row: [FactValue] = [.text("R-1"), .number(82)]
/// let decided = CustomerDecider(BatchPlan(bound)).decide(row + peers.values(ofRow: row))
/// ```
///
/// What customers ask of their representatives' time is in the summary of a batch; a ``Workload`` sets it against what there is.
///
/// ```swift
/// let results = columnDecider.decide(columns, rows: 0..<count)
/// let workload = Workload(results.summary.workload, by: policies)
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
