import Expressions

/// Hands out the registers of a plan while it is made.
extension WorkspaceLayout {
  mutating func newMask() -> MaskRegister {
    defer { masks += 1 }
    return MaskRegister(index: masks)
  }

  mutating func newNumbers() -> NumberRegister {
    defer { numbers += 1 }
    return NumberRegister(index: numbers)
  }

  mutating func newCodes() -> CodeRegister {
    defer { codes += 1 }
    return CodeRegister(index: codes)
  }

  mutating func newBox() -> BoxRegister {
    defer { boxes += 1 }
    return BoxRegister(index: boxes)
  }

  /// A dictionary that holds `texts`, with codes from 1 on, from the start.
  mutating func newDictionary(_ texts: [String] = []) -> DictionaryRegister {
    dictionaries.append(texts)
    return DictionaryRegister(index: Int32(dictionaries.count - 1))
  }

  /// A dictionary for what steps of plans compute, which always holds `texts`.
  mutating func newResultDictionary(_ texts: [String] = []) -> DictionaryRegister {
    let dictionary = newDictionary(texts)
    resultDictionaries.append(dictionary)
    return dictionary
  }

  /// A condition with masks of its own.
  mutating func newTruth() -> TruthVector { TruthVector(yes: newMask(), no: newMask(), failed: newMask()) }
}
