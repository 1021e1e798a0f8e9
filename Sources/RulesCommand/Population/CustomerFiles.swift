import Measures
import Policies
import PolicyFiles

/// The inputs of a run that are read twice: once to compare customers, once to decide them.
///
/// What can be read only once (standard input, a pipe) is copied to a temporary file first, which goes with this.
final class CustomerFiles {
  private let input: InputOptions
  /// The path that was given, and what to read instead.
  private let files: [(path: String, spool: Spool?)]

  /// Copies what has to be copied, if these are to be read twice.
  init(_ paths: [String], _ input: InputOptions, twice: Bool) throws(FileFailure) {
    self.input = input
    files = try paths.map { path throws(FileFailure) in
      (path, twice ? try Spool.keeping(path) : nil)
    }
  }
}

extension CustomerFiles {
  /// Opens each of the inputs, one after the other; `tracing` says whether decisions on them are traced.
  func forEach(tracing: Bool = false, _ body: (BlockInput) throws -> Void) throws {
    for file in files { try body(try input.blocks(of: file.path, in: file.spool, tracing: tracing)) }
  }

  /// Whether any of the inputs has a column for a population measure: then none is measured, and those that lack a column are facts
  /// that are not given.
  func give(_ policies: PolicySet) throws -> Bool {
    let names = Set(policies.policies.flatMap(\.population).map(\.name))
    var areGiven = false
    try forEach { input in
      let header = try input.readHeader()?.names ?? []
      areGiven = areGiven || header.contains(where: names.contains)
    }
    return areGiven
  }

  /// Opens the only input, to be read row by row.
  func rows(keys: JSONKeys) throws -> RowReader {
    try input.rows(of: files[0].path, in: files[0].spool, keys: keys)
  }
}
