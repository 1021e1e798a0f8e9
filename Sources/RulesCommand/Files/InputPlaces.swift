/// Where inputs come from.
enum InputPlaces {
  /// Makes sure that all can be read, and that none of them would be read as two; of streams, each reading gives something else.
  static func check(_ paths: [String]) throws {
    var known: [FilePlace: String] = [:]
    for path in paths where path != InputFile.standardInputPath {
      try InputFile.checkAccess(to: path)
      guard let place = FilePlace(path), !place.isStream else { continue }
      if let other = known.updateValue(path, forKey: place) { throw Failure.sameInput(path, as: other) }
    }
  }
}
