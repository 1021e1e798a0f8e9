import PolicyFiles

/// Where a path leads, whether there is something or not: two paths to one place are equal, however they are spelled.
enum FilePlace: Hashable {
  case taken(FileIdentity)
  /// A name that is free in a folder.
  case free(name: String, folder: FileIdentity)

  /// `nil` if nothing can stand there, for want of the folder.
  init?(_ path: String) {
    if let identity = FileIdentity(path) {
      self = .taken(identity)
      return
    }
    let (folder, name) = split(path)
    guard let identity = FileIdentity(folder.isEmpty ? "." : String(folder)) else { return nil }
    self = .free(name: String(name), folder: identity)
  }

  /// Whether several may write to it: a device, a pipe or a socket.
  var isStream: Bool {
    guard case .taken(let identity) = self else { return false }
    return identity.kind == .stream
  }
}

/// The folder of a path with its slash, empty for a bare name, and the name.
func split(_ path: String) -> (folder: Substring, name: Substring) {
  guard let slash = path.lastIndex(of: "/") else { return ("", path[...]) }
  return (path[...slash], path[path.index(after: slash)...])
}
