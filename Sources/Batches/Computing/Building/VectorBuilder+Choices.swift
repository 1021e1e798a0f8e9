import Expressions

/// `condition ? yes : no`.
extension VectorBuilder {
  /// One of two values for each row; unknown or failed where the condition is.
  mutating func choose(_ condition: TruthVector, _ yes: Vector, _ no: Vector, as form: Form) -> Vector {
    switch form {
    case .truth: .truth(choose(condition, truth(of: yes), truth(of: no)))
    case .number(let isInteger):
      .number(choose(condition, number(of: yes, isInteger: isInteger), number(of: no, isInteger: isInteger)))
    case .date: .date(choose(condition, date(of: yes), date(of: no)))
    case .text(let dictionary): chooseText(condition, yes, no, dictionary)
    case .constant, .box: .unknown
    }
  }

  private mutating func choose(_ condition: TruthVector, _ a: TruthVector, _ b: TruthVector) -> TruthVector {
    TruthVector(
      yes: pick(condition.yes, a.yes, condition.no, b.yes), no: pick(condition.yes, a.no, condition.no, b.no),
      failed: failed(condition, a.failed, b.failed))
  }

  private mutating func choose(_ condition: TruthVector, _ a: NumberVector, _ b: NumberVector) -> NumberVector {
    let result = number { result, _ in .select(condition.yes, a.lane, b.lane, result: result) }
    return NumberVector(
      lane: result.lane, known: pick(condition.yes, a.known, condition.no, b.known),
      failed: failed(condition, a.failed, b.failed), isInteger: a.isInteger)
  }

  private mutating func failed(_ condition: TruthVector, _ a: MaskRegister, _ b: MaskRegister) -> MaskRegister {
    let side = pick(condition.yes, a, condition.no, b)
    return either(condition.failed, side)
  }

  private mutating func chooseText(
    _ condition: TruthVector, _ yes: Vector, _ no: Vector, _ dictionary: DictionaryRegister?
  ) -> Vector {
    let failed = failed(condition, failed(of: yes), failed(of: no))
    let dictionary = dictionary ?? commonDictionary(yes, no)
    let (a, b) = (codes(of: yes, in: dictionary), codes(of: no, in: dictionary))
    let key = VectorKey.selected(condition.yes, a, condition.no, b, dictionary)
    return vector(for: key) { builder in
      let codes = builder.layout.newCodes()
      builder.append(.selectTexts(first: condition.yes, a, second: condition.no, b, result: codes))
      return .text(TextVector(codes: codes, dictionary: dictionary, failed: failed))
    }
  }

  /// A dictionary for the texts of both: that of a computed text, or one of its own.
  private mutating func commonDictionary(_ yes: Vector, _ no: Vector) -> DictionaryRegister {
    for side in [yes, no] {
      if case .text(let text) = side, layout.resultDictionaries.contains(text.dictionary) { return text.dictionary }
    }
    if let known = choiceDictionaries[[yes, no]] { return known }
    let dictionary = layout.newResultDictionary()
    choiceDictionaries[[yes, no]] = dictionary
    return dictionary
  }

  /// The codes of texts in a dictionary.
  private mutating func codes(of vector: Vector, in dictionary: DictionaryRegister) -> CodeRegister {
    switch vector {
    case .text(let text) where text.dictionary == dictionary: text.codes
    case .text(let text): recode(text, in: dictionary)
    case .constant(.string(let string)): lane(of: layout.code(of: string, in: dictionary))
    default: lane(of: UInt32(0))
    }
  }
}

extension WorkspaceLayout {
  /// The code of a text that a dictionary always holds from now on.
  fileprivate mutating func code(of text: String, in dictionary: DictionaryRegister) -> UInt32 {
    let index = Int(dictionary.index)
    if let known = dictionaries[index].firstIndex(where: { $0.utf8.elementsEqual(text.utf8) }) {
      return UInt32(known + 1)
    }
    dictionaries[index].append(text)
    return UInt32(dictionaries[index].count)
  }
}
