import Expressions
import Foundation
import Testing

/// The specification's own cases, in strict mode.
@Suite struct ConformanceTests {
  /// Every case of these has to pass.
  static let required = [
    "basic", "comparisons", "conversions", "fp_math", "integer_math", "lists", "logic", "macros", "parse", "plumbing",
    "string", "timestamps",
  ]

  /// What is not supported, and why.
  static let unsupported = [
    "bindings_ext": "the extension cel.bind",
    "math_ext": "the extension math.*; the business profile has min, max, abs, floor, ceil and round",
    "optionals": "optional values and their operators",
    "string_ext": "the extension of further string functions",
    "type_deductions": "functions declared by the test, optional and abstract types",
  ]

  /// Cases whose expectation was spoilt when the files were made of the specification's own, with the one that is there.
  /// (Its text format writes `\?` for a question mark, which the files took for two characters.)
  static let errata: [String: Value] = [
    "parse/bytes_literals/triple_single_quoted_unescaped_punctuation": .bytes(Array(" ? \" ' ` ".utf8))
  ]

  static let folder: URL? = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let shared =
      ProcessInfo.processInfo.environment["VISITRULES_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? root.deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("conformance/cel")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()

  static let files: [String] = {
    guard let folder, let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path) else { return [] }
    return names.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }()

  @Test(.enabled(if: folder != nil, "the shared conformance cases are not here"))
  func everyRequiredFileIsThere() {
    #expect(Set(Self.required).isSubset(of: Self.files))
  }

  @Test(.enabled(if: folder != nil, "the shared conformance cases are not here"), arguments: files)
  func casesPass(file: String) throws {
    let folder = try #require(Self.folder)
    let data = try Data(contentsOf: folder.appendingPathComponent(file + ".json"))
    let cases = try JSONDecoder().decode([ConformanceCase].self, from: data)
    let faults = cases.compactMap { test in
      test.fault(erratum: Self.errata["\(file)/\(test.section)/\(test.name)"]).map {
        "\(test.section)/\(test.name): \(test.expr) \($0)"
      }
    }
    for name in Self.errata.keys where name.hasPrefix(file + "/") {
      print("conformance \(name): expectation corrected")
    }
    let why = Self.unsupported[file].map { " (not supported: \($0))" } ?? ""
    print("conformance \(file): \(cases.count - faults.count)/\(cases.count) passed\(why)")
    if Self.unsupported[file] == nil {
      #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    }
  }
}
