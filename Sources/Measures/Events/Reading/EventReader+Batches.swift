import Batches
import CVectors
import Decisions
import Expressions
import Policies

extension EventReader {
  /// Takes what was decided of the rows of a batch, but their keys: the days, the answers, and what each measure counts.
  func take(_ rows: Range<Int>, into batch: EventBatch) {
    let (count, first) = (rows.count, rows.lowerBound)
    let days = lane(of: decider.column(.output(plan.source.table.timeQuestion, column: 0), policy: 0))
    let isCounted = scratch.isCounted
    fill(isCounted, count: count)
    for (row, _) in decider.deferred { isCounted.clear(row) }
    leaveOutLater(days, count, batch)
    let own = batch.days.start + first
    for row in 0..<count { own[row] = days[row].magnitude < 0x1p31 ? Int32(days[row]) : 0 }
    for question in plan.forms.indices { takeAnswers(of: question, rows, into: batch) }
    for index in plan.measures.indices where plan.measures[index].isOfAmounts { checkAmounts(index, rows, batch) }
    for index in plan.measures.indices { takeRows(ofMeasure: index, days, rows, into: batch) }
    for question in plan.forms.indices { takeTexts(of: question, rows, into: batch) }
  }

  private func lane(of column: DecidedColumn) -> UnsafePointer<Double> {
    guard case .dates(let lane, known: _) = column else {
      preconditionFailure("a date that every event has is read as a date")
    }
    return lane
  }

  private func fill(_ mask: UnsafeMutablePointer<UInt64>, count: Int) {
    let words = (count + 63) / 64
    for word in 0..<words { mask[word] = ~0 }
    if count % 64 != 0 { mask[words - 1] = ~0 >> UInt64(64 - count % 64) }
  }

  private func leaveOutLater(_ days: UnsafePointer<Double>, _ count: Int, _ batch: EventBatch) {
    vector_compare_constant(days, Double(plan.asOf), Int32(VECTOR_GREATER.rawValue), count, scratch.edge)
    for word in 0..<(count + 63) / 64 {
      batch.later += (scratch.isCounted[word] & scratch.edge[word]).nonzeroBitCount
      scratch.isCounted[word] &= ~scratch.edge[word]
    }
  }

  /// Rejects the events with amounts that cannot be counted.
  private func checkAmounts(_ index: Int, _ rows: Range<Int>, _ batch: EventBatch) {
    let measure = plan.measures[index]
    guard let value = measure.value, let form = measure.form, let answers = batch.answers[value] else { return }
    takeKnown(value, rows.count)
    let (known, own) = (scratch.known, UnsafePointer(answers.start + rows.lowerBound))
    for place in 0..<rows.count where known.has(place) {
      if form.isCountable(own[place]) || !scratch.isCounted.has(place) { continue }
      scratch.isCounted.clear(place)
      let name = plan.source.measures[index].name
      reject(rows.lowerBound + place, .amount(measure: name, text: form.shown(own[place])), batch)
    }
  }

  func reject(_ row: Int, _ rejection: EventRejection, _ batch: EventBatch) {
    batch.rejections.append((row, rejection))
  }

  /// What each measure counts: the events of its days that pass its filter and have a value.
  private func takeRows(
    ofMeasure index: Int, _ days: UnsafePointer<Double>, _ rows: Range<Int>, into batch: EventBatch
  ) {
    let measure = plan.measures[index]
    let words = (rows.count + 63) / 64
    let counted = scratch.filter
    for word in 0..<words { counted[word] = scratch.isCounted[word] }
    if let filter = measure.filter {
      takeTrue(filter, rows.count)
      for word in 0..<words { counted[word] &= scratch.yes[word] }
    }
    if let value = measure.value {
      takeKnown(value, rows.count)
      for word in 0..<words { counted[word] &= scratch.known[word] }
    }
    takeDays(measure.window, days, rows.count)
    for word in 0..<words { scratch.window[word] &= counted[word] }
    batch.counting[index].start.put(scratch.window, count: rows.count, at: rows.lowerBound)
    switch measure.aggregate {
    case .streak:
      takeTrue(measure.value, rows.count)
      for word in 0..<words { scratch.yes[word] &= scratch.window[word] }
      batch.others[index]?.start.put(scratch.yes, count: rows.count, at: rows.lowerBound)
    case .trend:
      takeDays(measure.windowBefore, days, rows.count)
      for word in 0..<words { scratch.window[word] &= counted[word] }
      batch.others[index]?.start.put(scratch.window, count: rows.count, at: rows.lowerBound)
    default: break
    }
  }

  /// Puts the rows whose day lies in a window into the scratch's `window`; without one, all.
  private func takeDays(_ window: Measure.Window?, _ days: UnsafePointer<Double>, _ count: Int) {
    guard let window else { return fill(scratch.window, count: count) }
    let (order, limit) = (VECTOR_GREATER_OR_EQUAL.rawValue, VECTOR_LESS_OR_EQUAL.rawValue)
    vector_compare_constant(days, Double(window.first), Int32(order), count, scratch.window)
    vector_compare_constant(days, Double(window.last), Int32(limit), count, scratch.edge)
    for word in 0..<(count + 63) / 64 { scratch.window[word] &= scratch.edge[word] }
  }
}

// MARK: - Answers

extension EventReader {
  private func column(_ question: Int) -> DecidedColumn { decider.column(.output(question, column: 0), policy: 0) }

  /// Puts the rows for which a question's answer is yes into the scratch's `yes`.
  private func takeTrue(_ question: Int?, _ count: Int) {
    let words = (count + 63) / 64
    for word in 0..<words { scratch.yes[word] = 0 }
    guard let question else { return }
    switch column(question) {
    case .truths(let yes, _): for word in 0..<words { scratch.yes[word] = yes[word] }
    case .constant(.bool(true)): fill(scratch.yes, count: count)
    case .values(let outcomes):
      for place in 0..<count { if case .value(.bool(true)) = outcomes[place] { scratch.yes.set(place) } }
    default: break
    }
  }

  /// Puts the rows for which a question has an answer into the scratch's `known`.
  private func takeKnown(_ question: Int, _ count: Int) {
    let (words, known) = ((count + 63) / 64, scratch.known)
    for word in 0..<words { known[word] = 0 }
    switch column(question) {
    case .numbers(_, let rows, _), .dates(_, let rows): for word in 0..<words { known[word] = rows[word] }
    case .truths(let yes, let no): for word in 0..<words { known[word] = yes[word] | no[word] }
    case .texts(let codes): vector_nonzero_code(codes, count, known)
    case .constant(let value?) where value.isKnown: fill(known, count: count)
    case .values(let outcomes):
      for place in 0..<count { if case .value(let value) = outcomes[place], value.isKnown { known.set(place) } }
    case .codes, .constant: break
    }
  }

  /// Keeps a question's answers, where a measure does more with them than to ask whether they are true.
  private func takeAnswers(of question: Int, _ rows: Range<Int>, into batch: EventBatch) {
    guard let form = plan.forms[question], let answers = batch.answers[question] else { return }
    let (count, words) = (rows.count, answers.start + rows.lowerBound)
    switch column(question) {
    case .numbers(let lane, _, _) where form == .integer: for row in 0..<count { words[row] = Self.whole(lane[row]) }
    case .numbers(let lane, _, _): for row in 0..<count { words[row] = (lane[row] + 0).bitPattern }
    case .dates(let lane, _): for row in 0..<count { words[row] = Self.whole(lane[row]) }
    case .truths(let yes, _): for row in 0..<count { words[row] = yes[row >> 6] &>> UInt64(row & 63) & 1 }
    case .constant(let value):
      let word = value.flatMap { form.word(of: $0) } ?? 0
      words.update(repeating: word, count: count)
    case .values(let outcomes):
      for row in 0..<count {
        guard case .value(let value) = outcomes[row] else { continue }
        words[row] = form.word(of: value) ?? 0
      }
    case .codes, .texts: break
    }
  }

  /// Keeps the texts of a question's answers: of the events that count in a measure that is made of them.
  private func takeTexts(of question: Int, _ rows: Range<Int>, into batch: EventBatch) {
    guard let texts = batch.texts[question], let words = batch.answers[question]?.start else { return }
    let column = column(question)
    for measure in plan.textMeasures[question] {
      let counting = batch.counting[measure].start
      switch column {
      case .texts(let lane):
        let field = DecisionField.output(question, column: 0)
        codes[question].begin(generation: decider.generation(of: field, policy: 0), block: batch.number)
        for row in rows where counting.has(row) {
          words[row] = codes[question].number(lane[row - rows.lowerBound], texts) { code in
            decider.text(of: code, in: field, policy: 0)
          }
        }
      default:
        for row in rows where counting.has(row) {
          let value = decider.value(.output(question, column: 0), policy: 0, place: row - rows.lowerBound)
          words[row] = UInt64(texts.add(value?.text ?? ""))
        }
      }
    }
  }
}

extension Value {
  /// Whether it is more than null.
  var isKnown: Bool { if case .null = self { false } else { true } }
}

extension AnswerForm {
  /// A value in this form; `nil` if it has none, and for a text, whose number depends on the block.
  func word(of value: Value) -> UInt64? {
    switch (self, value) {
    case (.number, .double(let number)): (number + 0).bitPattern
    case (.number, .int(let whole)): Double(whole).bitPattern
    case (.number, .uint(let whole)): Double(whole).bitPattern
    case (.integer, .int(let whole)): UInt64(bitPattern: whole)
    case (.integer, .uint(let whole)): Int64(exactly: whole).map { UInt64(bitPattern: $0) }
    case (.date, .timestamp(let moment)): UInt64(bitPattern: Int64(moment.date.days))
    case (.truth, .bool(let truth)): truth ? 1 : 0
    default: nil
    }
  }

  /// Whether an answer is a number that can be added up, or compared.
  @inline(__always) func isCountable(_ word: UInt64) -> Bool {
    self == .number
      ? Double(bitPattern: word).magnitude < MeantDecimal.bound
      : Int64(bitPattern: word).magnitude < UInt64(MeantDecimal.bound)
  }

  /// A number as it is written.
  func shown(_ word: UInt64) -> String {
    self == .number ? "\(Double(bitPattern: word))" : "\(Int64(bitPattern: word))"
  }
}
