import Foundation
import VisitRules

extension SourceReader {
  /// Policies as files, found as the `rules` command finds them. The engine opens none itself: it asks for the text of a path, and
  /// for the policy files in and below a folder, each `nil` where there is no such thing.
  static let files = SourceReader(
    read: { path in isFolder(path) == false ? FileManager.default.contents(atPath: path).map { Array($0) } : nil },
    list: { folder in
      guard isFolder(folder.isEmpty ? "." : folder) == true else { return nil }
      return policyFiles(in: folder, above: [realPath(folder)]).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    })

  /// The policy files in and below a folder, whose names end in `.yaml` or `.yml` in any case. What is hidden is passed over, and
  /// links are followed; `above` holds the folder and those that lead to it, so that links lead in no circle.
  private static func policyFiles(in folder: String, above: Set<String>) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
      let path = folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      guard let isFolder = isFolder(path) else { return [] }
      if isFolder {
        let real = realPath(path)
        return above.contains(real) ? [] : policyFiles(in: path, above: above.union([real]))
      }
      let ending = name.lowercased()
      return ending.hasSuffix(".yaml") || ending.hasSuffix(".yml") ? [path] : []
    }
  }

  /// Whether a path leads to a folder; `nil` if it leads nowhere.
  private static func isFolder(_ path: String) -> Bool? {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) ? isFolder.boolValue : nil
  }

  /// The path without links.
  private static func realPath(_ path: String) -> String {
    URL(fileURLWithPath: path.isEmpty ? "." : path).resolvingSymlinksInPath().path
  }
}
