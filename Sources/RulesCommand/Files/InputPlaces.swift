import PolicyFiles

/// Where inputs come from.
enum InputPlaces {
  /// The first path that leads to the same file as one before it. What comes through a pipe is never the same.
  static func repetition(in paths: [String]) -> (path: String, former: String)? {
    var known: [FileIdentity: String] = [:]
    for path in paths {
      guard let identity = FileIdentity(path), identity.kind == .regular else { continue }
      if let former = known.updateValue(path, forKey: identity) { return (path, former) }
    }
    return nil
  }
}
