/// What the command says about the search for a customer, in one language.
struct SearchPhrases {
  let language: Language

  /// The customer is in no row that can be read.
  func noCustomer(_ id: String, in path: String, unreadable: Int) -> String {
    switch language {
    case .en:
      let rest = unreadable > 0 ? " (\(counted(unreadable, "row", "rows")) could not be read)" : ""
      return "\(path): no customer `\(id)`\(rest)"
    case .zh:
      let rest = unreadable > 0 ? "（另有 \(unreadable.grouped) 行无法读取）" : ""
      return "\(path)：没有客户“\(id)”\(rest)"
    }
  }

  /// The customer's row was rejected.
  func rejected(_ id: String, at place: String, because reason: String, code: String) -> String {
    switch language {
    case .en: "\(place): \(id): \(reason) [\(code)]"
    case .zh: "\(place)：客户 \(id) 未作出判定：\(reason) [\(code)]"
    }
  }

  /// The customer has several rows.
  func repeated(_ id: String, in path: String, lines: [Int], count: Int) -> String {
    let listed = lines.map(String.init)
    switch language {
    case .en:
      let rest = count > lines.count ? " and more" : ""
      return
        "\(path): \(id) has \(count.grouped) rows (lines \(listed.joined(separator: ", "))\(rest)); the first is told"
    case .zh:
      let rest = count > lines.count ? "等" : ""
      return "\(path)：客户 \(id) 有 \(count.grouped) 行（第 \(listed.joined(separator: "、")) 行\(rest)），以下说明第一行"
    }
  }
}
