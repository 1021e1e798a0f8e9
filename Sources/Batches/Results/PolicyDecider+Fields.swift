import Decisions
import Expressions
import Policies

extension PolicyDecider {
  /// Where a field stands for the rows of the last batch.
  func column(_ field: DecisionField) -> DecidedColumn {
    switch field {
    case .tier(let index): .codes(workspace[tables[index].plan.answer])
    case .cadence: cadence.map { .codes(workspace[$0.vectors.states]) } ?? .constant(nil)
    case .flags: flags.map { .codes(workspace[$0.plan.states]) } ?? .constant(nil)
    case .output(let index, column: _): outputColumn(index)
    case .reasons: .codes(reasonCodes())
    case .missing: .codes(missingCodes())
    }
  }

  private func outputColumn(_ index: Int) -> DecidedColumn {
    switch plan.outputs[index] {
    case .table(let table): .codes(workspace[tables[table].plan.answer])
    case .computed(let vector, _, _): computedColumn(vector)
    }
  }

  private func computedColumn(_ vector: Vector) -> DecidedColumn {
    switch vector {
    case .constant(let value): .constant(value.known)
    case .unknown: .constant(nil)
    case .truth(let truth): .truths(yes: workspace[truth.yes], no: workspace[truth.no])
    case .number(let number):
      .numbers(workspace[number.lane], known: workspace[number.known], isInteger: number.isInteger)
    case .date(let date): .dates(workspace[date.lane], known: workspace[date.known])
    case .text(let text): .texts(workspace[text.codes])
    case .box(let box): .values(workspace.boxes[Int(box.index)])
    }
  }

  /// The text of a code in a field that holds texts.
  func text(of code: UInt32, in field: DecisionField) -> String {
    guard case .output(let index, column: _) = field, case .computed(.text(let text), _, _) = plan.outputs[index] else {
      return ""
    }
    return workspace[text.dictionary].texts[Int(code)]
  }

  /// What a code of a field says.
  func meaning(of code: UInt32, in field: DecisionField) -> CodedMeaning {
    switch field {
    case .tier(let index): .tier(tier(index, answer: code))
    case .cadence: .cadence(cadence.flatMap { $0.decisions[code] })
    case .flags: flagMeaning(of: code)
    case .output(let index, let column): .value(outputValues(index, answer: code)?.values[column])
    case .reasons: .names(reasons.lists[code])
    case .missing: .names(lackedFacts.sequence(of: code).map { plan.policy.facts[$0].name })
    }
  }

  private func flagMeaning(of code: UInt32) -> CodedMeaning {
    let (up, cleared) = flagStates(code: code)
    return .flags(up, cleared: cleared)
  }

  /// Changes when the codes of a field lose their meaning.
  func generation(of field: DecisionField) -> Int {
    switch field {
    case .tier: 0
    case .cadence: cadence?.generation ?? 0
    case .flags: flags?.generation ?? 0
    case .output(let index, column: _): outputGeneration(index)
    case .reasons: reasons.generation
    case .missing: lackedFacts.generation
    }
  }

  private func outputGeneration(_ index: Int) -> Int {
    switch plan.outputs[index] {
    case .table(let table): tables[table].generation
    case .computed(.text(let text), _, _): workspace[text.dictionary].generation
    case .computed: 0
    }
  }
}

// MARK: - Reasons and missing facts

extension PolicyDecider {
  private func reasonCodes() -> UnsafePointer<UInt32> {
    reasons.run(reasonParts, in: workspace)
    return UnsafePointer(reasons.codes)
  }

  private var reasonParts: [ReasonRun.Part] {
    let tiers = plan.policy.dimensionOrder.map { index in
      ReasonRun.Part(codes: tables[index].plan.answer, generation: 0) { code in
        [self.tier(index, answer: code).rule].compactMap(\.self)
      }
    }
    let outputs = plan.outputs.indices.compactMap { index -> ReasonRun.Part? in
      guard case .table(let table) = plan.outputs[index] else { return nil }
      return ReasonRun.Part(codes: tables[table].plan.answer, generation: tables[table].generation) { code in
        self.outputValues(index, answer: code)?.rules ?? []
      }
    }
    return tiers + cadenceParts + outputs
  }

  private var cadenceParts: [ReasonRun.Part] {
    guard let cadence else { return [] }
    return [
      ReasonRun.Part(codes: cadence.vectors.states, generation: cadence.generation) { code in
        cadence.decisions[code]?.reasons ?? []
      }
    ]
  }

  private func missingCodes() -> UnsafePointer<UInt32> {
    lackedFacts.trim()
    missingStates.update(repeating: 0, count: workspace.count)
    for (fact, rows) in plan.missing.possible {
      lackedFacts.append(UInt32(fact), rows: workspace[rows], words: workspace.words, states: missingStates)
    }
    return UnsafePointer(missingStates)
  }
}
