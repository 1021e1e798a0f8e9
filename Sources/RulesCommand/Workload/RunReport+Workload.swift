import Cadences
import Decisions

extension RunReport {
  /// What customers ask for against the time there is, and the ten representatives who can keep least of it.
  mutating func add(_ workload: Workload) {
    let total = workload.total
    let short = workload.representatives.reduce(0) { $0 + $1.visitsShort }
    let states = workload.representatives.filter { !$0.name.isEmpty }.map(\.state)
    add(
      "workload of \(workload.month)",
      [
        Row(name: "minutes asked for", count: total.minutes.decimalText(places: 1).grouped, share: total.share),
        Row(name: "minutes available", count: total.available.decimalText(places: 1).grouped, share: ""),
        Row(name: "visits short", count: short.grouped, share: ""),
        Row(name: "representatives that fit", count: states.count { $0 == .fits }.grouped, share: ""),
        Row(name: "representatives over", count: states.count { $0 == .over }.grouped, share: ""),
        Row(name: "representatives below floors", count: states.count { $0 == .floorsBroken }.grouped, share: ""),
        Row(name: "customers of nobody", count: workload.withoutRepresentative.grouped, share: ""),
      ])
    let worst = workload.representatives.filter { $0.state != .fits }.sorted { $0.isWorse(than: $1) }
    add(
      "visits short by representative",
      worst.prefix(10).map {
        Row(name: $0.name.isEmpty ? "(none)" : $0.name, count: $0.visitsShort.grouped, share: $0.share)
      })
  }
}

extension Workload {
  /// How many customers name no representative.
  fileprivate var withoutRepresentative: Int { representatives.first { $0.name.isEmpty }?.customers ?? 0 }
}

extension WorkloadLine {
  fileprivate var share: String { percent.map { "\($0)%" } ?? "" }

  /// Where there is no time at all, nothing is worse; equals stay in their order.
  fileprivate func isWorse(than other: WorkloadLine) -> Bool {
    guard let loadTenths else { return other.loadTenths != nil || visitsShort > other.visitsShort }
    return other.loadTenths.map { loadTenths > $0 } ?? false
  }
}
