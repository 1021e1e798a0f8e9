import Expressions
import SourceText
import Testing

/// The names that the tests' expressions use, with the row that they are evaluated on.
struct Desk {
  var scope = Scope(.business)
  var frame: [Outcome] = []

  /// A name that the row holds this for.
  mutating func declare(_ name: String, _ type: ValueType, _ outcome: Outcome, labels: [String] = []) {
    scope.declare(variable: name, type: type, slot: frame.count, alsoKnownAs: labels)
    frame.append(outcome)
  }

  /// Facts of every type, known and unknown; `failed` is an evaluation error.
  static let standard: Desk = {
    var desk = Desk()
    let channels = Enumeration(
      name: "channel", values: ["mall", "supermarket", "chain"], labels: ["mall": ["商场", "Mall"]])
    desk.declare("cooperation", .double, .value(.double(75)), labels: ["配合意愿", "cooperation"])
    desk.declare("potential", .double, .unknown)
    desk.declare("overdue_days", .int, .value(.int(7)))
    desk.declare("visits", .int, .unknown)
    desk.declare("channel", .enumeration(channels), .value(.string("mall")))
    desk.declare(
      "format", .enumeration(Enumeration(name: "format", values: ["large", "small"])), .value(.string("small")))
    desk.declare(
      "outlet", .enumeration(Enumeration(name: "outlet", values: ["mall", "kiosk"])), .value(.string("mall")))
    desk.declare("name", .string, .value(.string("张记超市")))
    desk.declare("nickname", .string, .unknown)
    desk.declare("promo", .bool, .value(.bool(true)))
    desk.declare("open", .bool, .unknown)
    desk.declare("failed", .bool, .error(EvaluationError(.divisionByZero)))
    desk.declare("opened_on", .timestamp, .value(.timestamp(CalendarDate(days: 20_454).startOfDay)))
    desk.declare("closed_on", .timestamp, .unknown)
    desk.declare("tags", .list(.string), .value(.list([.string("new"), .string("key")])))
    desk.declare("配合度", .double, .value(.double(40)))
    desk.declare("zero", .int, .value(.int(0)))
    desk.declare("largest", .int, .value(.int(.max)))
    desk.scope.declare(constant: "as_of", type: .timestamp, value: .timestamp(CalendarDate(days: 20_484).startOfDay))
    desk.scope.declare(constant: "params.weak_cooperation", type: .double, value: .double(40), alsoKnownAs: ["弱配合度"])
    desk.scope.declare(constant: "params.peak_months", type: .list(.int), value: .list([.int(0), .int(11)]))
    desk.scope.declare(constant: "params.best", type: .string, value: .string("mal"))
    desk.scope.declare(
      unavailable: "retailer_class", why: "tiers are decided later", hint: "use the facts it is made of")
    return desk
  }()

  func compile(_ text: String, expecting expected: ExpectedType = .any) -> Diagnosed<CheckedExpression> {
    CheckedExpression.compile(
      SourceFragment(SourceFile(path: "<test>", text: text)), in: scope, expecting: expected)
  }

  /// What the expression gives on the row: its value, `unknown`, or `error: …`; `fault: …` if it is refused.
  func answer(_ text: String) -> String {
    let compiled = compile(text)
    guard let expression = compiled.value else { return "fault: \(compiled.diagnostics.map(\.code))" }
    switch expression.evaluate(in: frame) {
    case .value(let value): return value.text
    case .unknown: return "unknown"
    case .error(let error): return "error: \(error.kind.message)"
    }
  }

  /// The diagnostics, each with the text under it marked by carets.
  func faults(_ text: String, expecting expected: ExpectedType = .any) -> String {
    let diagnostics = compile(text, expecting: expected).diagnostics.sorted { $0.range.start < $1.range.start }
    return diagnostics.map { diagnostic in
      let start = diagnostic.range.position.column - 1
      let length = String(
        decoding: diagnostic.range.file.bytes[diagnostic.range.start..<diagnostic.range.end], as: UTF8.self
      )
      .unicodeScalars.count
      let marks = String(repeating: " ", count: start) + String(repeating: "^", count: max(1, length))
      let hint = diagnostic.hint.map { "\n\($0)" } ?? ""
      return "\(text)\n\(marks) \(diagnostic.code)\n\(diagnostic.message)\(hint)"
    }.joined(separator: "\n\n")
  }
}
