import Testing

@testable import GeneratedPolicies

@Suite("What a run writes in blocks") struct WrittenAgreementTests {
  @Test("is to the byte what it writes row by row", arguments: AgreementSeeds.some(else: 6))
  func agreement(seed: UInt64) throws {
    if let difference = try WrittenCase(seed: seed)?.difference() { Issue.record("\(difference)") }
  }
}
