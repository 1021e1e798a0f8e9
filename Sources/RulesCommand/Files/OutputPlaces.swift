import Policies
import PolicyFiles
import SourceText

/// Where outputs go.
enum OutputPlaces {
  /// Refuses outputs that would take the place of what is read, or of each other; `-` is standard output.
  static func check(_ outputs: [String], reading sources: [String]) throws(Failure) {
    if outputs.count(where: { $0 == OutputFile.standardOutputPath }) > 1 { throw Failure.sameOutput("standard output") }
    let read = Dictionary(sources.compactMap { path in FilePlace(path).map { ($0, path) } }) { first, _ in first }
    var taken: Set<FilePlace> = []
    for path in outputs where path != OutputFile.standardOutputPath {
      guard let place = FilePlace(path), !place.isStream else { continue }
      if let source = read[place] { throw Failure.overwritesInput(path, source) }
      if !taken.insert(place).inserted { throw Failure.sameOutput(path) }
    }
  }
}

extension PolicySet {
  /// All that was read for the set at `path`: the path, the policy files below it, and what these extend.
  func sources(at path: String) -> [String] {
    [path] + (SourceReader.fileSystem.list(path) ?? []) + policies.flatMap(\.files).map(\.path)
  }
}
