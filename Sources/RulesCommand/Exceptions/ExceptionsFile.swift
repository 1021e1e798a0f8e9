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
    var found: [(key: String, value: CadenceException)] = []
    try SideFile.read(path, names.map { SideFile.Column(names: $0) }, encoding: encoding) { file, row in
      if let exception = take(row, key, in: &file) { found.append(exception) }
    }
    return CadenceExceptions(found)
  }

  private static func take(
    _ row: SideRow, _ key: Fact, in file: inout SideFile
  ) -> (key: String, value: CadenceException)? {
    let customer = file.key(Column.key.rawValue, of: row, as: key, "customer")
    let cadence = file.cadence(Column.visits.rawValue, of: row)
    let until = file.day(Column.until.rawValue, of: row, "say on which day it ends")
    let by = file.text(Column.by.rawValue, of: row, "say who asked for it")
    let why = file.text(Column.why.rawValue, of: row, "give the reason")
    guard let customer, file.isFirst(customer, row), let cadence, let until, let by, let why else { return nil }
    return CadenceException(cadence, until: until, by: by, why: why).map { (customer, $0) }
  }
}
