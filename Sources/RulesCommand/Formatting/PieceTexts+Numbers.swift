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
    fill(texts, group) { place in
      known.bit(place) == 0 ? 0 : Self.code(of: lane[place])
    } spell: { place in
      let number = lane[place]
      if known.bit(place) == 0 { return learn(0, .nothing) }
      let code = Self.code(of: number)
      if code == .max { return text(of: number, isInteger) }
      return learn(code, .value(Value(laneNumber: number, isInteger: isInteger)))
    }
  }

  /// The code of a number that is spelled once; beyond all codes for any other.
  @inline(__always) private static func code(of number: Double) -> Int {
    guard number >= 0, number < memorable, number.sign == .plus else { return .max }
    let whole = Int(number)
    return Double(whole) == number ? whole + 1 : .max
  }

  /// Fills `texts` with days since 1970-01-01; nothing, where none is known.
  func fill(
    _ texts: SliceColumn, _ group: RowGroup, dates lane: UnsafePointer<Double>, _ known: UnsafePointer<UInt64>
  ) {
    fill(texts, group) { place in
      known.bit(place) == 0 ? 0 : Self.code(ofDay: lane[place])
    } spell: { place in
      let day = lane[place]
      if known.bit(place) == 0 { return learn(0, .nothing) }
      let code = Self.code(ofDay: day)
      return code == .max ? spell(Self.value(ofDay: day)) : learn(code, Self.value(ofDay: day))
    }
  }

  /// The code of a day that is spelled once; beyond all codes for any other.
  @inline(__always) private static func code(ofDay day: Double) -> Int {
    day >= 0 && day < memorableDays ? Int(day) + 1 : .max
  }

  private static func value(ofDay day: Double) -> WrittenValue {
    .value(Value(laneDay: day))
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
