import Testing

@testable import Batches

@Suite("Tables that no file can fill unevenly")
struct HashSeedsTests {
  @Test("keys that fall together in one table fall apart in another")
  func scatters() {
    let (one, other) = (HashSeeds(), HashSeeds())
    let together = (0..<100_000 as Range<UInt64>).filter { one.mix($0, 0) & 1023 == 7 }
    #expect(together.count > 40)
    #expect(Set(together.map { other.mix($0, 0) & 1023 }).count > together.count / 2)
  }

  @Test("a table of pairs maps every pair to what it was given")
  func pairs() {
    let table = PairTable()
    // Multiples of powers of two: what a hash with few bits would let fall together.
    let pairs = (0..<2000 as Range<UInt32>).map { ($0 << 16, $0 << 20 | 5) }
    for (index, pair) in pairs.enumerated() { table.insert(pair.0, pair.1, UInt32(index)) }
    #expect(pairs.map { table.value($0.0, $0.1) } == pairs.indices.map { UInt32($0) })
    #expect(table.value(1, 1) == nil)
    table.removeAll()
    #expect(table.value(pairs[1].0, pairs[1].1) == nil)
  }
}
