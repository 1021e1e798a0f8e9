import Batches
import Decisions
import Expressions
import Policies

extension EventReader {
  /// Takes what the row evaluator said of an event.
  func take(_ result: Result<Decision, Rejection>, at row: Int, into batch: EventBatch) {
    switch result {
    case .failure(let rejection): reject(row, told(rejection), batch)
    case .success(let decision): take(decision, at: row, into: batch)
    }
  }

  /// The rejection of a row; what cannot be computed is known by the measure that asks for it.
  private func told(_ rejection: Rejection) -> EventRejection {
    guard case .failed(let output, let place, let what) = rejection.cause, let question = Int(output),
      let measure = plan.source.measures.first(where: { $0.value == question || $0.filter == question })
    else { return .row(rejection) }
    return .question(measure: measure.name, place: place, what: what)
  }

  private func take(_ decision: Decision, at row: Int, into batch: EventBatch) {
    let answers = decision.outputs.map { $0.values.first?.value ?? nil }
    guard case .timestamp(let moment)? = answers[plan.source.table.timeQuestion] else { return }
    let day = moment.date.days
    if day > plan.asOf {
      batch.later += 1
      return
    }
    if let rejection = unfitAmount(among: answers) { return reject(row, rejection, batch) }
    put(key(of: decision, answers, batch), at: row, of: batch)
    batch.days[row] = day
    batch.shards[row] = UInt8(truncatingIfNeeded: EventShard.index(of: batch.hashes[row]))
    for index in plan.measures.indices { count(answers, day, row, measure: index, batch) }
    for (question, form) in plan.forms.enumerated() {
      guard let form, let value = answers[question] else { continue }
      batch.answers[question]?[row] = form.word(of: value) ?? number(ofText: value, question, row, batch)
    }
  }

  /// The number of a text, where the event counts in a measure that is made of it.
  private func number(ofText value: Value, _ question: Int, _ row: Int, _ batch: EventBatch) -> UInt64 {
    guard let texts = batch.texts[question],
      plan.textMeasures[question].contains(where: { batch.counting[$0].start.has(row) })
    else { return 0 }
    return UInt64(texts.add(value.text))
  }

  private func key(of decision: Decision, _ answers: [Value?], _ batch: EventBatch) -> EventKey {
    guard let question = plan.source.table.keyQuestion, case .int(let whole)? = answers[question] else {
      return EventKey(batch.keep(decision.key), length: decision.key.utf8.count, seeds)
    }
    return EventKey(word: UInt64(bitPattern: whole))
  }

  private func unfitAmount(among answers: [Value?]) -> EventRejection? {
    for (index, measure) in plan.measures.enumerated() where measure.isOfAmounts {
      guard let value = measure.value.flatMap({ answers[$0] }), let form = measure.form,
        let word = form.word(of: value)
      else { continue }
      if !form.isCountable(word) {
        return .amount(measure: plan.source.measures[index].name, text: form.shown(word))
      }
    }
    return nil
  }

  private func count(_ answers: [Value?], _ day: Int32, _ row: Int, measure index: Int, _ batch: EventBatch) {
    let measure = plan.measures[index]
    if let filter = measure.filter, answers[filter] != .bool(true) { return }
    if let value = measure.value, answers[value]?.isKnown != true { return }
    let isInside = measure.window.map { $0.holds(day) } ?? true
    if isInside { batch.counting[index].start.set(row) }
    switch measure.aggregate {
    case .streak:
      let satisfies = measure.value.map { answers[$0] == .bool(true) } ?? false
      if isInside, satisfies { batch.others[index]?.start.set(row) }
    case .trend:
      if measure.windowBefore?.holds(day) == true { batch.others[index]?.start.set(row) }
    default: break
    }
  }
}

extension Measure.Window {
  /// Whether a day belongs to it.
  fileprivate func holds(_ day: Int32) -> Bool { first <= day && day <= last }
}
