import Expressions
public import Policies

extension MeasuredPopulation {
  /// All of it as text, to be kept in a file: the same population gives the same bytes. `policies` is the set that it was measured for.
  ///
  /// A line of JSON for the whole, one for each group, and one that tells whether anything was lost.
  public func snapshot(of policies: PolicySet) -> [UInt8] {
    var text = SnapshotText()
    text.add(SnapshotHeader(self, policies))
    var lines = 1
    for (policy, part) in self.policies.enumerated() {
      for (comparison, peers) in part.peers.enumerated() {
        for (key, table) in zip(peers.keys, peers.tables) {
          text.add(key, table, comparison: comparison, policy: policy)
          lines += 1
        }
      }
    }
    let checksum = Checksum(of: text.bytes[...]).text
    text.add("{\"lines\":")
    text.add(lines)
    text.add(",\"checksum\":")
    text.add(quoted: checksum)
    text.add("}\n")
    return text.bytes
  }
}

extension SnapshotText {
  fileprivate mutating func add(_ header: SnapshotHeader) {
    add("{\"snapshot\":\"population\",\"format\":")
    add(SnapshotHeader.format)
    add(",\"as_of\":")
    add(quoted: header.asOf)
    add(",\"customers\":")
    add(header.customers)
    add(",\"rejected\":")
    add(header.rejected)
    add(header.isExact ? ",\"keeps\":\"values\"" : ",\"keeps\":\"tiers\"")
    add(",\"events\":")
    add(header.basis.events) { text, events in
      text.add("{\"table\":")
      text.add(quoted: events.table)
      text.add(",\"count\":")
      text.add(events.count)
      text.add("}")
    }
    if let previous = header.basis.previous {
      add(",\"previous\":")
      add(previous)
    }
    add(",\"policies\":")
    add(header.policies) { text, member in
      text.add("{\"policy\":")
      text.add(quoted: member.policy)
      text.add(",\"files\":")
      text.add(quoted: member.files)
      text.add(",\"measures\":")
      text.add(member.measures) { $0.add(quoted: $1) }
      text.add("}")
    }
    add("}\n")
  }

  fileprivate mutating func add(_ key: [ExactText], _ table: PeerTable, comparison: Int, policy: Int) {
    add("{\"policy\":")
    add(policy)
    add(",\"comparison\":")
    add(comparison)
    add(",\"group\":")
    add(key) { $0.add(quoted: $1.text) }
    if table.steps.isEmpty || table.isReduced {
      add(table.moments)
      if table.isReduced { addSteps(of: table) }
    } else {
      add(",\"values\":")
      add(table.steps) { $0.add(decimal: $1) }
      add(",\"counts\":")
      add(table.steps.indices) { $0.add(table.below[$1 + 1] - table.below[$1]) }
    }
    add("}\n")
  }

  private mutating func add(_ moments: GroupMoments) {
    add(",\"count\":")
    add(moments.count)
    add(",\"digits\":")
    add(moments.unit.rawValue)
    add(",\"sum\":")
    add(quoted: String(moments.sum))
    add(",\"squares\":")
    add(quoted: moments.squares.text)
  }

  private mutating func addSteps(of table: PeerTable) {
    add(",\"steps\":")
    add(table.steps) { $0.add(decimal: $1) }
    add(",\"shares\":")
    add(table.shares) { $0.add(quoted: $1.description) }
    add(",\"below\":")
    add(table.below) { $0.add($1) }
  }
}
