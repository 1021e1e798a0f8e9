import ArgumentParser
import SourceText

/// The columns that a run writes, in their order, as `--columns` names them.
struct ColumnChoice: Sendable {
  /// Each once; at least one.
  let names: [String]

  /// These names.
  init(_ names: [String]) { self.names = names }

  /// Reads names separated by commas; spaces around them do not count, and commas may be full-width.
  init(argument: String) throws(ValidationError) {
    names = argument.split(omittingEmptySubsequences: false) { $0 == "," || $0 == "，" }.map { $0.withoutSpaces }
    if names.contains("") { throw ValidationError("write names separated by commas, such as visits,per,flags") }
    if let name = names.indices.first(where: { names[..<$0].contains(names[$0]) }).map({ names[$0] }) {
      throw ValidationError("'\(name)' is named twice")
    }
  }
}

extension Substring {
  /// The text without white space at either end.
  fileprivate var withoutSpaces: String {
    var rest = self
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
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
    if name == "trace", !hasTrace { return Failure(.usage, "--columns: 'trace' is there with --trace only") }
    let free = (header ?? []).filter { !partNames.contains($0) }
    let hint = closestMatch(to: name, among: partNames + free).map { "; did you mean '\($0)'?" } ?? ""
    let lists =
      "\n  of a decision: \(partNames.joined(separator: ", "))"
      + (header == nil
        ? "\n  columns of the input can be written where it is CSV only"
        : "\n  of the input: \(free.joined(separator: ", "))")
    return Failure(.usage, "--columns: neither decisions nor \(path) have '\(name)'\(hint)\(lists)")
  }
}
