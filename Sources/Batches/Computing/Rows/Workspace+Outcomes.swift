import Decisions
import Expressions
import Policies

extension Workspace {
  /// What the row evaluator would have for a row that is not deferred; a failure is one and the same, whatever failed.
  func outcome(of vector: Vector, row: Int) -> Outcome {
    switch vector {
    case .constant(let value): .value(value)
    case .unknown: .unknown
    case .truth(let truth):
      has(truth.yes, row) ? .value(.bool(true)) : has(truth.no, row) ? .value(.bool(false)) : absence(truth.failed, row)
    case .number(let number):
      has(number.known, row)
        ? .value(Value(laneNumber: self[number.lane][row], isInteger: number.isInteger)) : absence(number.failed, row)
    case .date(let date):
      has(date.known, row) ? .value(Value(laneDay: self[date.lane][row])) : absence(date.failed, row)
    case .text(let text):
      self[text.codes][row] != 0
        ? .value(.string(self[text.dictionary].texts[Int(self[text.codes][row])])) : absence(text.failed, row)
    case .box(let box): boxes[Int(box.index)][row]
    }
  }

  /// Whether a mask holds a row.
  @inline(__always) func has(_ mask: MaskRegister, _ row: Int) -> Bool {
    self[mask][row >> 6] >> UInt64(row & 63) & 1 != 0
  }

  private func absence(_ failed: MaskRegister, _ row: Int) -> Outcome {
    has(failed, row) ? .failed : .unknown
  }
}

extension Outcome {
  /// Stands for any failure: which one it was is found out by the row evaluator.
  static let failed = Outcome.error(EvaluationError(.tooLong))
}

extension UnaryTest {
  /// Whether an input passes; what cannot be tested so is a failure.
  func outcome(of input: Outcome) -> Outcome {
    guard case .value(let value) = input else { return input }
    return verdict(on: value).map { .value(.bool($0)) } ?? .failed
  }
}

extension AnswerForm {
  /// A number or midnight as lanes hold it; `nil` for what they cannot.
  func number(_ value: Value) -> Double? {
    switch (value, self) {
    case (.int(let integer), .number(isInteger: true)): integer.magnitude <= 1 << 53 ? Double(integer) : nil
    case (.double(let number), .number(isInteger: false)): number
    case (.timestamp(let moment), .date): moment.isMidnight ? Double(moment.seconds / 86_400) : nil
    default: nil
    }
  }
}
