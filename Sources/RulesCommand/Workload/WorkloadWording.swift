import Cadences
import Decisions

/// What the command says about representatives.
struct WorkloadWording {
  private let workload: Workload
  /// The file that says what is known of them.
  private let file: String?
  private static let shownCount = 10

  /// About `workload`; `file` says what is known of the representatives.
  init(_ workload: Workload, file: String?) {
    self.workload = workload
    self.file = file
  }

  /// What does not go together.
  var oddities: [String] {
    var said = workload.disagreements.prefix(Self.shownCount).map(Self.text)
    let more = workload.disagreements.count - said.count
    if more > 0 {
      said.append("and \(counted(more, "more representative", "more representatives")) of whom policies disagree")
    }
    guard let file else { return said }
    if !workload.unlisted.isEmpty {
      let whom = counted(workload.unlisted.count, "representative", "representatives")
      said.append("\(file): nothing is said of \(whom) of customers: \(shortList(workload.unlisted))")
    }
    if !workload.idle.isEmpty {
      let whom = counted(workload.idle.count, "representative has", "representatives have")
      said.append("\(file): \(whom) no customers: \(shortList(workload.idle))")
    }
    return said
  }

  private static func text(of disagreement: Workload.Disagreement) -> String {
    let times = disagreement.minutes.map { "\($0.policy) \($0.minutes.decimalText(places: 2))" }
    return
      "\(disagreement.representative): the policies give different minutes for the month: \(times.joined(separator: ", ")); the least counts"
  }
}
