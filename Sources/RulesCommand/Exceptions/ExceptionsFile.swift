import Decisions
import Policies

/// The file of customers who have a cadence of their own: who, how often, until when, who asked, and why.
enum ExceptionsFile {
  private enum Column: Int {
    case key, visits, until, by, why
  }

  /// What the file says; a failure tells all its faults.
  static func read(_ path: String, encoding: String, for policies: PolicySet) throws -> CadenceExceptions {
    guard let policy = policies.policies.first else { return .none }
    let key = policy.facts[policy.keyFact]
    let names = [[key.column, key.name].compactMap(\.self), ["visits"], ["until"], ["by"], ["why"]]
    var found: [String: CadenceException] = [:]
    try SideFile.read(path, names.map { SideFile.Column(names: $0) }, encoding: encoding) { file, row in
      guard let (customer, exception) = take(row, key, in: &file) else { return }
      found[customer] = exception
    }
    return CadenceExceptions(found)
  }

  private static func take(
    _ row: SideRow, _ key: Fact, in file: inout SideFile
  ) -> (customer: String, exception: CadenceException)? {
    let customer = row.key(Column.key.rawValue, as: key, of: "customer", in: &file)
    let cadence = row.cadence(Column.visits.rawValue, in: &file)
    let until = row.day(Column.until.rawValue, "say on which day it ends", in: &file)
    let by = said(.by, "say who asked for it", row, in: &file)
    let why = said(.why, "give the reason", row, in: &file)
    guard let customer, file.isFirst(customer, row), let cadence, let until, let by, let why else { return nil }
    return CadenceException(cadence, until: until, by: by, why: why).map { (customer, $0) }
  }

  private static func said(_ column: Column, _ what: String, _ row: SideRow, in file: inout SideFile) -> String? {
    if let text = row.text(column.rawValue) { return text }
    file.note(what, in: column.rawValue, of: row)
    return nil
  }
}
