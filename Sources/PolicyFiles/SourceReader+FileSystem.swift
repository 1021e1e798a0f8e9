public import Policies

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension SourceReader {
  /// Policies as files; hidden files and folders are passed over, links are followed.
  public static let fileSystem = SourceReader(
    read: { path in
      FileIdentity(path)?.kind == .folder ? nil : FileContent.read(path, limit: largestPolicy)
    },
    list: { folder in
      guard let identity = FileIdentity(folder.isEmpty ? "." : folder), identity.kind == .folder else { return nil }
      return policyFiles(in: folder, above: [identity]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    })

  /// Bytes; policies are refused long before, so that what never ends (`/dev/zero`) is not read for ever.
  private static let largestPolicy = 32 << 20

  /// The policy files in and below a folder; `above` holds the folder and those that lead to it, so that links lead in no circle.
  private static func policyFiles(in folder: String, above: Set<FileIdentity>) -> [String] {
    names(in: folder).flatMap { name -> [String] in
      let path = folder.isEmpty ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
      guard let identity = FileIdentity(path) else { return [] }
      if identity.kind == .folder {
        return above.contains(identity) ? [] : policyFiles(in: path, above: above.union([identity]))
      }
      let ending = name.lowercased()
      return ending.hasSuffix(".yaml") || ending.hasSuffix(".yml") ? [path] : []
    }
  }

  /// The names in a folder that are not hidden.
  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names
  }
}
