import Columns

/// The texts that a block's events answer a question with, each with a number of the block's own.
final class BatchTexts {
  private var texts: [String] = []
  /// For each text the number that it has in the table of the last ``begin()``, below the count of those calls.
  private var known: [UInt64] = []
  private var begun: UInt32 = 0

  /// Forgets all texts.
  func removeAll() {
    texts.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
  }

  /// Adds a text; its number.
  func add(_ text: String) -> UInt32 {
    texts.append(text)
    known.append(0)
    return UInt32(texts.count - 1)
  }

  /// From now on numbers are asked of another table.
  func begin() { begun &+= 1 }

  /// The number of a text in a table, to which it is added if it is new there.
  @inline(__always) func number(of text: UInt64, in table: inout ByteTable) -> UInt64 {
    let text = Int(truncatingIfNeeded: text)
    let entry = known[text]
    return entry &>> 32 == UInt64(begun) ? entry & 0xFFFF_FFFF : add(text, to: &table)
  }

  @inline(never) private func add(_ text: Int, to table: inout ByteTable) -> UInt64 {
    let number = UInt64(texts[text].withUTF8 { table.add($0) })
    known[text] = UInt64(begun) << 32 | number
    return number
  }
}

/// A decider's codes of texts as a block's own numbers of these.
struct BatchTextCodes {
  private var generation = -1
  private var block = -1
  /// By code one more than the number; 0 for a code that was not met in the block.
  private var numbers: [UInt32] = []
  /// The codes that were.
  private var met: [Int] = []

  /// Gets ready for codes of a generation, in a block.
  mutating func begin(generation: Int, block: Int) {
    if generation != self.generation { (numbers, met) = ([], []) }
    if block != self.block {
      for code in met { numbers[code] = 0 }
      met.removeAll(keepingCapacity: true)
    }
    (self.generation, self.block) = (generation, block)
  }

  /// The number of the text of a code.
  @inline(__always) mutating func number(_ code: UInt32, _ texts: BatchTexts, _ text: (UInt32) -> String) -> UInt64 {
    let place = Int(code)
    if place < numbers.count, numbers[place] != 0 { return UInt64(numbers[place] - 1) }
    let number = texts.add(text(code))
    if place >= numbers.count { numbers += repeatElement(0, count: place + 1 - numbers.count) }
    numbers[place] = number + 1
    met.append(place)
    return UInt64(number)
  }
}
