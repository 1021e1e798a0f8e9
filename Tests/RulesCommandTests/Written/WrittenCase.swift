import Policies
import SeededRandom

@testable import GeneratedPolicies
@testable import RulesCommand

/// A generated policy set with generated inputs, and a form that its decisions are to be written in.
struct WrittenCase {
  let generated: GeneratedCase
  private let space: Workspace
  private let job: EvaluationJob
  /// How the run is cut into blocks, for each number of jobs.
  private let blockSizes: [(jobs: Int, bytes: Int)]

  /// Few of a case's rows fit into a block of the smaller sizes, all into one of the largest.
  private static let someBlockSizes = [1_000, 20_000, 100_000, BlockInput.usualBlockSize]

  /// `nil` where the seed gives no policy that loads.
  init?(seed: UInt64) throws {
    guard let generated = GeneratedCase(seed: seed, rowCount: seed % 5 == 4 ? 4_500 : 3_000) else { return nil }
    var random = SplitMix(seed: ~seed)
    self.generated = generated
    space = try Workspace()
    let format: RecordFormat = seed.isMultiple(of: 2) ? .csv : .jsonl
    let inputs = try Self.write(generated, format, in: space, &random)
    let writes: RecordFormat = (seed / 2).isMultiple(of: 2) ? .csv : .jsonl
    job = EvaluationJob(
      policies: generated.policies, inputs: inputs, format: format, encoding: "utf-8", writes: writes,
      columns: random.chance(50) ? nil : Self.choice(generated, format, &random), hasTrace: random.chance(10))
    blockSizes = [1, 3].map { (jobs: $0, bytes: random.pick(Self.someBlockSizes)) }
  }
}

extension WrittenCase {
  /// The first line that is not the same in blocks as it is row by row; `nil` if all are, to the byte.
  func difference() throws -> String? {
    let expected = try job.runByRows()
    for (jobs, bytes) in blockSizes {
      guard let difference = try job.run(jobs: jobs, blockSize: bytes, in: space).difference(from: expected) else {
        continue
      }
      return """
        seed \(generated.seed), as of \(generated.draft.asOf), \(job.format) to \(job.writes), \(jobs) jobs, \
        \(bytes) bytes, columns \(job.columns ?? "all"), trace \(job.hasTrace)
        \(generated.draft.text)--- row by row | in blocks
        \(difference)
        """
    }
    return nil
  }

  /// The rows in one file or two; their paths.
  private static func write(
    _ generated: GeneratedCase, _ format: RecordFormat, in space: Workspace, _ random: inout SplitMix
  ) throws -> [String] {
    let aliases = generated.policies.policies.flatMap(\.facts).compactMap { fact in fact.column.map { ($0, fact.name) }
    }
    let names = Dictionary(aliases) { first, _ in first }
    let cut = random.chance(30) ? random.below(generated.rows.count) : 0
    let parts = [generated.rows[..<cut], generated.rows[cut...]].filter { !$0.isEmpty }
    return try parts.enumerated().map { index, rows in
      let writer = SplitMix(seed: random.next())
      var file = CustomerFile(columns: generated.columns, aliases: names, random: writer)
      if format == .csv { file.addCSV(Array(rows)) } else { file.addJSONLines(Array(rows)) }
      return try space.place(file.bytes, at: "in\(index)")
    }
  }

  /// Some columns of decisions, and of inputs that have a header.
  private static func choice(
    _ generated: GeneratedCase, _ format: RecordFormat, _ random: inout SplitMix
  ) -> String {
    let parts = DecisionForm(generated.policies, format: .csv, hasTrace: false).partNames
    let header = format == .csv ? generated.columns : []
    let carried = header.filter { name in
      !name.isEmpty && !parts.contains(name) && header.count { $0 == name } == 1
    }
    let names = random.some(random.number(1...4), of: carried) + random.some(random.number(1...8), of: parts)
    return random.some(random.chance(10) ? 1 : names.count, of: names).joined(separator: ",")
  }
}
