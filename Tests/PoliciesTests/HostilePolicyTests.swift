import Foundation
import Policies
import SeededRandom
import SourceText
import Testing

/// Policies that somebody, or something, broke: they are refused or accepted, but nothing traps.
struct HostilePolicyTests {
  private static let rules = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("rules")

  /// The shipped policies that one chain of overlays uses, by path.
  private static let shipped: [String: String] = {
    let paths = ["national/policy.yaml", "tobacco/policy.yaml", "regions/guangdong-tobacco.yaml"]
    let texts = paths.compactMap { path in
      (try? String(contentsOf: rules.appendingPathComponent(path), encoding: .utf8)).map { (path, $0) }
    }
    return Dictionary(uniqueKeysWithValues: texts)
  }()

  @Test(arguments: 0..<80)
  func `lines lost, doubled, swapped or garbled never trap`(seed: Int) throws {
    var generator = SplitMix(seed: UInt64(seed))
    try #require(Self.shipped.count == 3)
    let path = Self.shipped.keys.sorted()[seed % 3]
    var lines = try #require(Self.shipped[path]).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let index = Int.random(in: lines.indices, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: lines.remove(at: index)
      case 1: lines.insert(lines[index], at: Int.random(in: lines.indices, using: &generator))
      case 2: lines.swapAt(index, Int.random(in: lines.indices, using: &generator))
      case 3: lines[index] = String(lines[index].shuffled(using: &generator))
      case 4: lines[index] = "  " + lines[index]
      default: lines[index] = String(lines[index].dropLast(Int.random(in: 1...9, using: &generator)))
      }
    }
    let files = Self.shipped.merging([path: lines.joined(separator: "\n")]) { $1 }
    let loaded = PolicySet.load(["regions/guangdong-tobacco.yaml"], from: .memory(files), asOf: someDay)
    #expect(loaded.value != nil || loaded.hasErrors)
    for diagnostic in loaded.diagnostics {
      #expect(diagnostic.range.end <= diagnostic.range.file.bytes.count)
      #expect(!diagnostic.message.isEmpty)
    }
  }
}
