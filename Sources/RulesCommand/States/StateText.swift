import Records

/// What a state file keeps of a customer: the columns that say something, as a JSON object of texts.
struct StateText: Equatable {
  /// In the order in which they were written.
  let columns: [(name: String, text: String)]

  /// What these columns say; those that say nothing are left out.
  init(_ columns: [(name: String, text: String)]) { self.columns = columns.filter { !$0.text.isEmpty } }

  /// Reads what ``text`` wrote; nothing, where it is something else.
  init(text: String) {
    columns = (FieldValue.nested(text).members ?? []).compactMap { member in
      guard case .text(let text) = member.value else { return nil }
      return (member.key, text)
    }
  }

  static func == (a: Self, b: Self) -> Bool { a.text == b.text }
}

extension StateText {
  /// Columns of how often a customer is visited, and of the policy that decided so; what the next run has no use for.
  static let visits = "visits"
  static let period = "per"
  static let policy = "policy"
  static let decided = [visits, period, policy]

  /// The object.
  var text: String {
    var json = JSONWriter()
    json.object { object in
      for (name, text) in columns {
        object.key(name)
        object.string(text)
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  /// What a column says; `nil` for nothing.
  subscript(name: String) -> String? { columns.first { $0.name == name }?.text }
}
