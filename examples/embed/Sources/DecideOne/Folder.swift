import Foundation
import VisitRules

extension SourceReader {
  /// Policies as files. The engine opens none itself: it asks for the text of a path, and for the policy files in and below a
  /// folder, each `nil` where there is no such thing.
  static let files = SourceReader(
    read: { path in FileManager.default.contents(atPath: path).map { Array($0) } },
    list: { folder in
      let names = try? FileManager.default.subpathsOfDirectory(atPath: folder)
      return names?.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map { "\(folder)/\($0)" }.sorted()
    })
}
