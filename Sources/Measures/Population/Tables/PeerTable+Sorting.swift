extension PeerTable {
  /// A table of values as they came, in parts, which are freed; in whatever order, it is the same.
  init(gathering parts: [PeerValues], _ needs: TableNeeds) {
    let count = parts.reduce(0) { $0 + $1.count }
    let values = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    let room = UnsafeMutablePointer<UInt64>.allocate(capacity: count)
    defer {
      values.deallocate()
      room.deallocate()
    }
    var end = values
    for var part in parts {
      if let base = part.base {
        for index in 0..<part.count { end[index] = base[index].orderedBits }
      }
      end += part.count
      part.free()
    }
    let sorted = sortBits(values, room: room, count: count)
    self.init(sorted, count: count, room: sorted == values ? room : values, needs)
  }

  /// Each value once, where they stood; how many there are of each, in the room.
  private init(
    _ sorted: UnsafeMutablePointer<UInt64>, count: Int, room: UnsafeMutablePointer<UInt64>, _ needs: TableNeeds
  ) {
    var different = 0
    for index in 0..<count {
      if index > 0, sorted[index] == sorted[different - 1] {
        room[different - 1] += 1
      } else {
        sorted[different] = sorted[index]
        room[different] = 1
        different += 1
      }
    }
    for index in 0..<different { sorted[index] = Double(orderedBits: sorted[index]).bitPattern }
    self = sorted.withMemoryRebound(to: Double.self, capacity: different) { values in
      room.withMemoryRebound(to: Int.self, capacity: different) { counts in
        PeerTable(
          UnsafeBufferPointer(start: values, count: different),
          counts: UnsafeBufferPointer(start: counts, count: different),
          needs)
      }
    }
  }
}
