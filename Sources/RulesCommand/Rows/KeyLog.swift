/// The keys that JSON objects have: all that a policy asks for, and the first few of the others.
struct KeyLog {
  /// Each once, at its first place.
  private(set) var keys: [String] = []

  private var known: Set<String> = []
  private var others: Set<String> = []
  private static let keptOthers = 100

  /// Notes a key that feeds a fact, or none.
  mutating func note(_ key: String, isKnown: Bool) {
    guard isKnown || others.count < Self.keptOthers else { return }
    let isNew = isKnown ? known.insert(key).inserted : others.insert(key).inserted
    if isNew { keys.append(key) }
  }
}
