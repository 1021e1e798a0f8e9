import CVectors
import Expressions

/// How what a table says is laid out for the expressions that read it.
enum AnswerLayout: Sendable {
  /// For each answer, the code of its text; 0 for none.
  case text(TextVector, [UInt32])
  /// For each answer, its number; NaN for none.
  case number(NumberVector, [Double])
  case truth(TruthVector, [Bool?])
  /// For each answer, its value; a `collect` table's answers come up as it runs.
  case box(BoxRegister, [Outcome])
}

extension AnswerLayout {
  /// The form for the values of a table's answers, by code; `nil` stands for no value.
  init(_ values: [Value?], _ layout: inout WorkspaceLayout) {
    if let texts = values.all({ if case .string(let text) = $0 { text } else { nil } }) {
      self = .texts(texts, &layout)
    } else if let integers = values.all({ if case .int(let integer) = $0 { Double(exactly: integer) } else { nil } }) {
      self = .numbers(integers, isInteger: true, &layout)
    } else if let numbers = values.all({ if case .double(let number) = $0 { number } else { nil } }) {
      self = .numbers(numbers, isInteger: false, &layout)
    } else if let bools = values.all({ if case .bool(let bool) = $0 { bool } else { nil } }) {
      self = .truth(layout.newTruth(), bools)
    } else {
      self = .box(layout.newBox(), values.map { $0.map(Outcome.value) ?? .unknown })
    }
  }

  private static func texts(_ texts: [String?], _ layout: inout WorkspaceLayout) -> AnswerLayout {
    var distinct: [String] = []
    let codes = texts.map { text -> UInt32 in
      guard let text else { return 0 }
      if let known = distinct.firstIndex(where: { $0.utf8.elementsEqual(text.utf8) }) { return UInt32(known + 1) }
      distinct.append(text)
      return UInt32(distinct.count)
    }
    let vector = TextVector(codes: layout.newCodes(), dictionary: layout.newDictionary(distinct), failed: .none)
    return .text(vector, codes)
  }

  private static func numbers(_ numbers: [Double?], isInteger: Bool, _ layout: inout WorkspaceLayout) -> AnswerLayout {
    let vector = NumberVector(
      lane: layout.newNumbers(), known: layout.newMask(), failed: .none, isInteger: isInteger)
    return .number(vector, numbers.map { $0 ?? .nan })
  }

  /// Where the expressions find it.
  var vector: Vector {
    switch self {
    case .text(let text, _): .text(text)
    case .number(let number, _): .number(number)
    case .truth(let truth, _): .truth(truth)
    case .box(let box, _): .box(box)
    }
  }
}

extension [Value?] {
  /// What `read` makes of each value, if it can make something of all that are there.
  fileprivate func all<T>(_ read: (Value) -> T?) -> [T?]? {
    var result: [T?] = []
    for value in self {
      guard let value else {
        result.append(nil)
        continue
      }
      guard let known = read(value) else { return nil }
      result.append(known)
    }
    return result
  }
}

extension AnswerLayout {
  /// Lays out the answers of all rows.
  func publish(_ answers: UnsafeMutablePointer<UInt32>, in workspace: Workspace) {
    switch self {
    case .text(let text, let codes): Self.publish(codes, answers, to: workspace[text.codes], workspace.count)
    case .number(let number, let numbers): Self.publish(numbers, answers, to: number, in: workspace)
    case .truth(let truth, let bools): Self.publish(bools, answers, to: truth, in: workspace)
    case .box(let box, let outcomes):
      for row in 0..<workspace.count { workspace.boxes[Int(box.index)][row] = outcomes[Int(answers[row])] }
    }
  }

  private static func publish(
    _ codes: [UInt32], _ answers: UnsafeMutablePointer<UInt32>, to lane: UnsafeMutablePointer<UInt32>, _ count: Int
  ) {
    codes.withUnsafeBufferPointer { codes in
      guard let base = codes.baseAddress else { return }
      // No code of a text is so large that its highest bit is set.
      _ = states_translate(answers, base, codes.count, count, lane)
    }
  }

  private static func publish(
    _ numbers: [Double], _ answers: UnsafeMutablePointer<UInt32>, to vector: NumberVector, in workspace: Workspace
  ) {
    let lane = workspace[vector.lane]
    numbers.withUnsafeBufferPointer { numbers in
      guard let base = numbers.baseAddress else { return }
      vector_look_up_numbers(answers, base, workspace.count, lane)
    }
    // The only number that does not equal itself is NaN, which stands for none.
    vector_compare(lane, lane, Int32(VECTOR_EQUAL.rawValue), workspace.count, workspace[vector.known])
  }

  private static func publish(
    _ bools: [Bool?], _ answers: UnsafeMutablePointer<UInt32>, to truth: TruthVector, in workspace: Workspace
  ) {
    let (yes, no) = (workspace[truth.yes], workspace[truth.no])
    workspace[truth.failed].update(repeating: 0, count: workspace.words)
    bools.withUnsafeBufferPointer { bools in
      for word in 0..<workspace.words {
        var (yesBits, noBits): (UInt64, UInt64) = (0, 0)
        for row in word << 6..<min(word << 6 + 64, workspace.count) {
          let bool = bools[Int(answers[row])]
          yesBits |= (bool == true ? 1 : 0) << UInt64(row & 63)
          noBits |= (bool == false ? 1 : 0) << UInt64(row & 63)
        }
        (yes[word], no[word]) = (yesBits, noBits)
      }
    }
  }
}
