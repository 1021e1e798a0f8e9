import Decisions
import Policies

/// What the command says about inputs.
enum Wording {
  /// Bytes that are no text were met; the rows they stand in are among the rejects.
  static func encodingFaults(_ faults: (firstOffset: Int, count: Int), in path: String) -> String {
    let places = counted(faults.count, "place", "places")
    return
      "\(path): \(places) with bytes that are no text in this encoding, the first at byte \(faults.firstOffset.grouped)"
  }

  /// Bytes that are no UTF-8 were met in an input that has to be; the rows they stand in are among the rejects.
  static func nonUTF8Rows(_ count: Int, in path: String) -> String {
    "\(path): \(counted(count, "row holds", "rows hold")) bytes that are no UTF-8; try --encoding gb18030"
  }

  /// Facts have no column.
  static func absentColumns(
    _ facts: [AbsentFact], _ policies: PolicySet, ofEach row: RowSubject, _ path: String
  ) -> String {
    "\(path): no column for \(list(lines(facts, of: policies, calling: "header", ofEach: row)))"
  }

  /// Facts that no JSON object gives.
  static func absentKeys(
    _ facts: [AbsentFact], _ policies: PolicySet, ofEach row: RowSubject, _ path: String
  ) -> String {
    "\(path): no row gives \(list(lines(facts, of: policies, calling: "key", ofEach: row)))"
  }

  /// Not a line of what was read as JSON Lines was an object.
  static func noObjects(in path: String) -> String {
    "\(path): no line is a JSON object; if these are rows of CSV, use --input-format csv"
  }

  /// A line for each fact that rows give, and one for all that another option gives.
  private static func lines(
    _ facts: [AbsentFact], of policies: PolicySet, calling header: String, ofEach row: RowSubject
  ) -> [String] {
    var lines: [String] = []
    for fact in facts {
      let line =
        policies.measuredOrigin(of: fact).map { "\($0) gives it" }
        ?? fact.message(calling: header, ofEach: row.rawValue)
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  /// One in the line, several below it.
  private static func list(_ facts: [String]) -> String {
    facts.count == 1 ? facts[0] : "\(facts.count) facts:" + facts.map { "\n  \($0)" }.joined()
  }
}

extension PolicySet {
  /// What a fact is that no header names, and the option that gives it; `nil` for one that rows give.
  fileprivate func measuredOrigin(of absent: AbsentFact) -> String? {
    guard absent.column == nil else { return nil }
    for policy in policies {
      switch policy.facts.first(where: { $0.name == absent.fact })?.origin {
      case .previous: return "what was decided last: unknown for every customer; --previous or --state"
      case .measure(let index):
        let table = policy.events[policy.measures[index].table].name
        return "what is measured of '\(table)': unknown for every customer; --events \(table)=FILE"
      case .customer, .population, nil: continue
      }
    }
    return nil
  }
}

extension Failure {
  /// The header is the one record that cannot be done without.
  static func unreadableHeader(_ row: UnreadableRow, of input: InputFindings) -> Failure {
    // Every second byte of ASCII letters in UTF-16 is zero.
    let encoding = row.rawText.unicodeScalars.contains("\0") ? "utf-16" : "gb18030"
    let hint =
      input.nonUTF8Rows > 0
      ? "; try --encoding \(encoding)" : row.rawText.beginsAsJSON ? "; \(jsonLinesHint)" : ""
    return Failure(.inputOutput, "\(input.path):\(row.line): the header cannot be read: \(row.reason)\(hint)")
  }

  /// A header in which facts that every row must have are not found, or found twice.
  static func unfitHeader(_ columns: [String], _ fault: BindingFault, of path: String) -> Failure {
    let lines = [oddity(of: columns)].compactMap(\.self) + fault.problems.map(\.message)
    return Failure(.inputOutput, lines.map { "\(path): \($0)" }.joined(separator: "\nrules: "))
  }

  private static let jsonLinesHint = "it begins with a brace, as JSON Lines do; try --input-format jsonl"

  /// What makes a header hard to read.
  private static func oddity(of columns: [String]) -> String? {
    if columns.first?.beginsAsJSON == true { return "the header is no CSV: \(jsonLinesHint)" }
    if columns.contains(where: { $0.unicodeScalars.contains("\0") }) {
      return "the header holds zero bytes, as UTF-16 does; try --encoding utf-16le"
    }
    let separators = [
      (";", "semicolons"), ("\t", "tabs"), ("|", "bars"), ("，", "full-width commas"), ("；", "semicolons"),
    ]
    guard columns.count == 1, let found = separators.first(where: { columns[0].contains($0.0) }) else { return nil }
    return "the header is a single field; columns have to be separated by commas, not by \(found.1)"
  }

  /// An input without a single record.
  static func noHeader(of path: String) -> Failure {
    Failure(.inputOutput, "\(path): empty; the first line must name the columns")
  }

  /// Rows were lost or counted twice, which no input may bring about.
  static func unbalanced(_ balance: RowBalance) -> Failure {
    Failure(
      .inputOutput,
      "\(balance.read) rows were read, but \(balance.decided) decided and \(balance.rejected) rejected; nothing is kept of this run"
    )
  }

  /// An output that would overwrite what is read.
  static func overwritesInput(_ output: String, _ input: String) -> Failure {
    Failure(.usage, "\(output): this is the input \(input); write somewhere else")
  }

  /// A file that would be read twice; `option` is what stands before its path, and `content` what is in it.
  static func sameInput(_ twice: (path: String, former: String), as option: String = "", _ content: String) -> Failure {
    let reason = twice.path == twice.former ? "given twice" : "this is \(twice.former) again"
    return Failure(.usage, "\(option)\(twice.path): \(reason); its \(content) would count twice")
  }

  /// Two outputs of one name.
  static func sameOutput(_ path: String) -> Failure {
    Failure(.usage, "\(path): two outputs cannot go to the same file")
  }
}

extension String {
  /// Whether the first thing in it is the brace of a JSON object.
  fileprivate var beginsAsJSON: Bool { first { !$0.isWhitespace && $0 != "\u{FEFF}" } == "{" }
}
