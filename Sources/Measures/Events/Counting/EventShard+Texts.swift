import Policies

/// Texts of events live as long as a customer has them: a shard's table of them is made anew when at most half of its texts can be in
/// use any more.
extension EventShard {
  /// The text of a customer's earliest or latest event, for each measure that keeps it, stands in the record as this code.
  @inline(__always) private func code(ofText number: UInt64, shard: Int) -> UInt64 {
    number << UInt64(Self.countBits) | UInt64(shard)
  }

  /// Keeps texts of the earliest events, or the latest.
  func keepTexts(
    _ measure: PlannedMeasure, _ counted: EventRows, _ moments: UnsafePointer<Int64>, _ answers: UnsafePointer<UInt64>,
    _ texts: BatchTexts, shard: Int
  ) {
    texts.begin()
    let isLatest = measure.aggregate == .last
    counted.forEach { row, state in
      let (kept, moment) = (state.assumingMemoryBound(to: KeptAnswer.self), moments[row])
      guard isLatest ? moment >= kept.pointee.moment : moment < kept.pointee.moment else { return }
      let number = texts.number(of: answers[row], in: &keptTexts)
      kept.pointee = KeptAnswer(moment: moment, word: code(ofText: number, shard: shard))
    }
    if keptTexts.count > 2 * customers * plan.keptTextCount + Self.leastTexts { forgetTexts(shard: shard) }
  }

  static let leastTexts = 1024

  /// Leaves out texts that no customer has any more.
  private func forgetTexts(shard: Int) {
    var table = ByteTable()
    for measure in plan.measures where measure.keepsText {
      for place in 0..<customers {
        let kept = (record(at: place) + measure.offset).assumingMemoryBound(to: KeptAnswer.self)
        guard kept.pointee.isKnown else { continue }
        let text = keptTexts[Int(kept.pointee.word >> UInt64(Self.countBits))]
        let number = text.withUnsafeBufferPointer { table.add($0) }
        kept.pointee.word = code(ofText: UInt64(number), shard: shard)
      }
    }
    keptTexts = table
  }

  /// The text of a number; empty for one that no text has.
  func keptText(_ number: Int) -> String {
    number < keptTexts.count ? String(decoding: keptTexts[number], as: UTF8.self) : ""
  }
}

extension EventLedger {
  /// By the codes of records, the texts of all shards.
  var keptTexts: [String] {
    let most = shards.map(\.keptTexts.count).max() ?? 0
    return (0..<most << EventShard.countBits).map { code in
      shards[code % EventShard.count].keptText(code >> EventShard.countBits)
    }
  }
}
