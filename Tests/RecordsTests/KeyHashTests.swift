import Testing

@testable import Records

@Suite("Keys of JSON in tables")
struct KeyHashTests {
  private func places(of keys: [String], _ hash: KeyHash) -> [Int] {
    keys.map { key in Array(key.utf8).withUnsafeBufferPointer { hash($0) & 1023 } }
  }

  @Test("keys that fall together in one table fall apart in another")
  func scatters() {
    let (one, other) = (KeyHash(), KeyHash())
    let keys = (0..<100_000).map { "key \($0)" }
    let together = zip(keys, places(of: keys, one)).filter { $0.1 == 7 }.map(\.0)
    #expect(together.count > 40)
    #expect(Set(places(of: together, other)).count > together.count / 2)
  }
}
