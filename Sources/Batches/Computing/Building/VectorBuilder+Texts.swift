import Expressions
import Policies

/// What is asked once of each text of a dictionary.
extension VectorBuilder {
  /// What a part of an expression gives where `slots` hold a text.
  mutating func lookUp(_ part: ExpressionPart, _ slots: [Int], _ text: TextVector, as form: Form) -> Vector {
    let shape = SubtreeShape(part.node, of: part.expression.tree, slots: self.slots, subject: slots)
    return vector(for: .lookup(shape, text)) { builder in
      let answers = builder.answerForm(form)
      let isSafe = part.expression.tree.cannotFail(part.node)
      return builder.lookUp(.part(part, slots: slots), text, answers, isSafe: isSafe)
    }
  }

  /// Whether a text is one of these.
  mutating func isOne(of strings: [String], negated: Bool, _ text: TextVector) -> TruthVector {
    let made = vector(for: .strings(strings.map { .string($0) }, negated: negated, text)) { builder in
      builder.lookUp(.test(.strings(strings, negated: negated)), text, .truth, isSafe: true)
    }
    return truth(of: made)
  }

  /// The same texts by the codes of another dictionary.
  mutating func recode(_ text: TextVector, in dictionary: DictionaryRegister) -> CodeRegister {
    let made = vector(for: .recoded(text, dictionary)) { builder in
      builder.lookUp(.spelling, text, .text(dictionary), isSafe: true)
    }
    if case .text(let recoded) = made { return recoded.codes }
    return lane(of: UInt32(0))
  }

  private mutating func answerForm(_ form: Form) -> AnswerForm {
    switch form {
    case .truth: .truth
    case .number(let isInteger): .number(isInteger: isInteger)
    case .date: .date
    case .text(let dictionary): .text(dictionary ?? layout.newResultDictionary())
    case .constant, .box: .outcome
    }
  }

  /// - Parameter isSafe: Whether no text, nor that there is none, can fail.
  private mutating func lookUp(
    _ question: TextLookup.Question, _ text: TextVector, _ form: AnswerForm, isSafe: Bool
  ) -> Vector {
    let lookup = Int32(layout.lookups.count)
    layout.lookups.append(TextLookup(question: question, dictionary: text.dictionary, form: form))
    let failed = isSafe ? MaskRegister.none : layout.newMask()
    switch form {
    case .truth:
      let (yes, no) = (layout.newMask(), layout.newMask())
      append(.lookUpTruth(text.codes, lookup: lookup, yes: yes, no: no, failed: failed))
      return .truth(
        TruthVector(
          yes: subtract(text.failed, from: yes), no: subtract(text.failed, from: no),
          failed: either(failed, text.failed)))
    case .number, .date:
      let number = numbers(text, lookup, isInteger: form == .number(isInteger: true), failed: failed)
      return form == .date ? .date(number) : .number(number)
    case .text(let dictionary):
      let codes = layout.newCodes()
      append(.lookUpText(text.codes, lookup: lookup, result: codes, failed: failed))
      return .text(TextVector(codes: codes, dictionary: dictionary, failed: either(failed, text.failed)))
    case .outcome:
      let box = layout.newBox()
      append(.lookUpOutcome(text.codes, lookup: lookup, result: box))
      return .box(box)
    }
  }

  private mutating func numbers(
    _ text: TextVector, _ lookup: Int32, isInteger: Bool, failed: MaskRegister
  ) -> NumberVector {
    let (lane, known) = (layout.newNumbers(), layout.newMask())
    append(.lookUpNumber(text.codes, lookup: lookup, result: lane, known: known, failed: failed))
    return NumberVector(
      lane: lane, known: subtract(text.failed, from: known), failed: either(failed, text.failed), isInteger: isInteger)
  }
}

extension ExpressionTree {
  /// Whether a part cannot fail, whatever its slots hold, as long as that is no failure.
  fileprivate func cannotFail(_ node: Int32) -> Bool {
    let operation = nodes[Int(node)]
    guard parts(of: operation).allSatisfy(cannotFail) else { return false }
    switch operation {
    case .literal, .slot, .isKnown, .list: return true
    case .not(let operand): return types[Int(operand)] == .bool
    case .and(let operands), .or(let operands):
      return self.operands[operands.range].allSatisfy { types[Int($0)] == .bool }
    case .conditional(let condition, _, _): return types[Int(condition)] == .bool
    case .matches(let text, _): return types[Int(text)].isText
    case .unary(.size, let operand): return types[Int(operand)].isText
    case .binary(.equal, _, _), .binary(.notEqual, _, _): return true
    case .binary(.isMember, _, let list): return types[Int(list)].isList
    case .binary(.startsWith, let a, let b), .binary(.endsWith, let a, let b), .binary(.containsText, let a, let b),
      .binary(.less, let a, let b), .binary(.lessOrEqual, let a, let b), .binary(.greater, let a, let b),
      .binary(.greaterOrEqual, let a, let b), .binary(.add, let a, let b):
      return types[Int(a)].isText && types[Int(b)].isText
    default: return false
    }
  }
}

extension ValueType {
  fileprivate var isText: Bool {
    if case .enumeration = self { true } else { self == .string }
  }

  fileprivate var isList: Bool {
    if case .list = self { true } else { false }
  }
}
