import ArgumentParser
import SourceText

/// The columns that a run writes, in their order, as `--columns` names them.
struct ColumnChoice: Sendable {
  /// At least one.
  let names: [String]

  /// Reads names as ``ColumnList`` says.
  init(argument: String) throws(ValidationError) {
    var list = ColumnList(argument)
    names = try list.names()
  }

  /// These names.
  init(names: [String]) { self.names = names }
}

extension ColumnChoice {
  /// What a command line chooses that gives the option several times: all lists, one after the other. `nil` if it never does.
  init?(joining choices: [ColumnChoice]) {
    guard !choices.isEmpty else { return nil }
    self.init(names: choices.flatMap(\.names))
  }

  /// Refuses what cannot be meant: a name that stands twice, and a trace that is asked for and not written.
  func validate(hasTrace: Bool) throws(ValidationError) {
    if let name = names.indices.first(where: { names[..<$0].contains(names[$0]) }).map({ names[$0] }) {
      throw ValidationError("--columns: '\(name)' is named twice")
    }
    if hasTrace, !names.contains(DecisionForm.traceName) {
      throw ValidationError("--trace is given, but --columns leaves out the trace; write --columns \(listWithTrace)")
    }
  }

  private var listWithTrace: String {
    let list = (names + [DecisionForm.traceName]).map { ColumnList.spelled($0) }.joined(separator: ",")
    let isPlain = list.allSatisfy { $0.isLetter || $0.isNumber || ",_-.".contains($0) }
    return isPlain ? list : "'\(list.replacing("'", with: "'\\''"))'"
  }
}

extension DecisionForm {
  /// Finds the columns of the input that are to be written in the header of the file at `path`; a JSON Lines file has none.
  func inputColumns(in header: [String]?, of path: String) throws(Failure) -> InputColumns {
    var indexes: [String: Int] = [:]
    for name in inputNames {
      guard let header, let index = header.firstIndex(of: name) else { throw unknownColumn(name, header, path) }
      if header.lastIndex(of: name) != index {
        throw Failure(.usage, "--columns: \(path) has two columns '\(name)'; which one is meant cannot be told")
      }
      indexes[name] = index
    }
    return InputColumns(indexes: indexes)
  }

  private func unknownColumn(_ name: String, _ header: [String]?, _ path: String) -> Failure {
    if name == Self.traceName, !hasTrace { return Failure(.usage, "--columns: 'trace' is there with --trace only") }
    let free = (header ?? []).filter { !partNames.contains($0) }
    let meant =
      (columnsOfFacts[name] ?? []).first(where: free.contains) ?? closestMatch(to: name, among: partNames + free)
    let hint = meant.map { "; did you mean '\($0)'?" } ?? ""
    let lists =
      "\n  of a decision: \(listed(partNames))"
      + (header == nil
        ? "\n  columns of the input can be written where it is CSV only"
        : "\n  of the input: \(listed(free))")
    return Failure(.usage, "--columns: neither decisions nor \(path) have '\(name)'\(hint)\(lists)")
  }

  private func listed(_ names: [String]) -> String { names.map { ColumnList.spelled($0) }.joined(separator: ", ") }
}
