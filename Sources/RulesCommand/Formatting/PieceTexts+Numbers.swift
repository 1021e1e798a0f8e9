import Batches
import Expressions

extension PieceTexts {
  /// Whole numbers below this are spelled once.
  private static let memorable = 4096.0
  /// Days before this, in the year 2149, are spelled once.
  private static let memorableDays = 65_536.0

  /// Fills `texts` with numbers; nothing, where none is known.
  func fill(
    _ texts: SliceColumn, _ group: RowGroup, numbers lane: UnsafePointer<Double>, _ known: UnsafePointer<UInt64>,
    _ isInteger: Bool
  ) {
    for index in 0..<group.count {
      let place = Int(group.places[index])
      let number = lane[place]
      if known.bit(place) == 0 {
        texts[group.rows[index]] = text(of: 0) ?? learn(0, .nothing)
      } else if number >= 0, number < Self.memorable, number.rounded(.down) == number, number.sign == .plus {
        let code = Int(number) + 1
        texts[group.rows[index]] =
          text(of: code) ?? learn(code, .value(Value(laneNumber: number, isInteger: isInteger)))
      } else {
        texts[group.rows[index]] = text(of: number, isInteger)
      }
    }
  }

  /// Fills `texts` with days since 1970-01-01; nothing, where none is known.
  func fill(
    _ texts: SliceColumn, _ group: RowGroup, dates lane: UnsafePointer<Double>, _ known: UnsafePointer<UInt64>
  ) {
    for index in 0..<group.count {
      let place = Int(group.places[index])
      let day = lane[place]
      if known.bit(place) == 0 {
        texts[group.rows[index]] = text(of: 0) ?? learn(0, .nothing)
      } else if day >= 0, day < Self.memorableDays {
        let code = Int(day) + 1
        texts[group.rows[index]] = text(of: code) ?? learn(code, .value(Value(laneDay: day)))
      } else {
        texts[group.rows[index]] = spell(.value(Value(laneDay: day)))
      }
    }
  }

  /// A number that is not spelled yet: by its digits where they are few, else as the language spells it.
  private func text(of number: Double, _ isInteger: Bool) -> TextSlice {
    guard let decimal = ShortDecimal(number) else {
      return spell(.value(Value(laneNumber: number, isInteger: isInteger)))
    }
    let (prefix, suffix) = (renderer.piece.prefix, renderer.piece.suffix)
    let room = passing.room(for: prefix.count + ShortDecimal.mostBytes + suffix.count)
    var end = room.put(prefix)
    end = decimal.write(to: end)
    end = end.put(suffix)
    return passing.take(end - room)
  }
}

extension UnsafeMutablePointer<UInt8> {
  /// Puts bytes here; returns the place behind them.
  @inline(__always) func put(_ bytes: [UInt8]) -> Self {
    bytes.withUnsafeBufferPointer { bytes in
      for index in 0..<bytes.count { self[index] = bytes[index] }
      return self + bytes.count
    }
  }
}
