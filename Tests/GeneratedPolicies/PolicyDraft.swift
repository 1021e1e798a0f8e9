import Expressions
import Policies
import SeededRandom
import SourceText

/// The files of a generated policy set, and what else belongs to the case.
struct PolicyDraft {
  /// By path, sorted.
  var files: [(path: String, outline: [Outline])]
  let asOf: CalendarDate
  let constants: Constants
  let isExotic: Bool
  let features: Set<String>

  /// The set that a seed stands for; it may have faults.
  init(_ random: inout SplitMix) {
    var writer = PolicyWriter(SplitMix(seed: random.next()), isExotic: random.chance(50))
    let sections = writer.sections()
    let overlays = random.chance(15) ? Self.overlays(&writer, &random) : []
    let base = !overlays.isEmpty && random.chance(50) ? "governs: none" : nil
    let root = Self.header("base") + (base.map { [Outline(line: $0)] } ?? []) + sections
    files = [("set/base.yaml", root)] + overlays
    asOf = CalendarDate(random.pick(["2026-06-15", "2024-02-29", "2026-12-31", "2026-01-01"])) ?? CalendarDate(days: 0)
    constants = writer.constants
    isExotic = writer.isExotic
    features = writer.features
  }

  private static func header(_ name: String) -> [Outline] {
    [Outline(line: "policy: \(name)"), Outline(line: "version: \"1\"")]
  }

  private static func overlays(
    _ writer: inout PolicyWriter, _ random: inout SplitMix
  ) -> [(path: String, outline: [Outline])] {
    let regions = writer.choices.first { $0.name == "region" }?.values ?? []
    var rest = random.shuffled(regions)
    return (0..<random.number(1...3)).compactMap { index in
      guard let value = rest.popLast() else { return nil }
      let name = "overlay\(index)"
      let narrower = random.chance(25) ? writer.choices.first { $0.name != "region" } : nil
      let values =
        [(key: "region", value: [value].flowSequence)]
        + (narrower.map { [(key: $0.name, value: [$0.values[0]].flowSequence)] } ?? [])
      let outline = header(name) + [Outline(line: "extends: base.yaml")] + writer.overlay(governing: values.flowMapping)
      return ("set/\(name).yaml", outline)
    }
  }
}

extension PolicyDraft {
  /// The set, or the first faults.
  func load() -> (policies: PolicySet?, faults: [Diagnostic]) {
    let texts = Dictionary(files.map { ($0.path, $0.outline.text) }, uniquingKeysWith: { first, _ in first })
    let loaded = PolicySet.load(["set"], from: .memory(texts), asOf: asOf)
    let faults = loaded.diagnostics.filter { $0.severity == .error }
    return (faults.isEmpty ? loaded.value : nil, faults)
  }

  /// Loads the set without the lines that have faults; `nil` where nothing is left that loads.
  mutating func loadRepaired() -> (policies: PolicySet?, repairs: Int) {
    for repairs in 0..<12 {
      let (policies, faults) = load()
      if let policies { return (policies, repairs) }
      remove(faults)
    }
    return (nil, 12)
  }

  private mutating func remove(_ faults: [Diagnostic]) {
    for index in files.indices {
      let lines = Set(faults.filter { $0.range.file.path == files[index].path }.map(\.range.position.line))
      for line in lines.sorted(by: >) { files[index].outline = files[index].outline.removing(line: line) }
    }
  }

  /// All files as they would be written.
  var text: String { files.map { "--- \($0.path)\n\($0.outline.text)" }.joined() }
}
