/// A number with its noun: `1 policy`, `2,000 rows`.
func counted(_ count: Int, _ singular: String, _ plural: String) -> String {
  "\(count.grouped) \(count == 1 ? singular : plural)"
}

/// The first ten names, and how many more there are.
func shortList(_ names: [String]) -> String {
  let shown = 10
  let more = names.count - shown
  return names.prefix(shown).joined(separator: ", ") + (more > 0 ? " and \(more.grouped) more" : "")
}

extension Int {
  /// With commas between thousands.
  var grouped: String {
    let digits = String(magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return self < 0 ? "-" + text : text
  }
}
