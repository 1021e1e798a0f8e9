import Foundation
import VisitRules

extension SourceReader {
  /// Policies as files, which the engine itself never opens.
  static let files = SourceReader(
    read: { path in FileManager.default.contents(atPath: path).map { Array($0) } },
    list: { path in
      guard let names = try? FileManager.default.subpathsOfDirectory(atPath: path), !names.isEmpty else { return nil }
      return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.map { "\(path)/\($0)" }.sorted()
    })
}
