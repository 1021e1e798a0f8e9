import SourceText

/// What is wrong with the names and types of an expression, and what to write instead.
extension Diagnostic {
  private static func didYouMean(_ suggestion: String?) -> String? { suggestion.map { "did you mean '\($0)'?" } }

  static func unknownName(_ name: String, _ remedy: UnknownNameRemedy, at range: SourceRange) -> Diagnostic {
    Diagnostic(code: "unknown-name", range: range, message: "there is no '\(name)'", hint: hint(remedy, for: name))
  }

  private static func hint(_ remedy: UnknownNameRemedy, for name: String) -> String? {
    switch remedy {
    case .name(let meant): "write \(meant)"
    case .similar(let meant): didYouMean(meant)
    case .text(let value): "write '\(value)'"
    case .declaration where name.hasPrefix("params."): "declare it under 'params'"
    case .declaration(let how): how
    case .declarationOrText: "declare it, or put it in quotes if it is text"
    }
  }

  static func unavailableName(_ name: String, why: String, hint: String?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unavailable-name", range: range, message: "'\(name)' cannot be used here: \(why)", hint: hint)
  }

  static func unknownFunction(_ name: String, suggestion: String?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unknown-function", range: range, message: "there is no function '\(name)'",
      hint: habits[name.lowercased()] ?? didYouMean(suggestion))
  }

  /// What people bring along from other languages.
  private static let habits = [
    "if": "a choice is written condition ? a : b", "iif": "a choice is written condition ? a : b",
    "not": "write !", "len": "write size(x)", "length": "write size(x)", "count": "write size(x)",
    "today": "write as_of", "now": "write as_of", "isnull": "write !has(x)", "datediff": "write days_between(a, b)",
    "has": "write has(name)", "between": "write x >= a && x <= b", "sum": "write a + b", "number": "write double(x)",
    "tostring": "write string(x)", "networkdays": "write working_days_between(a, b)",
    "workday": "write add_working_days(date, n)", "isholiday": "write !is_working_day(date)",
  ]

  static func wrongCallStyle(_ function: Function, form: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "wrong-call", range: range, message: "'\(function.name)' is not called like this", hint: "write \(form)")
  }

  static func wrongArguments(
    _ signature: Signature, _ types: [StaticType], isMethod: Bool, at range: SourceRange
  ) -> Diagnostic {
    let name = signature.function.name
    let forms = signature.overloads.map { form(name, $0.parameters, isMethod: isMethod) }
    return Diagnostic(
      code: "wrong-arguments", range: range,
      message: "'\(form(name, types, isMethod: isMethod))' does not exist: these are not what '\(name)' takes",
      hint: "it is written \(forms.joined(separator: ", "))")
  }

  private static func form(_ name: String, _ types: [StaticType], isMethod: Bool) -> String {
    let names = types.map(\.name)
    return isMethod
      ? "\(names.first ?? "").\(name)(\(names.dropFirst().joined(separator: ", ")))"
      : "\(name)(\(names.joined(separator: ", ")))"
  }

  static func tooFewNumbers(_ function: Function, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "wrong-arguments", range: range, message: "'\(function.name)' takes at least two numbers",
      hint: "write \(function.name)(a, b)")
  }

  static func noNumber(_ type: StaticType, in function: Function, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "wrong-arguments", range: range, message: "'\(function.name)' takes numbers; this is \(type.phrase)",
      hint: type.isText ? "convert it: double(x)" : nil)
  }

  static func noCondition(_ type: StaticType, of word: String, text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-condition", range: range, message: "\(place(word)) has to be true or false; this is \(type.phrase)",
      hint: comparison(type, text))
  }

  private static func place(_ word: String) -> String {
    switch word {
    case "?": "what stands before '?'"
    case "!": "what stands after '!'"
    case "macro": "the condition on the elements"
    default: "each side of '\(word)'"
    }
  }

  /// How to make a condition of a value.
  private static func comparison(_ type: StaticType, _ text: String) -> String? {
    switch type {
    case .int, .uint, .double: "compare it, for example \(text) > 0"
    case .string: "compare it, for example \(text) == 'value'"
    case .enumeration(let enumeration): "compare it, for example \(text) == '\(enumeration.values.first ?? "value")'"
    case .timestamp: "compare it, for example \(text) < as_of"
    case .list: "ask for its elements, for example size(\(text)) > 0"
    default: nil
    }
  }

  static func rangeAsDifference(_ low: String, _ high: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "wrong-type", range: range, message: "this has to be true or false; it is a difference of two numbers",
      hint: "in the cell of a table, the numbers from \(low) to \(high) are written [\(low)..\(high)]")
  }

  static func wrongResult(
    _ type: StaticType, expected: ExpectedType, text: String, at range: SourceRange
  ) -> Diagnostic {
    let wanted = phrase(expected)
    if type.isUnknown {
      return Diagnostic(
        code: "wrong-type", range: range,
        message: "this has to be \(wanted), but its type is only known when evaluated",
        hint: "convert it: \(conversion(expected))(...)")
    }
    return Diagnostic(
      code: "wrong-type", range: range, message: "this has to be \(wanted); it is \(type.phrase)",
      hint: hint(type, expected, text))
  }

  private static func hint(_ type: StaticType, _ expected: ExpectedType, _ text: String) -> String? {
    switch (expected, type) {
    case (.bool, _): comparison(type, text)
    case (.integer, .double): "make it whole: round(x), floor(x) or ceil(x)"
    case (.string, _): "convert it: string(\(text))"
    case (.number, .string), (.integer, .string): "convert it: \(conversion(expected))(\(text))"
    case (.timestamp, .string): "write date('2026-01-31')"
    case (.duration, _): "write duration('30d')"
    default: nil
    }
  }

  private static func phrase(_ expected: ExpectedType) -> String {
    switch expected {
    case .any: "a value"
    case .bool: "true or false"
    case .number: "a number"
    case .integer: "a whole number"
    case .string: "text"
    case .timestamp: "a date or time"
    case .duration: "a length of time"
    }
  }

  private static func conversion(_ expected: ExpectedType) -> String {
    switch expected {
    case .any: "dyn"
    case .bool: "bool"
    case .number: "double"
    case .integer: "int"
    case .string: "string"
    case .timestamp: "timestamp"
    case .duration: "duration"
    }
  }
}

extension Diagnostic {
  static func unknownSeason(_ name: String, among names: [String], at range: SourceRange) -> Diagnostic {
    let hint =
      names.isEmpty
      ? "declare it under 'seasons' of the calendar"
      : didYouMean(closestMatch(to: name, among: names)) ?? "its seasons are \(names.joined(separator: ", "))"
    return Diagnostic(
      code: "unknown-season", range: range, message: "the calendar has no season '\(name)'", hint: hint)
  }

  static func seasonOfEachRow(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "unknown-season", range: range,
      message: "the name of a season has to be known when the policy is loaded",
      hint: "write it in quotes, as in in_season('peak')")
  }
}

extension Diagnostic {
  static func incomparable(_ fault: ComparisonFault, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "incomparable", range: range,
      message: "'\(fault.function.name)' cannot compare \(fault.left.phrase) with \(fault.right.phrase)",
      hint: fault.hint)
  }

  static func comparisonWithNull(_ text: String, isEqual: Bool, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "comparison-with-null", range: range, message: "a value is never null; it is known or not",
      hint: "write \(isEqual ? "!" : "")has(\(text))")
  }

  static func unknownValue(
    _ text: String, of enumeration: Enumeration, _ remedy: UnknownValueRemedy, at range: SourceRange
  ) -> Diagnostic {
    Diagnostic(
      code: "unknown-value", range: range, message: "'\(text)' is none of the values of '\(enumeration.name)'",
      hint: hint(remedy, for: enumeration))
  }

  private static func hint(_ remedy: UnknownValueRemedy, for enumeration: Enumeration) -> String? {
    switch remedy {
    case .value(let meant): return "write '\(meant)'"
    case .similar(let meant): return didYouMean(meant)
    case .absence(let test): return "write \(test)"
    case .oneOfThem:
      let values = enumeration.values
      return "its values are \(values.prefix(12).joined(separator: ", "))\(values.count > 12 ? ", ..." : "")"
    }
  }

  static func enumerationOrder(
    _ enumeration: Enumeration, _ text: String, _ function: Function, at range: SourceRange
  ) -> Diagnostic {
    let values = enumeration.values.prefix(2).map { "'\($0)'" }.joined(separator: ", ")
    return Diagnostic(
      code: "enumeration-order", range: range,
      message: "'\(function.name)' cannot order the values of '\(enumeration.name)': the alphabet is not their order",
      hint: "list the values that count: \(text) in [\(values)]")
  }

  static func strangeEnumerations(_ a: Enumeration, _ b: Enumeration, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-common-value", range: range, message: "'\(a.name)' and '\(b.name)' have no value in common",
      hint: "compare each with its own values")
  }

  static func noMember(_ type: StaticType, of member: StaticType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "incomparable", range: range,
      message: "'in' looks for \(type.phrase) among values that are \(member.phrase)",
      hint: "list values of the same type")
  }

  static func notContainer(_ type: StaticType, left: String, right: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-list", range: range, message: "'in' looks into a list or map; this is \(type.phrase)",
      hint: type.isText ? "write \(right).contains(\(left)), or \(left) in [\(right)]" : "write \(left) in [\(right)]")
  }

  static func noOperator(_ function: Function, _ types: [StaticType], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "no-such-operator", range: range,
      message: "'\(function.name)' does not take \(types.map(\.phrase).joined(separator: " and "))",
      hint: hint(function, types))
  }

  private static func hint(_ function: Function, _ types: [StaticType]) -> String? {
    switch function {
    case .modulo where types.contains(.double): return "'%' takes whole numbers: int(x) % int(y)"
    case .add where types.contains(where: \.isText): return "join text with text: string(x) + 'text'"
    case .negate where types == [.bool]: return "write ! for the opposite of a condition"
    default: break
    }
    if types.contains(.timestamp) || types.contains(.duration) {
      return "add or subtract a duration('30d'); whole days between dates are days_between(a, b)"
    }
    return types.contains(where: \.isText) ? "convert text to a number: double(x)" : nil
  }

  static func divisionByZero(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "division-by-zero", range: range, message: "this divides by zero",
      hint: "write the number to divide by")
  }

  static func failedConstant(_ kind: EvaluationError.Kind, at range: SourceRange) -> Diagnostic {
    Diagnostic(code: "failed-constant", range: range, message: kind.message, hint: hint(kind))
  }

  private static func hint(_ kind: EvaluationError.Kind) -> String? {
    switch kind {
    case .divisionByZero: "write the number to divide by"
    case .conversion(let text, .timestamp) where CalendarDate(text) != nil: "write date('\(text)')"
    case .conversion(_, .timestamp): "write timestamp('2026-01-31T08:00:00Z')"
    case .conversion(_, .duration): "write for example duration('30d') or duration('1h30m')"
    case .noSuchDate: "write an existing day as date('2026-01-31')"
    case .noSuchTimeZone: "write for example 'Asia/Shanghai' or '+08:00'"
    case .overflow: "calculate with decimal numbers, for example 2.0 instead of 2"
    default: nil
    }
  }
}

extension Diagnostic {
  static func differentSides(_ a: StaticType, _ b: StaticType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "different-types", range: range,
      message: "the two values of a choice have to be of one type; these are \(a.phrase) and \(b.phrase)",
      hint: "make both the same, for example by string(x) or double(x)")
  }

  static func noKey(_ type: StaticType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "wrong-key", range: range, message: "the key of a map cannot be \(type.phrase)",
      hint: "keys are text, whole numbers, true and false")
  }

  static func wrongKey(_ type: StaticType, _ key: StaticType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "wrong-key", range: range, message: "the keys of this map are \(key.phrase); this is \(type.phrase)",
      hint: nil)
  }

  static func noIndex(_ type: StaticType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "wrong-index", range: range, message: "the index of a list is a whole number; this is \(type.phrase)",
      hint: "the first element is list[0]")
  }

  static func notIndexed(_ type: StaticType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-list", range: range, message: "only lists and maps have elements; this is \(type.phrase)",
      hint: nil)
  }

  static func noFields(_ type: StaticType, field: String, at range: SourceRange) -> Diagnostic {
    let isMethod = Signature.named(field, asMethod: true, in: .business) != nil
    return Diagnostic(
      code: "no-fields", range: range, message: "there is no field '\(field)' in \(type.phrase)",
      hint: isMethod ? "a function is called with brackets: x.\(field)()" : nil)
  }

  static func notIterable(_ type: StaticType, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      code: "not-a-list", range: range,
      message: "only lists and maps have elements to go through; this is \(type.phrase)",
      hint: nil)
  }
}
