import Decisions
import Expressions
import Policies

/// What a policy's outputs say of one customer; those said lately are kept as they were. Not shared between threads.
final class CustomerOutputs {
  private let decider: PolicyDecider
  private let sources: PlainList<Source>
  /// For each output so many places, in which a value stands by its key.
  private let keys: PlainList<UInt64>
  private let kept: ReadyValues<OutputDecision>

  /// A power of two.
  private static let placeCount = 256
  /// The key of no value, which no number that is known has.
  private static let unknown = UInt64.max
  /// Of a place in which nothing stands; likewise.
  private static let vacant = UInt64.max - 1

  /// Where an output stands.
  enum Source {
    /// The code of a table's answer, or of a text, which means something for a while.
    case answer(ofTable: Int)
    case text(CodeRegister, of: DictionaryRegister)
    case number(NumberRegister, known: MaskRegister)
    case truth(yes: MaskRegister, no: MaskRegister)
    case constant
    /// Anything, which is not kept.
    case other
  }

  /// The outputs that `decider` decides.
  init(_ decider: PolicyDecider) {
    self.decider = decider
    var sources = PlainList<Source>()
    for output in decider.plan.outputs { sources.append(Source(output)) }
    self.sources = sources
    var keys = PlainList<UInt64>()
    let places = decider.plan.outputs.count * Self.placeCount
    _ = keys.append(contentsOf: repeatElement(Self.vacant, count: places))
    self.keys = keys
    kept = ReadyValues(repeating: OutputDecision(name: "", values: [], rules: []), count: places)
  }
}

extension CustomerOutputs.Source {
  fileprivate init(_ output: PolicyPlan.PlannedOutput) {
    self =
      switch output {
      case .table(let table): .answer(ofTable: table)
      case .computed(.number(let number), _, _), .computed(.date(let number), _, _):
        .number(number.lane, known: number.known)
      case .computed(.truth(let truth), _, _): .truth(yes: truth.yes, no: truth.no)
      case .computed(.text(let text), _, _): .text(text.codes, of: text.dictionary)
      case .computed(.constant, _, _), .computed(.unknown, _, _): .constant
      case .computed(.box, _, _): .other
      }
  }
}

extension CustomerOutputs {
  /// One for each output, in the policy's order.
  @inline(__always) func decisions(in registers: CustomerRegisters) -> [OutputDecision] {
    guard sources.count > 0 else { return [] }
    return Array(unsafeUninitializedCapacity: sources.count) { decisions, count in
      for index in 0..<sources.count {
        decisions.initializeElement(at: index, to: decision(index, in: registers))
      }
      count = sources.count
    }
  }

  @inline(__always) private func decision(_ index: Int, in registers: CustomerRegisters) -> OutputDecision {
    guard let key = key(sources[index], in: registers) else { return decider.output(index, 0) }
    let place = index &* Self.placeCount &+ Self.place(of: key)
    if keys[place] != key { keep(index, key, at: place) }
    return kept[place]
  }

  @inline(__always) private func key(_ source: Source, in registers: CustomerRegisters) -> UInt64? {
    switch source {
    case .answer(let table):
      let run = decider.tables[table]
      return UInt64(truncatingIfNeeded: run.generation) << 32 | UInt64(registers[run.plan.answer])
    case .text(let codes, let dictionary):
      return UInt64(truncatingIfNeeded: decider.workspace[dictionary].generation) << 32 | UInt64(registers[codes])
    case .number(let lane, let known):
      return registers[known] == 0 ? Self.unknown : registers[lane].bitPattern
    case .truth(let yes, let no): return registers[yes] << 1 | registers[no]
    case .constant: return 0
    case .other: return nil
    }
  }

  private func keep(_ index: Int, _ key: UInt64, at place: Int) {
    kept[place] = decider.output(index, 0)
    keys[place] = key
  }

  @inline(__always) private static func place(of key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 56)
  }
}
