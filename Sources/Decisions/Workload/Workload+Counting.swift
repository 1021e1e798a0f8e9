import Calendars
public import Policies

extension Workload {
  /// Made of what was counted; `times` says which representatives have days of their own, by name. `nil` where no policy of the set
  /// has a `capacity`.
  public init?(
    _ counts: WorkloadCounts, by policies: PolicySet, times: [String: RepresentativeTime]? = nil
  ) {
    guard let first = policies.policies.first(where: { $0.capacity != nil }) else { return nil }
    var builder = WorkloadBuilder(policies, times: times ?? [:])
    builder.add(counts)
    let lines = builder.representatives()
    month = first.calendar.fiscalMonth(of: first.asOf)
    representatives = lines
    areas = builder.areas()
    total = builder.total()
    disagreements = builder.disagreements
    idle = lines.filter { $0.customers == 0 }.map(\.name)
    unlisted = times.map { times in lines.map(\.name).filter { !$0.isEmpty && times[$0] == nil } } ?? []
  }
}
