import Policies

extension EventShard {
  /// Counts the rows of a batch that fall in this shard, the shard's index.
  func count(_ batch: EventBatch, shard: Int) {
    let rows = batch.rows(of: shard)
    guard !rows.isEmpty else { return }
    let (places, records) = (batch.places.start, batch.records.start)
    let (keys, hashes) = (batch.keys.start, batch.hashes.start)
    findPlaces(rows, keys, hashes, batch.entries.start, into: places)
    // Records may have moved until now.
    let (first, size) = (record(at: 0), plan.recordSize)
    let own = batch.own.start
    for index in 0..<rows.count {
      records[index] = first + Int(places[index]) &* size
      let isOwn: UInt64 = own.has(Int(rows[index])) ? 1 : 0
      records[index].assumingMemoryBound(to: EventRecord.self).pointee.events &+= isOwn
    }
    for measure in plan.measures.indices { count(measure, rows, batch, shard: shard) }
  }

  private func count(_ index: Int, _ rows: UnsafeBufferPointer<UInt32>, _ batch: EventBatch, shard: Int) {
    let measure = plan.measures[index]
    let counted = EventRows(rows, batch.counting[index].start, batch.records.start, at: measure.offset)
    let moments = batch.moments.start
    guard let value = measure.value, let answers = batch.answers[value]?.start else {
      return count(measure, counted, batch, satisfying: batch.others[index]?.start)
    }
    switch measure.aggregate {
    case .sum: counted.addAmounts(answers, areWhole: measure.isWhole)
    case .average:
      counted.addAmounts(answers, areWhole: measure.isWhole)
      EventRows(rows, batch.counting[index].start, batch.records.start, at: measure.offset + 16).addOnes()
    case .trend:
      counted.addAmounts(answers, areWhole: measure.isWhole)
      guard let before = batch.others[index]?.start else { return }
      EventRows(rows, before, batch.records.start, at: measure.offset + 16)
        .addAmounts(answers, areWhole: measure.isWhole)
    case .min: counted.keepLeast(answers, areWhole: measure.isWhole)
    case .max: counted.keepGreatest(answers, areWhole: measure.isWhole)
    case .distinct: countDifferent(measure, answers, rows, batch, index)
    case .first where measure.keepsText, .last where measure.keepsText:
      guard let texts = batch.texts[value] else { return }
      keepTexts(measure, counted, moments, answers, texts, shard: shard)
    case .first:
      counted.forEach { row, state in
        let kept = state.assumingMemoryBound(to: KeptAnswer.self)
        if moments[row] < kept.pointee.moment { kept.pointee = KeptAnswer(moment: moments[row], word: answers[row]) }
      }
    case .last:
      counted.forEach { row, state in
        let kept = state.assumingMemoryBound(to: KeptAnswer.self)
        if moments[row] >= kept.pointee.moment { kept.pointee = KeptAnswer(moment: moments[row], word: answers[row]) }
      }
    case .count, .daysSince, .streak, .visitCounts: break
    }
  }

  /// What needs no answer but whether it is there, or true.
  private func count(
    _ measure: PlannedMeasure, _ counted: EventRows, _ batch: EventBatch, satisfying: UnsafeMutablePointer<UInt64>?
  ) {
    let (days, moments) = (UnsafePointer(batch.days.start), UnsafePointer(batch.moments.start))
    switch measure.aggregate {
    case .count: counted.addOnes()
    case .daysSince:
      counted.forEach { row, state in
        let latest = state.assumingMemoryBound(to: Int64.self)
        latest.pointee = max(latest.pointee, Int64(days[row]))
      }
    case .trend:
      counted.addWholes()
      guard let satisfying else { return }
      EventRows(counted.rows, satisfying, counted.records, at: counted.offset + 16).addWholes()
    case .streak:
      guard let satisfying else { return }
      counted.forEach { row, state in
        let streak = state.assumingMemoryBound(to: StreakState.self)
        if satisfying.has(row) { streak.pointee.goOn(moments[row]) } else { streak.pointee.end(moments[row]) }
      }
    case .visitCounts:
      guard let stretches = measure.stretches else { return }
      counted.forEach { row, state in
        state.assumingMemoryBound(to: VisitDays.self).pointee.add(days[row], stretches)
      }
    case .sum, .min, .max, .average, .distinct, .first, .last: break
    }
  }

  private func countDifferent(
    _ measure: PlannedMeasure, _ answers: UnsafePointer<UInt64>, _ rows: UnsafeBufferPointer<UInt32>,
    _ batch: EventBatch, _ index: Int
  ) {
    let (box, counting, places) = (values[measure.distinct], batch.counting[index].start, batch.places.start)
    let texts = measure.form == .text ? measure.value.flatMap { batch.texts[$0] } : nil
    texts?.begin()
    for place in 0..<rows.count {
      let row = Int(rows[place])
      guard counting.has(row) else { continue }
      let word = texts?.number(of: answers[row], in: &box.texts) ?? answers[row]
      guard box.set.insert(places[place], word, seeds) else { continue }
      (batch.records[place] + measure.offset).assumingMemoryBound(to: UInt64.self).pointee += 1
    }
  }
}

/// The rows of one shard, of which one measure counts some, and where the measure's share of their customers' records stands.
struct EventRows {
  let rows: UnsafeBufferPointer<UInt32>
  let records: UnsafeMutablePointer<UnsafeMutableRawPointer>
  let offset: Int
  private let mask: UnsafeMutablePointer<UInt64>

  /// Those of `rows` that are in `mask`.
  init(
    _ rows: UnsafeBufferPointer<UInt32>, _ mask: UnsafeMutablePointer<UInt64>,
    _ records: UnsafeMutablePointer<UnsafeMutableRawPointer>, at offset: Int
  ) {
    self.rows = rows
    self.mask = mask
    self.records = records
    self.offset = offset
  }

  /// Calls `body` with each row that is counted, in order, and the measure's share of its customer's record.
  @inline(__always) func forEach(_ body: (Int, UnsafeMutableRawPointer) -> Void) {
    for index in 0..<rows.count {
      let row = Int(rows[index])
      if mask.has(row) { body(row, records[index] + offset) }
    }
  }

  /// Counts the rows.
  func addOnes() {
    for index in 0..<rows.count {
      let row = Int(rows[index])
      // Without a branch, which nothing could foretell.
      (records[index] + offset).assumingMemoryBound(to: UInt64.self).pointee &+= mask.has(row) ? 1 : 0
    }
  }

  /// Counts the rows where sums are kept.
  func addWholes() { forEach { _, state in state.assumingMemoryBound(to: Int128.self).pointee += 1 } }

  /// Adds answers up: whole numbers as they are, others in billionths.
  func addAmounts(_ answers: UnsafePointer<UInt64>, areWhole: Bool) {
    if areWhole {
      forEach { row, state in
        state.assumingMemoryBound(to: Int128.self).pointee += Int128(Int64(bitPattern: answers[row]))
      }
    } else {
      forEach { row, state in
        state.assumingMemoryBound(to: Int128.self).pointee += MeantDecimal.billionths(Double(bitPattern: answers[row]))
      }
    }
  }

  /// Keeps the least of answers.
  func keepLeast(_ answers: UnsafePointer<UInt64>, areWhole: Bool) {
    if areWhole {
      forEach { row, state in
        let (amount, least) = (Int64(bitPattern: answers[row]), state.assumingMemoryBound(to: Int64.self))
        if amount < least.pointee { least.pointee = amount }
      }
    } else {
      forEach { row, state in
        let (amount, least) = (Double(bitPattern: answers[row]), state.assumingMemoryBound(to: Double.self))
        if amount < least.pointee { least.pointee = amount }
      }
    }
  }

  /// Keeps the greatest of answers.
  func keepGreatest(_ answers: UnsafePointer<UInt64>, areWhole: Bool) {
    if areWhole {
      forEach { row, state in
        let (amount, greatest) = (Int64(bitPattern: answers[row]), state.assumingMemoryBound(to: Int64.self))
        if amount > greatest.pointee { greatest.pointee = amount }
      }
    } else {
      forEach { row, state in
        let (amount, greatest) = (Double(bitPattern: answers[row]), state.assumingMemoryBound(to: Double.self))
        if amount > greatest.pointee { greatest.pointee = amount }
      }
    }
  }
}

/// An answer, and the moment of the event that gave it, in seconds since 1970-01-01.
struct KeptAnswer {
  var moment: Int64
  var word: UInt64

  /// Whether there is one.
  @inline(__always) var isKnown: Bool { moment != .min && moment != .max }
}
