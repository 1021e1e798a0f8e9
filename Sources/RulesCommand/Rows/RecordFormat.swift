import ArgumentParser

/// How records are written down.
enum RecordFormat: String, CaseIterable, ExpressibleByArgument, Sendable {
  case csv
  case jsonl

  /// By a file name's ending: `.csv`, `.jsonl`, `.ndjson`; `nil` for any other.
  init?(path: String) {
    let name = path.lowercased()
    if name.hasSuffix(".csv") {
      self = .csv
    } else if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") {
      self = .jsonl
    } else {
      return nil
    }
  }
}
